"""The two shipped typefaces, Noto Sans SC and Noto Sans: who draws a character, how wide it is, what is lost.

reportlab knows no fallback between fonts, so each text is cut into runs by glyph coverage here. Loading the
Chinese faces takes some tenths of a second: call ``load`` behind the first window (it is thread-safe).
"""

import re
import threading
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from kam_desktop.core import assets
from kam_desktop.documents.grid import Style

FALLBACK: Final = "〓"  # printed for what neither face can draw
_CHINESE_FACES: Final = ("NotoSansSC-Regular", "NotoSansSC-Bold")
_LATIN_FACES: Final = ("NotoSans-Regular", "NotoSans-Bold")
_EM: Final = 1000
_SHORT: Final = 40

# In Noto Sans SC these are a full em wide: right within Chinese, a gap within Latin text.
_LATIN_APOSTROPHE: Final = "\uf8f0"  # private: a ’ between Latin letters of a Chinese document
_APOSTROPHE = re.compile(r"(?<=[A-Za-z\u00c0-\u024f])’(?=[A-Za-z\u00c0-\u024f])")
_ALWAYS_LATIN: Final = frozenset("·")

_lock = threading.Lock()


@cache
def _loaded() -> dict[str, Any]:
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics, ttfonts

    from kam_desktop.documents.faces import Face

    rl_config.useA85 = 0  # binary streams: a fifth smaller
    ttfonts.makeToUnicodeCMap = _to_unicode
    ttfonts.TTFontFace = Face
    faces = {}
    for name in (*_CHINESE_FACES, *_LATIN_FACES):
        font = ttfonts.TTFont(name, str(assets.path("fonts", f"{name}.ttf")), asciiReadable=0)
        pdfmetrics.registerFont(font)
        faces[name] = font.face
    return faces


def load() -> dict[str, Any]:
    """Registers the shipped fonts once and gives their faces by name."""
    with _lock:
        return _loaded()


def _to_unicode(name: str, subset: Sequence[int]) -> str:
    """The map from codes to text; reportlab's own writes wrong text for characters beyond the BMP."""
    pairs = [f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>" for code, char in enumerate(subset)]
    head = f"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def
/CMapName /{name} def
/CMapType 2 def
1 begincodespacerange
<00> <{len(subset) - 1:02X}>
endcodespacerange"""
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = [f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks]
    return "\n".join([head, *body, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"])


class _Glyphs(dict[str, tuple[str, float]]):
    """Character -> (font, width in em) for one language and weight, filled as characters turn up."""

    def __init__(self, lang: str, *, bold: bool) -> None:
        super().__init__()
        faces = load()
        chinese, latin = _CHINESE_FACES[bold], _LATIN_FACES[bold]
        order = (chinese, latin) if lang == "zh_CN" else (latin, chinese)
        self._faces = [(name, faces[name].charWidths, faces[name].charToGlyph) for name in order]
        self[_LATIN_APOSTROPHE] = (latin, faces[latin].charWidths[ord("’")] / _EM)
        for char in _ALWAYS_LATIN:
            self[char] = (latin, faces[latin].charWidths[ord(char)] / _EM)

    def __missing__(self, char: str) -> tuple[str, float]:
        code = 0x20 if char == "\xa0" else ord(char)
        for name, widths, glyphs in self._faces:
            if code in glyphs:
                self[char] = (name, widths[code] / _EM)
                return self[char]
        raise KeyError(char)

    def covers(self, char: str) -> bool:
        """Whether one of the faces has the character."""
        try:
            return bool(self[char])
        except KeyError:
            return False


@cache
def _glyphs(lang: str, bold: bool) -> _Glyphs:
    return _Glyphs(lang, bold=bold)


class _Ruler(dict[str, float]):
    """Character -> width at one size, filled as characters turn up."""

    def __init__(self, glyphs: _Glyphs, size: float) -> None:
        super().__init__()
        self._glyphs, self._size = glyphs, size

    def __missing__(self, char: str) -> float:
        self[char] = width = self._glyphs[char][1] * self._size
        return width


@cache
def _ruler(lang: str, bold: bool, size: float) -> _Ruler:
    return _Ruler(_glyphs(lang, bold), size)


class Typeface:
    """Sets the text of one document and remembers the characters that could not be drawn.

    ``weights`` are regular and bold: each prepared character with its face and its width in em.
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.weights = (_glyphs(lang, False), _glyphs(lang, True))
        self._known: set[str] = {"\n"}
        self._swaps: dict[int, str] = {}
        self._missing: dict[str, None] = {}
        self._prepared: dict[str, str] = {}  # short texts come again and again: names, heads, days

    @property
    def missing(self) -> tuple[str, ...]:
        """Characters printed as 〓, in the order they turned up."""
        return tuple(self._missing)

    def prepare(self, text: str) -> str:
        """Text as it can be drawn: composed, without control characters, unknown characters as 〓."""
        if len(text) > _SHORT:
            return self._prepare(text)
        found = self._prepared.get(text)
        if found is None:
            found = self._prepared[text] = self._prepare(text)
        return found

    def _prepare(self, text: str) -> str:
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        text = text.replace("\r\n", "\n")
        if not self._known.issuperset(text):
            for char in sorted(set(text) - self._known, key=text.index):
                self._learn(char)
        if self._swaps:
            text = text.translate(self._swaps)
        return _APOSTROPHE.sub(_LATIN_APOSTROPHE, text) if self.lang == "zh_CN" and "’" in text else text

    def line(self, text: str) -> str:
        """Prepared text without line ends and doubled spaces."""
        return " ".join(self.prepare(text).split())

    def plain(self, text: str) -> str:
        """The same for what is kept beside the pages: title, author."""
        return self.line(text).replace(_LATIN_APOSTROPHE, "’")

    def _learn(self, char: str) -> None:
        self._known.add(char)
        if char in "\r\v\f\x85\u2028\u2029":
            self._swaps[ord(char)] = "\n"
        elif char == "\t":
            self._swaps[ord(char)] = "  "
        elif _is_invisible(char):
            self._swaps[ord(char)] = ""
        elif char == _LATIN_APOSTROPHE or not self.weights[0].covers(char):
            self._swaps[ord(char)] = FALLBACK
            self._missing[char] = None

    def advances(self, text: str, style: Style) -> list[float]:
        """Width of each character of a prepared text."""
        return list(map(_ruler(self.lang, style.bold, style.size).__getitem__, text))

    def width(self, text: str, style: Style) -> float:
        """Width of a prepared text on one line."""
        return sum(map(_ruler(self.lang, style.bold, style.size).__getitem__, text))

    def shorten(self, text: str, style: Style, width: float) -> str:
        """The text, cut with an ellipsis where it is wider than ``width``."""
        if self.width(text, style) <= width:
            return text
        room = width - self.width("…", style)
        end = 0
        for advance in self.advances(text, style):
            room -= advance
            if room < 0:
                break
            end += 1
        return text[:end].rstrip() + "…"


def drawn(char: str) -> str:
    """The character that is drawn for one of a prepared text."""
    return "’" if char == _LATIN_APOSTROPHE else char


def _is_invisible(char: str) -> bool:
    """Controls, joiners, direction marks and variation selectors: no ink, and nothing to report."""
    return (
        unicodedata.category(char) in {"Cc", "Cf"}
        or "\ufe00" <= char <= "\ufe0f"
        or ("\U000e0100" <= char <= "\U000e01ef")
    )
