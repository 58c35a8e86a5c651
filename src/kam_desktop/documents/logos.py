"""The company's logo: small, on white, at the top of a first page. One that cannot be read is left out."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Final

from kam_desktop.documents import pictures
from kam_desktop.documents.grid import MM

_TALLEST: Final = 8 * MM
_WIDEST: Final = 30 * MM
_LONGEST_SIDE: Final = 600


@dataclass(frozen=True, slots=True)
class Logo:
    """PNG bytes without any notes, and the size to print them at."""

    png: bytes
    width: float
    height: float


@lru_cache(maxsize=2)
def read(data: bytes) -> Logo | None:
    """The logo at the size to print, or None where the bytes are no picture."""
    image = pictures.opened(data, _LONGEST_SIDE) if data else None
    if image is None:
        return None
    factor = min(_TALLEST / image.height, _WIDEST / image.width)
    width, height = image.width * factor, image.height * factor
    image.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    out = BytesIO()
    image.save(out, "PNG")
    return Logo(out.getvalue(), width, height)
