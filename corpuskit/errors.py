"""The one exception that reaches a user: bad usage or configuration, never bad data."""

from __future__ import annotations


class CorpuskitError(Exception):
    """A usage or configuration error: `message` says what is wrong in one line, `hint` what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
