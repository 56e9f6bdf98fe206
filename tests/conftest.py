import signal


def pytest_configure():
    """Under nohup, and in the background of a shell, signals are ignored, and so they are by what a test starts.

    A handler that does nothing is not inherited.
    """
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, lambda *_: None)
