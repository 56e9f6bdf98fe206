import signal


def pytest_configure():
    """A shell lets what it starts in the background ignore ^C, and so would every process that a test starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
