"""The archive: everything in one ZIP that can be read without this program, with a description of each field.

README.zh_CN.txt README.en.txt   what lies where, field by field
tables/<table>.csv .jsonl        the same rows twice: for a spreadsheet, and exact for a program
attachments/<id>-<name>          the kept files
manifest.json                    rows and SHA-256 of every file; written last
"""

import hashlib
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy.orm import Session

from kam_desktop import __version__, words
from kam_desktop.core import archives, files
from kam_desktop.core.identity import now
from kam_desktop.exchange.guards import guarded
from kam_desktop.exchange.writers import STEP_ROWS, Step, safe_text

FORMAT: Final = 1
_NAME_BYTES: Final = 80
_PACKED: Final = (".jpg", ".jpeg", ".png", ".zip", ".pdf", ".docx", ".xlsx", ".mp4", ".heic")


def write(session: Session, path: Path, *, with_private: bool, today: date, step: Step) -> int:
    """Write the archive; gives how many rows of tables are in it. Raises ``FileError``."""
    made: list[int] = []
    files.write_atomic(
        path, lambda stream: made.append(_Archive(session, stream, today, step, with_private=with_private).write())
    )
    return made[0]


class _Archive:
    """One archive being written. ``listed`` becomes the manifest's list of files."""

    def __init__(self, session: Session, stream: BinaryIO, today: date, step: Step, *, with_private: bool) -> None:
        self.session, self.stream, self.step, self.with_private = session, stream, step, with_private
        self.stamp = (today.year, today.month, today.day, 0, 0, 0)
        self.listed: list[dict[str, Any]] = []
        self.done = self.total = 0

    def write(self) -> int:
        tables = archives.names(with_private=self.with_private)
        counts = {name: archives.count(self.session, name, with_private=self.with_private) for name in tables}
        self.total = 2 * sum(counts.values()) + counts["attachment"]
        with ZipFile(self.stream, "w", ZIP_DEFLATED) as self.zip:
            for lang in words.LANGUAGES:
                with self._entry(f"README.{lang}.txt") as put:
                    put(_readme(lang, counts, with_private=self.with_private).replace("\n", "\r\n").encode("utf-8-sig"))
            for name in tables:
                self._write_table(name, counts[name])
            for each, name, data in archives.contents(self.session, with_private=self.with_private):
                with self._entry(attachment_path(each, name)) as put:
                    put(data)
                self._go_on()
            self._write_manifest(counts)
        self.step(self.total, self.total)
        return sum(counts.values())

    def _write_table(self, name: str, rows: int) -> None:
        columns = archives.columns(name, with_private=self.with_private)
        head = [*columns, "file"] if name == "attachment" else columns
        with self._entry(f"tables/{name}.csv", rows) as put:
            put(b"\xef\xbb\xbf" + _csv_line(head))
            for record in self._records(name):
                put(_csv_line([_csv_cell(value) for value in record.values()]))
        with self._entry(f"tables/{name}.jsonl", rows) as put:
            for record in self._records(name):
                put(json.dumps(record, ensure_ascii=False, default=_json_value).encode("utf-8", "replace") + b"\n")

    def _records(self, name: str) -> Iterator[dict[str, Any]]:
        for record in archives.rows(self.session, name, with_private=self.with_private):
            if name == "attachment":
                record["file"] = attachment_path(record["id"], record["name"])
            yield record
            self._go_on()

    def _go_on(self) -> None:
        self.done += 1
        if self.done % STEP_ROWS == 0:
            self.step(self.done, self.total)

    @contextmanager
    def _entry(self, name: str, rows: int | None = None) -> Iterator[Any]:
        """One file of the archive; ``put(bytes)`` as often as wanted. It is listed with its hash."""
        info = ZipInfo(name, self.stamp)
        info.compress_type = ZIP_STORED if name.endswith(_PACKED) else ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        digest, size = hashlib.sha256(), 0
        with self.zip.open(info, "w", force_zip64=True) as entry:

            def put(data: bytes) -> None:
                nonlocal size
                digest.update(data)
                size += len(data)
                entry.write(data)

            yield put
        listed: dict[str, Any] = {"file": name, "bytes": size, "sha256": digest.hexdigest()}
        self.listed.append(listed if rows is None else listed | {"rows": rows})

    def _write_manifest(self, counts: dict[str, int]) -> None:
        document = {
            "format": FORMAT, "program": f"KAM Desktop {__version__}", "made_at": _json_value(now()),
            "with_private": self.with_private, "counts": counts, "files": self.listed,
        }  # fmt: skip
        info = ZipInfo("manifest.json", self.stamp)
        info.compress_type = ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        self.zip.writestr(info, json.dumps(document, ensure_ascii=False, indent=1))


def attachment_path(row_id: str, name: str) -> str:
    """A name that every system takes: the row's id, then the letters and digits of the file's own name."""
    stem, dot, ending = name.rpartition(".")
    if not dot or not (ending.isascii() and ending.isalnum() and len(ending) <= 8):
        stem, ending = name, "bin"
    kept = "".join(char if char.isalnum() else "-" for char in stem).strip("-")
    while len(kept.encode()) > _NAME_BYTES:
        kept = kept[:-1]
    return f"attachments/{row_id}-{kept or 'file'}.{ending.lower()}"


def _csv_line(cells: list[str]) -> bytes:
    return (",".join('"' + cell.replace('"', '""') + '"' if cell else "" for cell in cells) + "\r\n").encode()


def _csv_cell(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return guarded(safe_text(value))
    if isinstance(value, (tuple, list, dict)):
        return safe_text(json.dumps(value, ensure_ascii=False, default=_json_value)) if value else ""
    return str(_json_value(value)).lower() if isinstance(value, bool) else str(_json_value(value))


def _json_value(value: Any) -> Any:
    """Dates and instants as ISO 8601, instants in UTC; numbers and truths as they are."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else value


def _readme(lang: str, counts: dict[str, int], *, with_private: bool) -> str:
    """What the archive is, then every table and every field of it."""
    out = io.StringIO()
    private = words.say(lang, "archive.with_private" if with_private else "archive.without_private")
    out.write(words.say(lang, "archive.about", version=__version__, private=private) + "\n")
    for table, rows in counts.items():
        out.write(f"\n{table}  {words.say(lang, f'archive.{table}', n=rows)}\n")
        for column in archives.columns(table, with_private=with_private):
            out.write(f"    {column:<22} {description(lang, table, column)}\n")
        if table == "attachment":
            out.write(f"    {'file':<22} {words.say(lang, 'archive.attachment.file')}\n")
    return out.getvalue()


def description(lang: str, table: str, column: str) -> str:
    """What a field holds: said for the table, or once for all tables that have it."""
    own = f"archive.{table}.{column}"
    return words.say(lang, own if words.has(lang, own) else f"archive.any.{column}")
