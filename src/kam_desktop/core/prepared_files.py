"""A file from outside made fit to be kept (D-2.7): read once, told by its content, pictures upright, small and bare.

All of this takes time and may fail, so it happens before the store is written to, on a worker's thread.
"""

import hashlib
import io
import stat
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kam_desktop.core.errors import FileError
from kam_desktop.core.rules import file_kinds, names
from kam_desktop.core.rules.file_names import safe_with_ending

if TYPE_CHECKING:
    from PIL import Image

LARGEST: Final = 64 * 1024 * 1024  # bytes of one file
LONGEST: Final = 1600  # pixels of a photo's longer side, enough for print at full column width
LONGEST_PAGE: Final = 3600  # of any other picture's: a page that was scanned stays legible
_LONG: Final = 2.5  # times as long as wide: a picture of a chat, whose letters are as large as its width lets them be
_LONG_ROOM: Final = (1440, 16_000)  # pixels
THUMBNAIL: Final = 256  # pixels of the longer side
MOST_PIXELS: Final = 80_000_000  # of a picture that must be unpacked whole; JPEG is unpacked small
NAME_BYTES: Final = 200
_QUALITY: Final = 85
_ORIENTATION: Final = 0x0112  # EXIF
_CAMERA: Final = (0x010F, 0x0110)  # EXIF: its maker, its model
_LARGEST_PNG: Final = 1024 * 1024  # bytes; a larger one is a photo and becomes a JPEG
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file ready to be kept. ``sha256`` is of the file as it came, so that the same file is known again.

    ``thumbnail`` is a small JPEG, empty for what is no picture. ``has_traces``: place and device may still be in
    it, because they were kept on purpose or because the format cannot be written without them.
    """

    name: str
    mime: str
    content: bytes
    thumbnail: bytes
    sha256: str
    has_traces: bool = False

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown as a picture."""
        return bool(self.thumbnail)


