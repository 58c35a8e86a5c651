"""What every command needs: the store, the day, the language, and one way to print."""

import argparse
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from kam_desktop import runtime, words
from kam_desktop.core import in_parts, indexing, opening
from kam_desktop.core.errors import FileError, Invalid, Locked
from kam_desktop.core.files import of_read_error
from kam_desktop.core.rules import day_texts
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.core.store import vault
from kam_desktop.core.store.database import Database, Written

T = TypeVar("T")


class Context:
    """One run of one command."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        try:
            self.folder = Path(arguments.data_dir).expanduser() if arguments.data_dir else runtime.data_folder()
        except RuntimeError as error:  # ~nobody
            raise FileError("file.not_found", path=arguments.data_dir) from error
        self.lang: str = arguments.lang or runtime.system_language()
        self.today: date = arguments.on or runtime.today()
        self.is_json: bool = arguments.json
        self._passphrase_file: str | None = arguments.passphrase_file
        self._store: Database | None = None

    @property
    def store(self) -> Database:
        """The opened store."""
        if self._store is None:
            vault.load(self.folder)
            self._store = opening.unlock(self.folder, passphrase=self.passphrase())
            if self._store.taken_back:
                self.tell(self.say("import.taken_back", name=self._store.taken_back))
        return self._store

    def adopt(self, store: Database) -> None:
        """Take charge of a store that a command has made."""
        self._store = store

    def read(self, work: Callable[[Session], T]) -> T:
        """Read from the store."""
        return self.store.read(work)

    def write(self, work: Callable[[Session], Any]) -> Written:
        """Change the store, durably."""
        return self._indexed(self.store.write(work))

    def write_in_parts(self, work: Callable[[Session], Any]) -> Written:
        """``write`` of what may be large: its log stays small, and it is taken back whole when it is stopped."""
        return self._indexed(in_parts.write(self.store, work))

    def _indexed(self, written: Written) -> Written:
        indexing.catch_up(self.store, self._count if sys.stderr.isatty() else _nothing)
        return written

    def _count(self, done: int, total: int) -> None:
        end = "\n" if done == total else ""
        print(f"\r{self.say('cli.indexing')}: {done} / {total}", end=end, file=sys.stderr, flush=True)

    def close(self) -> None:
        """Let go of the store."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def passphrase(self, *, twice: bool = False) -> str:
        """From the file, the variable, or the terminal; never an argument."""
        if self._passphrase_file:
            return first_line(Path(self._passphrase_file))
        if (given := os.environ.get("KAM_DESKTOP_PASSPHRASE")) is not None:
            return given
        if not sys.stdin.isatty():
            raise Locked("vault.passphrase_missing")
        import getpass

        said = getpass.getpass(f"{self.say('cli.passphrase')}: ")
        if twice and getpass.getpass(f"{self.say('cli.passphrase_again')}: ") != said:
            raise Locked("vault.passphrases_differ")
        return said

    def coming(self, name: str, text: str | None) -> date | None:
        """A day that is to come, as a person writes it. Raises Invalid date.no_day or touch.moved_to_past."""
        if text is None:
            return None
        found = day_texts.read(text, self.today)
        if found is None:
            raise Invalid(name, "date.no_day", text=text)
        if found < self.today:
            raise Invalid(name, "touch.moved_to_past", on=found.isoformat())
        return found

    def say(self, key: str, /, **params: Any) -> str:
        """Words of the catalogue in the run's language."""
        return words.say(self.lang, key, **params)

    def named(self, kinds: type[StrEnum], value: str) -> str:
        """The name that a word of a vocabulary has for people; another word stays as it is."""
        key = f"enum.{kinds.__name__}.{value}"
        return self.say(key) if words.has(self.lang, key) else value

    def tell(self, text: str) -> None:
        """A message for people, on stderr."""
        print(text, file=sys.stderr)

    def give(self, document: Any, lines: Sequence[str] = ()) -> None:
        """The result: one JSON document, or lines for people."""
        if self.is_json and isinstance(document, list) and document:
            for place, each in enumerate(document):  # a long list is not held a second and third time
                print(",\n " if place else "[\n ", _json(each).replace("\n", "\n "), sep="", end="")
            print("\n]")
        elif self.is_json:
            print(_json(document))
        else:
            for line in lines:
                print(line)

    def table(self, document: Any, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """The result as JSON, or as a table whose columns line up with Chinese in them."""
        if self.is_json:
            self.give(document)
            return
        cells = [
            [self.say(f"cli.column.{name}") for name in headings],
            *[[_cell(each) for each in row] for row in rows],
        ]
        for line in aligned(cells):
            print(line)


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines whose columns stand under each other, with Chinese in them too."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _json(value: Any) -> str:
    return json.dumps(plain(value), ensure_ascii=False, indent=1)


def _nothing(_done: int, _total: int) -> None:
    """Nobody watches."""


def plain(value: Any) -> Any:
    """A value as the contract's JSON has it: dates as text, instants in UTC, tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(each) for each in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Path) else value


def money(minor: int, currency: str = "CNY") -> dict[str, Any]:
    """Money as the contract has it."""
    return {"minor": minor, "currency": currency}


def first_line(path: Path) -> str:
    """The first line of a passphrase file."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise of_read_error(path, error) from error
    except UnicodeDecodeError as error:
        raise FileError("vault.passphrase_file_encoding", path=str(path)) from error
    if not lines or not lines[0]:
        raise FileError("vault.passphrase_file_empty", path=str(path))
    return lines[0]


def _cell(value: Any) -> str:
    text = "—" if value is None or value == "" else str(plain(value))
    return in_one_line(text)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
