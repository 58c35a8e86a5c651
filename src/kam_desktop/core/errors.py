"""Errors that a person can do something about: a code and parameters, never a sentence.

The sentences are in the word catalogue under ``error.<code>``. What is not a ``KamError`` is a bug.
"""

from typing import Any


class KamError(Exception):
    """Could not be done; the command line ends with ``exit_code`` 1."""

    exit_code = 1

    def __init__(self, code: str, /, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return f"{self.code} {self.params}" if self.params else self.code


class Invalid(KamError):
    """A value that cannot be taken; ``field`` names the input it stands beside."""

    def __init__(self, field: str, code: str, /, **params: Any) -> None:
        super().__init__(code, **params)
        self.field = field


class NotFound(KamError):
    """No such client, touch, visit …"""


class Conflict(KamError):
    """Somebody else saved this record since it was read."""


class Refused(KamError):
    """A rule forbids it (a cash gift, an accepted report)."""


class StoreError(KamError):
    """The store cannot be opened or written: damaged, newer, in use, full, read-only."""


class Locked(StoreError):
    """Wrong passphrase, wrong recovery key, or none given."""

    exit_code = 3


class FileError(KamError):
    """An outside file that cannot be read or written."""


class Cancelled(KamError):
    """A person stopped the work; nothing of it is kept."""
