"""The shipped TrueType faces as reportlab draws with them, their tables left as they are in the file.

reportlab's own keeps each file and a dictionary entry for each of its 17,000 characters: 50 MB for four faces, and a
tenth of a second to fill. Import this module where reportlab is wanted: it brings it along.
"""

import atexit
import sys
from array import array
from bisect import bisect_right
from io import BufferedReader
from pathlib import Path
from struct import Struct
from typing import Any, Final

from reportlab.pdfbase import ttfonts

_BLOCK: Final = 1 << 20
_GROUP: Final = Struct(">3L")  # of characters in a row: the first, the last, the glyph of the first
_METRIC: Final = Struct(">HH")  # a glyph's advance and its left side bearing
_NO_BREAK_SPACE: Final = 0xA0


class Characters:
    """Which glyph draws a character, by its code: ``KeyError`` where none does."""

    def __init__(self, table: bytes) -> None:
        groups = list(_GROUP.iter_unpack(table))
        self._first: array[int] = array("l", [group[0] for group in groups])
        self._last: array[int] = array("l", [group[1] for group in groups])
        self._glyph: array[int] = array("l", [group[2] for group in groups])

    def __getitem__(self, code: int) -> int:
        wanted = 0x20 if code == _NO_BREAK_SPACE else code
        at = bisect_right(self._first, wanted) - 1
        if at < 0 or wanted > self._last[at]:
            raise KeyError(code)
        return self._glyph[at] + wanted - self._first[at]

    def __contains__(self, code: int) -> bool:
        try:
            self[code]
        except KeyError:
            return False
        return True


class _Metrics:
    """Advance and left side bearing of each glyph."""

    def __init__(self, table: bytes) -> None:
        self._table = table

    def __getitem__(self, glyph: int) -> tuple[int, int]:
        advance, bearing = _METRIC.unpack_from(self._table, glyph * _METRIC.size)
        return advance, bearing


class Widths:
    """How wide a character is, in thousandths of an em."""

    def __init__(self, characters: Characters, metrics: _Metrics) -> None:
        self._characters, self._metrics = characters, metrics

    def __getitem__(self, code: int) -> int:
        return self._metrics[self._characters[code]][0]

    def get(self, code: int, default: int) -> int:
        """As that of a dictionary."""
        return self[code] if code in self._characters else default


class _Slices:
    """Bytes of an open file, read when they are asked for; by one thread at a time."""

    def __init__(self, file: BufferedReader, start: int = 0) -> None:
        self._file, self._start = file, start

    def __getitem__(self, part: slice) -> bytes:
        self._file.seek(self._start + part.start)
        return self._file.read(part.stop - part.start)

    def starting(self, start: int) -> "_Slices":
        """The same from a place on."""
        return _Slices(self._file, start)


class Face(ttfonts.TTFontFace):  # type: ignore[misc]
    """One face, as the files that are shipped have it: 1,000 units to the em, a map of characters in format 12."""

    _ttf_data: _Slices

    def readFile(self, file: str) -> None:
        """Read through once, so that the system has it at hand, and left open."""
        if not hasattr(self, "_ttf_data"):
            self.filename = file
            opened = Path(file).open("rb")  # noqa: SIM115  as long as the program runs
            while opened.read(_BLOCK):
                pass
            atexit.register(opened.close)
            self._ttf_data = _Slices(opened)
        self._pos = 0

    def extractInfo(self, _all: int = 1) -> None:
        """Reportlab's own for the small tables, ours for those with an entry for each glyph."""
        super().extractInfo(0)
        metrics = self.get_table("hmtx")
        if self.unitsPerEm != 1000 or len(metrics) != self.numGlyphs * _METRIC.size:
            raise ttfonts.TTFError(f"not one of the shipped faces: {self.filename}")
        self.hmetrics = _Metrics(metrics)
        self.charToGlyph = Characters(self._groups())
        self.charWidths = Widths(self.charToGlyph, self.hmetrics)
        self.defaultWidth = self.hmetrics[0][0]
        self.glyphPos = array("I", self.get_table("loca"))
        if len(self.glyphPos) != self.numGlyphs + 1:
            raise ttfonts.TTFError(f"short places of glyphs: {self.filename}")
        if sys.byteorder == "little":
            self.glyphPos.byteswap()

    def _groups(self) -> bytes:
        """The map from characters to glyphs that reportlab would take: the last one of platform 3."""
        start = self.seek_table("cmap", 2)
        places = [(self.read_ushort(), self.read_ushort(), self.read_ulong()) for _ in range(self.read_ushort())]
        self.seek(start - 2 + [place for platform, _, place in places if platform == 3][-1])
        if self.read_ushort() != 12:
            raise ttfonts.TTFError(f"another map of characters: {self.filename}")
        self.skip(10)
        return bytes(self.get_chunk(self._pos + 4, self.read_ulong() * _GROUP.size))

    def get_table(self, tag: str) -> Any:
        """A table's bytes; the outlines (10 MB) are read glyph by glyph."""
        if tag == "glyf":
            return self._ttf_data.starting(self.get_table_pos(tag)[0])
        return super().get_table(tag)
