"""argv -> settings -> verb: the only place that prints or exits."""

from __future__ import annotations

import gc
import os
import signal
import sys

TYPE_CHECKING = False  # nothing that takes time is imported before the handlers of signals stand

if TYPE_CHECKING:
    from types import FrameType

SIGNALS = ("SIGHUP", "SIGINT", "SIGTERM")
GRACE = 4  # seconds from a signal to the end
AGAIN = 0.01  # seconds until a signal that got lost is raised again
CYCLES = 100_000  # objects made before cycles are looked for: a run makes hardly any, and looking costs a tenth of it
CLOSED_PIPE = 141
VERBS = {
    "normalize": "turn a corpus into records (JSONL or Parquet) and a ledger",
    "check": "report what is wrong with the files of a corpus, or fix it",
    "explain": "print a file line by line with the verdict on each",
    "learn": "write lines that recur in a source to a file, for you to judge",
    "score": "print how well labelled pages are cleaned",
    "restore": "write the inputs back from records and their ledger",
    "verify": "check records and ledger as their receiver",
    "index": "compare INDEX.md with the files present, or write it",
    "rule": "list the rules, or print the page of one",
    "schema": "print a JSON Schema, or check records against it",
    "init": "set a folder up as a corpus: settings, index, hooks, workflow",
    "cache": "tell where the cache lies and how large it is, or clear it",
    "config": "print the settings in force and where they came from",
    "completion": "print a script that completes verbs and options in bash, zsh or fish",
}


_stopping = 0  # the exit code, once a signal has come


class _Stopped(BaseException):
    """A signal asks the run to end with `code`."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def main(argv: list[str] | None = None) -> int:
    """Run the command line; the exit code.

    0 clean, 1 findings, 2 usage or internal error, 129, 130, 143 on SIGHUP, ^C and SIGTERM, 141 on a closed pipe.
    """
    _handle_signals()
    try:
        _open_descriptors()
        if argv is None:
            gc.set_threshold(CYCLES)
            _use_utf8()
        code = _dispatch(sys.argv[1:] if argv is None else argv)
        return _flush() or _stopping or code
    except KeyboardInterrupt:
        code = 130
    except _Stopped as stopped:
        code = stopped.code
    except BrokenPipeError:
        code = CLOSED_PIPE
    except BaseException as error:
        if not isinstance(error, MemoryError) and type(error).__name__ != "PanicException":
            raise
        _say("corpuskit: out of memory")  # also what ends a library that found none
        code = 2
    _flush()
    return code


def run() -> int:
    """The console script: as `main`, and a signal that comes when all is done ends the process without a word."""
    code = main()
    for name in SIGNALS:
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    return code


def _handle_signals() -> None:
    """The first signal ends the run; what it does not end within GRACE seconds is ended without tidying up.

    Where Python takes no exception, it is raised once more a moment later.
    """
    global _stopping
    _stopping = 0
    lost = False

    def stop(number: int, frame: FrameType | None) -> None:
        global _stopping
        _stopping = 128 + number
        for name in SIGNALS:
            signal.signal(getattr(signal, name), signal.SIG_IGN)
        signal.signal(signal.SIGALRM, late)
        signal.alarm(GRACE)
        raise _Stopped(_stopping)

    def late(number: int, frame: FrameType | None) -> None:
        nonlocal lost
        if not lost:
            os._exit(_stopping)
        lost = False
        signal.alarm(GRACE)
        raise _Stopped(_stopping)

    def unraisable(found: sys.UnraisableHookArgs) -> None:
        nonlocal lost
        if isinstance(found.exc_value, _Stopped):
            lost = True
            signal.setitimer(signal.ITIMER_REAL, AGAIN)
        else:
            sys.__unraisablehook__(found)

    sys.unraisablehook = unraisable
    for name in SIGNALS:
        if signal.getsignal(getattr(signal, name)) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(getattr(signal, name), stop)


def _open_descriptors() -> None:
    """Let no file that is opened later be taken for a standard stream that was closed."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _use_utf8() -> None:
    """Names of files are UTF-8 whatever the locale says: where Python would read them otherwise, it starts again."""
    if sys.getfilesystemencoding() != "utf-8" and os.environ.get("PYTHONUTF8") != "1" and sys.executable:
        os.environ["PYTHONUTF8"] = "1"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _flush() -> int:
    """Write what is buffered; the exit code if that cannot be: what is left is thrown away, quietly for a closed pipe."""
    code = 0
    for number, stream in ((1, sys.stdout), (2, sys.stderr)):
        try:
            if stream is not None:
                stream.flush()
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)
            if number == 2:
                continue
            closed = isinstance(error, BrokenPipeError)
            code = CLOSED_PIPE if closed else 2
            if not closed:
                _say(f"corpuskit: standard output cannot be written: {os.strerror(error.errno or 0)}")
    return code


def _dispatch(argv: list[str]) -> int:
    from corpuskit.errors import CorpuskitError

    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    verb = argv[0] if argv else "--help"
    if verb in ("--version", "-V"):
        from corpuskit import __version__

        print(f"corpuskit {__version__}")
        return 0
    if verb in ("--help", "-h", "help"):
        print(_help())
        return 0
    try:
        if verb not in VERBS:
            raise CorpuskitError(f"no such verb: {_plain(verb)}", f"verbs: {', '.join(VERBS)}")
        from importlib import import_module

        return int(import_module(f"corpuskit.cli.{verb}").main(argv[1:]))
    except CorpuskitError as error:
        if os.environ.get("CORPUSKIT_TRACEBACK"):
            raise
        _say(f"corpuskit: {_plain(error.message)}")
        if error.hint:
            _say(f"  hint: {_plain(error.hint)}")
        return 2
    except RecursionError:
        _say("corpuskit: internal error: recursion too deep (set CORPUSKIT_TRACEBACK=1 to see where)")
        return 2
    except (MemoryError, BrokenPipeError):
        raise
    except OSError as error:
        if os.environ.get("CORPUSKIT_TRACEBACK"):
            raise
        place = f"{_plain(os.fsdecode(error.filename))}: " if isinstance(error.filename, str | bytes) else ""
        _say(f"corpuskit: {place}{os.strerror(error.errno) if error.errno else error}")
        return 2
    except Exception as error:
        if os.environ.get("CORPUSKIT_TRACEBACK"):
            raise
        if _stopping:  # some of Python's steps turn what comes between into an error of their own
            raise _Stopped(_stopping) from error
        if isinstance(error, ImportError) and "map segment" in str(error):
            raise MemoryError from error
        _say(f"corpuskit: internal error: {type(error).__name__}: {_plain(str(error))[:300]}")
        _say("  hint: CORPUSKIT_TRACEBACK=1 shows where; please report it")
        return 2


def _say(text: str) -> None:
    if sys.stderr is not None:
        from contextlib import suppress

        with suppress(OSError):
            print(text, file=sys.stderr)


def _plain(text: str) -> str:
    from corpuskit.files import show

    return show(text)


def _help() -> str:
    width = max(map(len, VERBS))
    lines = [
        "usage: corpuskit VERB [options]",
        "",
        "Linter, fixer and normaliser for folders of scraped plain-text articles.",
        "",
    ]
    lines += [f"  {verb:<{width}}  {what}" for verb, what in VERBS.items()]
    return "\n".join(
        [*lines, "", "corpuskit VERB --help tells the options of a verb; corpuskit --version the version."]
    )
