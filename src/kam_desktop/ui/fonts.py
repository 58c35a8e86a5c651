"""The four sizes of type, and the length of a pixel when a person asks for larger text.

The shipped faces come first, so that a page looks alike everywhere; a system's own face only fills gaps.
"""

from functools import cache
from typing import Final, Literal

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from kam_desktop.core import assets

Face = Literal["label", "body", "head", "title"]
FAMILIES: Final = ("Noto Sans SC", "Noto Sans", "Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC")
FILES: Final = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
_SIZES: Final[dict[Face, tuple[int, int]]] = {
    "label": (12, 18),
    "body": (13, 20),
    "head": (15, 22),
    "title": (20, 28),
}
_state: dict[str, float] = {"scale": 1.0}
_registered: list[int] = []


def register() -> None:
    """Make the shipped faces known to Qt, once per process."""
    if not _registered:
        _registered.extend(QFontDatabase.addApplicationFont(str(assets.path("fonts", name))) for name in FILES)


def set_scale(scale: float) -> None:
    """Size of text and rows relative to the drawn pages, 0.8 to 2.0."""
    _state["scale"] = min(2.0, max(0.8, scale))


def px(length: float) -> int:
    """A length of the drawn pages in logical pixels at the present size of text."""
    return max(1, round(length * _state["scale"]))


def face(name: Face, *, bold: bool = False) -> QFont:
    """A font of the scale, in one of two weights; digits are of equal width."""
    return QFont(_made(px(_SIZES[name][0]), bold))


@cache
def _made(size: int, bold: bool) -> QFont:
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def line_height(name: Face) -> int:
    """The height of one line of that size, in logical pixels."""
    return px(_SIZES[name][1])


def label(*, bold: bool = False) -> QFont:
    """12 px: labels, hints, dates."""
    return face("label", bold=bold)


def body(*, bold: bool = False) -> QFont:
    """13 px: everything read."""
    return face("body", bold=bold)


def head(*, bold: bool = True) -> QFont:
    """15 px: names in heads, figures."""
    return face("head", bold=bold)


def title(*, bold: bool = True) -> QFont:
    """20 px: the page's title."""
    return face("title", bold=bold)


def width(font: QFont, text: str) -> int:
    """The advance of a text in whole logical pixels."""
    return QFontMetrics(font).horizontalAdvance(text)
