"""Which sheets of an XLSX have more than a line, told from the start of their parts.

The reader lays out every cell between the first and the last of a sheet: one stray value far out in a sheet that
nobody asked for would take all memory, and a long one seconds.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice

_START = 1 << 20  # bytes of a part
_SHEET = re.compile(rb"""<(?:\w+:)?sheet\s[^>]*?\w+:id\s*=\s*["']([^"']+)""")
_LINK = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ID = re.compile(rb"""\sId\s*=\s*["']([^"']+)""")
_TARGET = re.compile(rb"""\sTarget\s*=\s*["']([^"']+)""")
_ROW = re.compile(rb"<(?:\w+:)?row[\s>/]")
_VALUE = re.compile(rb"<(?:\w+:)?[vt](?:\s[^>/]*)?>[^<]")
_UNREADABLE = (zipfile.BadZipFile, EOFError, RuntimeError, ValueError, NotImplementedError, zlib.error, KeyError)


def have_rows(path: str, wanted: Sequence[int], count: int) -> list[bool]:
    """Of the sheets at the places ``wanted`` among ``count``; what the start of a part does not tell is taken to have rows."""
    with zipfile.ZipFile(path) as archive:
        ids = _SHEET.findall(_start(archive, "xl/workbook.xml"))
        if len(ids) != count:
            return [True] * len(wanted)
        parts = _parts(archive)
        return [_has_rows(_start(archive, parts.get(ids[at], ""))) for at in wanted]


def _parts(archive: zipfile.ZipFile) -> dict[bytes, str]:
    found = {}
    for link in _LINK.findall(_start(archive, "xl/_rels/workbook.xml.rels")):
        if (at := _ID.search(link)) and (to := _TARGET.search(link)):
            target = to[1].decode(errors="replace")
            found[at[1]] = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
    return found


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    with suppress(*_UNREADABLE), archive.open(name) as part:
        return part.read(_START)
    return b""


def _has_rows(start: bytes) -> bool:
    if not start or b"\0" in start[:100] or len(start) == _START:
        return True
    filled = (row for row in _ROW.split(start)[1:] if _VALUE.search(row))
    return len(list(islice(filled, 2))) > 1
