"""Photos two abreast, the last three of an odd number together; numbered captions where somebody wrote any.

A picture that cannot be read becomes a line that says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from kam_desktop import words
from kam_desktop.core.visit_report import ReportPhoto
from kam_desktop.documents import pictures
from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import GUTTER, MM, TEXT_LEFT, TEXT_WIDTH, Scale
from kam_desktop.documents.page import Strip
from kam_desktop.documents.paragraphs import Row, draw_row, set_rows
from kam_desktop.documents.pen import Pen

if TYPE_CHECKING:
    from PIL import Image

_LONGEST_SIDE: Final = 1600
_QUALITY: Final = 85
_TALLEST: Final = 80 * MM
_TALLEST_LANDSCAPE: Final = 46 * MM
_LOWEST_CROP: Final = 28 * MM  # a panorama does not flatten its neighbour
_BESIDE_FLAT: Final = 1.5  # how much taller than its neighbour a portrait may be
_FIRST_DROP: Final = 2.8 * MM  # hairline to the upper edge of a picture
_CAPTION_DROP: Final = 4.5 * MM


@dataclass(frozen=True, slots=True)
class _Picture:
    jpeg: bytes
    width: float
    height: float


def strips(type_: Typeface, scale: Scale, photos: Sequence[ReportPhoto]) -> list[Strip]:
    """Rows of two photos and, where they are odd, three; a single one larger. Picture and caption never part."""
    is_told = any(photo.caption.strip() for photo in photos)
    rows: list[Strip] = []
    start = 0
    while start < len(photos):
        count = 3 if len(photos) - start == 3 else min(2, len(photos) - start)
        rows.append(_strip(type_, scale, photos[start : start + count], start + 1 if is_told else 0))
        rows[-1].gap = 3 * MM if start else 0.0
        start += count
    return rows


def _strip(type_: Typeface, scale: Scale, pair: Sequence[ReportPhoto], number: int) -> Strip:
    """A row of photos; ``number`` is that of the first, 0: they have none."""
    room = (TEXT_WIDTH - (len(pair) - 1) * GUTTER) / len(pair)
    pictures = _level([read(photo.data, room) for photo in pair])
    captions = [
        _caption(type_, scale, photo, number + at if number else 0, room, is_broken=pictures[at] is None)
        for at, photo in enumerate(pair)
    ]
    tall = max((picture.height for picture in pictures if picture), default=0.0)
    lines = max(map(len, captions))
    first = _CAPTION_DROP if tall else scale.note.leading
    height = tall + (first + (lines - 1) * scale.note.leading if lines else 0.0)

    def draw(pen: Pen, y: float) -> None:
        top = y - height
        for at, (picture, caption) in enumerate(zip(pictures, captions, strict=True)):
            left = TEXT_LEFT + at * (room + GUTTER)
            if picture:
                pen.picture(left, top + picture.height, picture.width, picture.height, picture.jpeg)
            for line, row in enumerate(caption):
                shift = picture.height if picture else 0.0
                base = _CAPTION_DROP if picture else scale.note.leading
                draw_row(row, left)(pen, top + shift + base + line * scale.note.leading)

    return Strip(height, draw, top=height + _FIRST_DROP, tail=1.0, lines=4)


def _caption(
    type_: Typeface, scale: Scale, photo: ReportPhoto, number: int, room: float, *, is_broken: bool
) -> list[Row]:
    text = photo.caption
    if is_broken:
        text = " ".join(filter(None, (words.say(type_.lang, "paper.photo_broken"), text)))
    told = "\u2003".join(filter(None, (str(number) if number else "", type_.line(text))))
    return set_rows(type_, [(told, scale.note)], room) if told else []


def _level(pictures: list["_Opened | None"]) -> list[_Picture | None]:
    """Landscape pictures side by side are cropped to the same height; portraits keep their shape."""
    flat = [opened.height for opened in pictures if opened and not opened.is_portrait]
    level = max(min([*flat, _TALLEST if len(pictures) == 1 else _TALLEST_LANDSCAPE]), _LOWEST_CROP)
    tallest = min(_TALLEST, level * _BESIDE_FLAT) if flat else _TALLEST
    return [opened.fit(level, tallest) if opened else None for opened in pictures]


class _Opened:
    """A readable picture, upright, in the width it may take."""

    def __init__(self, image: "Image.Image", room: float) -> None:
        self._image, self._room = image, room
        self.height = room * image.height / image.width
        self.is_portrait = image.height > image.width

    def fit(self, level: float, tallest: float) -> _Picture:
        """JPEG bytes without any of the camera's notes, at the size to print."""
        image, width, height = self._image, self._room, self.height
        if self.is_portrait:
            shrink = min(1.0, tallest / height)
            width, height = width * shrink, height * shrink
        elif height > level:
            cut = round(image.height * (1 - level / height) / 2)
            image, height = image.crop((0, cut, image.width, max(cut + 1, image.height - cut))), level
        image.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        out = BytesIO()
        image.save(out, "JPEG", quality=_QUALITY)
        return _Picture(out.getvalue(), width, height)


def read(data: bytes, room: float) -> _Opened | None:
    """The picture turned upright, or None where the bytes are not one."""
    image = pictures.opened(data, _LONGEST_SIDE)
    return None if image is None else _Opened(image, room)
