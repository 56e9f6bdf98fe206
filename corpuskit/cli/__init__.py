"""argv -> settings -> verb: the only place that prints or exits."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

VERBS = {
    "normalize": "turn a corpus into records (JSONL or Parquet) and a ledger",
    "check": "report what is wrong with the files of a corpus, or fix it",
    "explain": "print a file line by line with the verdict on each",
    "score": "print how well labelled pages are cleaned",
    "restore": "write the inputs back from records and their ledger",
    "verify": "check records and ledger as their receiver",
    "index": "compare INDEX.md with the files present, or write it",
    "rule": "list the rules, or print the page of one",
    "schema": "print a JSON Schema, or check records against it",
    "init": "set a folder up as a corpus: settings, index, hooks, workflow",
    "config": "print the settings in force and where they came from",
}


class _Terminated(BaseException):
    pass


def main(argv: list[str] | None = None) -> int:
    """Run the command line; the exit code: 0 clean, 1 findings, 2 usage or internal error, 130 on ^C, 143 on SIGTERM."""
    _handle_signals()
    try:
        code = _dispatch(sys.argv[1:] if argv is None else argv)
        _flush()
        return code
    except KeyboardInterrupt:
        return _quit(130)
    except _Terminated:
        return _quit(143)
    except BrokenPipeError:
        return _quit(141)
    except MemoryError:
        print("corpuskit: out of memory", file=sys.stderr)
        return 2


def _handle_signals() -> None:
    def stop(number: int, frame: FrameType | None) -> None:
        raise _Terminated

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), stop)


def _quit(code: int) -> int:
    """End quietly: what is still buffered for a closed pipe is thrown away."""
    try:
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, 1)
    except OSError:
        pass
    return 0 if code == 141 else code


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


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
        print(f"corpuskit: {_plain(error.message)}", file=sys.stderr)
        if error.hint:
            print(f"  hint: {_plain(error.hint)}", file=sys.stderr)
        return 2
    except RecursionError:
        print("corpuskit: internal error: recursion too deep (set CORPUSKIT_TRACEBACK=1 to see where)", file=sys.stderr)
        return 2
    except (MemoryError, BrokenPipeError):
        raise
    except Exception as error:
        if os.environ.get("CORPUSKIT_TRACEBACK"):
            raise
        print(f"corpuskit: internal error: {type(error).__name__}: {_plain(str(error))[:300]}", file=sys.stderr)
        print("  hint: CORPUSKIT_TRACEBACK=1 shows where; please report it", file=sys.stderr)
        return 2


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
