"""What a page's stream is written with: text and lines as PDF operators, without what has not changed.

reportlab formats each number and looks up each font anew, which is most of the cost of a page; it still keeps the
subsets of the fonts and everything else of the file.
"""

from typing import Any

from kam_desktop.documents.fonts import Typeface, drawn
from kam_desktop.documents.grid import Style

_Code = tuple[str, str]  # name of a subset in the file, code of the character in it in hexadecimal


class _Codes(dict[str, _Code]):
    """Character -> its code in one file, given as characters turn up."""

    def __init__(self, canvas: Any, type_: Typeface, *, bold: bool) -> None:
        super().__init__()
        self._doc = canvas._doc
        self._glyphs = type_.weights[bold]

    def __missing__(self, char: str) -> _Code:
        from reportlab.pdfbase import pdfmetrics

        font = pdfmetrics.getFont(self._glyphs[char][0])
        [(subset, code)] = font.splitString(drawn(char), self._doc)
        self[char] = found = (font.getSubsetInternalName(subset, self._doc), code.hex())
        return found


class Ink:
    """The stream of one page after the other; y grows upwards, as in the file."""

    def __init__(self, canvas: Any, type_: Typeface) -> None:
        self._canvas = canvas
        self._codes = (_Codes(canvas, type_, bold=False), _Codes(canvas, type_, bold=True))
        self.renew()

    def renew(self) -> None:
        """A page begins: nothing is set yet."""
        self._write = self._canvas._code.append
        self._font: tuple[str, float] | None = None
        self._filled = self._stroked = ""
        self._weight = -1.0
        self._dashes: tuple[float, ...] = ()

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        """A prepared text on its baseline."""
        if not text:
            return
        self.fill(style.colour)
        size, font = style.size, self._font
        parts = [f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm"]
        name, run = "", ""
        for subset, code in map(self._codes[style.bold].__getitem__, text):
            if subset is name or subset == name:
                run += code
                continue
            if run:
                parts.append(f"<{run}> Tj")
            name, run = subset, code
            if font != (name, size):
                font = (name, size)
                parts.append(f"{name} {size:g} Tf")
        parts.append(f"<{run}> Tj ET")
        self._font = font
        self._write(" ".join(parts))

    def fill(self, colour: str) -> None:
        """The colour of text and areas."""
        if colour != self._filled:
            self._filled = colour
            self._write(f"{_rgb(colour)} rg")

    def stroke(self, weight: float, colour: str, dashes: tuple[float, ...] = ()) -> None:
        """How lines are drawn."""
        if colour != self._stroked:
            self._stroked = colour
            self._write(f"{_rgb(colour)} RG")
        if weight != self._weight:
            self._weight = weight
            self._write(f"{weight:g} w")
        if dashes != self._dashes:
            self._dashes = dashes
            self._write(f"[{' '.join(f'{each:g}' for each in dashes)}] 0 d")

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A straight line."""
        self._write(f"{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S")

    def box(self, x: float, y: float, width: float, height: float, how: str) -> None:
        """A rectangle; ``how`` is the operator: S line, f area, B both."""
        self._write(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re {how}")


def _rgb(colour: str) -> str:
    return " ".join(f"{each / 255:.3g}" for each in bytes.fromhex(colour[1:]))