def prepare(source: Path | bytes, *, name: str = "", keep_original: bool = False) -> Prepared:
    """Read and mend one file; ``name`` is needed for bytes. Raises ``FileError`` with one clear reason.

    Pictures are turned upright, photos shrunk to 1,600 px, pages to 3,600, and all lose place, device and every other
    note in them, unless ``keep_original``. Pictures of several pages, moving ones, films, HEIC, AVIF and a camera's raw
    ones stay as they came.
    """
    given = name or (source.name if isinstance(source, Path) else "")
    shown = names.clean(given)
    content = source if isinstance(source, bytes) else _read(source, shown)
    if not content:
        raise FileError("attachment.empty", name=shown)
    if len(content) > LARGEST:
        raise FileError("attachment.too_large", name=shown, limit=LARGEST // 1024**2)
    digest, kind = hashlib.sha256(content).hexdigest(), file_kinds.of(content, shown)
    if kind.is_picture:
        return _picture(content, _name(shown, kind.ending), kind.mime, digest, keep_original=keep_original)
    if kind.mime == "application/octet-stream" and file_kinds.ending_of(shown) in file_kinds.PICTURE_ENDINGS:
        raise FileError("photo.unreadable", path=shown)
    may_tell = kind.mime.startswith(("image/", "video/"))
    return Prepared(_name(shown, kind.ending), kind.mime, content, b"", digest, has_traces=may_tell)


def _name(shown: str, ending: str) -> str:
    return safe_with_ending(file_kinds.with_ending(shown or "-", ending), NAME_BYTES)


def _read(path: Path, shown: str) -> bytes:
    """The content, no more of it than may be kept; pipes, devices and folders are not read at all."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise FileError("attachment.folder", name=shown)
        if not stat.S_ISREG(found.st_mode):
            raise FileError("attachment.not_a_file", name=shown)
        if found.st_size > LARGEST:
            raise FileError("attachment.too_large", name=shown, limit=LARGEST // 1024**2)
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileError("attachment.vanished", name=shown) from error
    except (OSError, ValueError) as error:
        raise FileError("attachment.unreadable", name=shown) from error


def _picture(content: bytes, name: str, mime: str, digest: str, *, keep_original: bool) -> Prepared:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit below is the narrower one
            with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
                pages = getattr(image, "n_frames", 1) if image.format != "MPO" else 1
                upright = _upright(image, name)
                thumbnail = _jpeg(upright, THUMBNAIL, 80)
                if keep_original or pages > 1:
                    return Prepared(name, mime, content, thumbnail, digest, has_traces=True)
                bare, mime, ending = _bare(upright, mime)
    except FileError:
        raise
    except Image.DecompressionBombError as error:
        raise FileError("attachment.too_many_pixels", name=name, limit=MOST_PIXELS // 1_000_000) from error
    except Exception as error:  # a damaged or hostile picture makes a decoder raise anything
        raise FileError("photo.unreadable", path=name) from error
    return Prepared(file_kinds.with_ending(name, ending), mime, bare, thumbnail, digest)


def _upright(image: "Image.Image", name: str) -> "Image.Image":
    """The pixels alone, turned as the camera was held, in ordinary colours and no larger than is of use."""
    room = _room(image)
    if image.format in {"JPEG", "MPO"}:
        image.draft("RGB", room)
    if image.width * image.height > MOST_PIXELS:
        raise FileError("attachment.too_many_pixels", name=name, limit=MOST_PIXELS // 1_000_000)
    small = _in_srgb(image)
    small.thumbnail(room)
    return _turned(small, _noted(image, _ORIENTATION))


def _room(image: "Image.Image") -> tuple[int, int]:
    """The largest width and height worth keeping."""
    if any(_noted(image, each) for each in _CAMERA):
        return LONGEST, LONGEST
    if image.height > image.width * _LONG:
        return _LONG_ROOM
    if image.width > image.height * _LONG:
        return _LONG_ROOM[1], _LONG_ROOM[0]
    return LONGEST_PAGE, LONGEST_PAGE


def _noted(image: "Image.Image", what: int) -> Any:
    """What a picture's notes say; None too where they cannot be read, for the pixels are worth keeping."""
    try:
        return image.getexif().get(what)
    except Exception:  # damaged notes make Pillow raise anything
        return None


def _turned(image: "Image.Image", orientation: Any) -> "Image.Image":
    from PIL.Image import Transpose

    way = {
        2: Transpose.FLIP_LEFT_RIGHT, 3: Transpose.ROTATE_180, 4: Transpose.FLIP_TOP_BOTTOM, 5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270, 7: Transpose.TRANSVERSE, 8: Transpose.ROTATE_90,
    }.get(orientation)  # fmt: skip
    return image if way is None else image.transpose(way)


def _in_srgb(image: "Image.Image") -> "Image.Image":
    """RGB or RGBA, translated from the picture's own colour profile, which names the device and so must go."""
    from PIL import ImageCms

    has_alpha = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "RGBA", "CMYK", "L"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            wanted = "RGBA" if image.mode == "RGBA" else "RGB"
            made = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=wanted)
        except (ImageCms.PyCMSError, OSError, ValueError):
            made = None
        if made is not None:
            return made
    if image.mode.startswith("I;16"):  # 16 bits of grey would be clipped to white
        image = image.point(lambda level: level / 256).convert("L")
    wanted_mode = "RGBA" if has_alpha else "RGB"
    return image.convert(wanted_mode) if image.mode != wanted_mode else image.copy()


def _bare(image: "Image.Image", mime: str) -> tuple[bytes, str, str]:
    """The picture written anew without any note: (bytes, MIME type, ending)."""
    if mime == "image/png" or image.mode == "RGBA":
        sink = io.BytesIO()
        _without_notes(image).save(sink, "PNG", optimize=False)
        if sink.tell() <= _LARGEST_PNG:
            return sink.getvalue(), "image/png", ".png"
    return _jpeg(image, max(image.size), _QUALITY), "image/jpeg", ".jpg"


def _jpeg(image: "Image.Image", longest: int, quality: int) -> bytes:
    from PIL import Image

    small = _without_notes(image)
    small.thumbnail((longest, longest))
    if small.mode == "RGBA":
        ground = Image.new("RGB", small.size, "white")
        ground.paste(small, mask=small.getchannel("A"))
        small = ground
    sink = io.BytesIO()
    small.save(sink, "JPEG", quality=quality)
    return sink.getvalue()


def _without_notes(image: "Image.Image") -> "Image.Image":
    """A copy of the pixels; what Pillow carries along (EXIF, XMP, comments, profiles) stays behind."""
    bare = image.copy()
    bare.info = {}
    if hasattr(bare, "_exif"):
        bare._exif = None
    return bare


def shrunk(content: bytes, longest: int) -> bytes:
    """A prepared picture as PNG, no longer than ``longest`` pixels."""
    from PIL import Image

    with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
        small = image.convert("RGBA" if image.mode in {"RGBA", "LA", "P"} else "RGB")
        small.thumbnail((longest, longest))
        sink = io.BytesIO()
        small.save(sink, "PNG", optimize=True)
    return sink.getvalue()
