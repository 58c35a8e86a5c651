"""Pictures and files made on the spot, for the tests of what is kept."""

import io
import struct
import zlib
from pathlib import Path
from typing import Any

from PIL import Image


def gps_jpeg(size: tuple[int, int] = (2400, 1200), orientation: int = 1, **given: Any) -> bytes:
    """A camera's JPEG: place, device, owner's name, XMP and a comment; its left half is red, its right half blue."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "MARKER-MAKER", "MARKER-PHONE", orientation
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (29.0, 52.0, 31.4), "E", (121.0, 33.0, 2.2)
    sink = io.BytesIO()
    xmp = b"<x:xmpmeta>MARKER-XMP</x:xmpmeta>"
    image.save(sink, "JPEG", exif=exif, comment=b"MARKER-COMMENT", xmp=xmp, quality=90, **given)
    return sink.getvalue()


def png(size: tuple[int, int] = (60, 40), colour: str = "teal") -> bytes:
    """A small screenshot."""
    sink = io.BytesIO()
    Image.new("RGB", size, colour).save(sink, "PNG")
    return sink.getvalue()


def bomb(side: int = 60000) -> bytes:
    """A PNG of a few bytes whose header promises ``side`` x ``side`` pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    )


def written(folder: Path, name: str, content: bytes) -> Path:
    """A file on the disk."""
    path = folder / name
    path.write_bytes(content)
    return path
