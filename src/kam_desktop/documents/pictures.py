"""Opening pictures that others made: upright, on white, none too large, none that is not one."""

from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL import Image

_MOST_PIXELS: Final = 80_000_000  # more is a damaged or hostile file


def opened(data: bytes, longest_side: int) -> "Image.Image | None":
    """The picture turned upright, or None where the bytes are not one; a JPEG is read no larger than needed."""
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(data)) as source:
            if source.width * source.height > _MOST_PIXELS:
                return None
            source.draft("RGB", (longest_side, longest_side))
            upright = ImageOps.exif_transpose(source)
            if not upright.has_transparency_data:
                return upright.convert("RGB")
            clear = upright.convert("RGBA")
            flat = Image.new("RGB", clear.size, "white")
            flat.paste(clear, mask=clear)
            return flat
    except (OSError, ValueError, SyntaxError, EOFError, Warning, Image.DecompressionBombError):
        return None
