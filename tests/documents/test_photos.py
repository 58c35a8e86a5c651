"""Photos: upright, small enough, without the camera's notes; a damaged one costs a line, not the report."""

import struct
import zlib
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from documents.reading import all_text, print_report
from documents.sample_reports import empty, photo
from kam_desktop.core.visit_report import ReportPhoto
from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import MM, TEXT_WIDTH, scale
from kam_desktop.documents.photos import read, strips

_ORIENTATION = 0x0112
_MAKE = 0x010F


def _jpeg(data: bytes, room: float = 61 * MM) -> tuple[Image.Image, float, float]:
    opened = read(data, room)
    assert opened is not None
    picture = opened.fit(46 * MM, 80 * MM)
    return Image.open(BytesIO(picture.jpeg)), picture.width, picture.height


def test_a_picture_is_turned_upright_and_its_notes_are_left_out() -> None:
    exif = Image.Exif()
    exif[_ORIENTATION] = 6  # the camera lay on its side: turn right
    exif[_MAKE] = "secret camera"
    image, width, height = _jpeg(photo(800, 600, exif=exif))
    assert image.height > image.width
    assert height > width
    red, green, _ = image.getpixel((image.width // 2, 10))  # type: ignore[misc]
    assert red > 120 > green  # the left edge is on top now
    assert not image.getexif()
    assert b"secret" not in print_report(replace(empty(), photos=(ReportPhoto(photo(exif=exif)),)))[0]


def test_large_pictures_shrink() -> None:
    image, _, _ = _jpeg(photo(4000, 3000))
    assert max(image.size) == 1600


def test_portraits_keep_their_shape_up_to_eighty_millimetres() -> None:
    _, width, height = _jpeg(photo(500, 1000))
    assert height == pytest.approx(80 * MM)
    assert width == pytest.approx(40 * MM)


def test_three_photos_stand_side_by_side() -> None:
    def heights(count: int) -> list[float]:
        rows = strips(Typeface("zh_CN"), scale("zh_CN"), [ReportPhoto(photo(800, 600))] * count)
        return [row.height for row in rows]

    assert len(heights(3)) == 1
    assert len(heights(5)) == 2
    assert heights(3)[0] == pytest.approx((TEXT_WIDTH - 8 * MM) / 3 * 0.75)


def test_only_photos_with_words_are_numbered() -> None:
    def told(*captions: str) -> str:
        photos = tuple(ReportPhoto(photo(), caption) for caption in captions)
        return all_text(print_report(replace(empty(), photos=photos))[0])

    assert "2\u2003仓库" in told("", "仓库").replace(" ", "\u2003")
    assert told("", "").replace("照片", "").count("2") < told("", "仓库").count("2")


def test_landscapes_are_cropped_not_squeezed() -> None:
    image, width, height = _jpeg(photo(800, 780))
    assert height == pytest.approx(46 * MM)
    assert image.width / image.height == pytest.approx(width / height, rel=0.02)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "CMYK", "1", "I;16"])
def test_every_kind_of_picture_is_read(mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (60, 40)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    assert _jpeg(out.getvalue())[0].mode == "RGB"


def test_what_is_clear_becomes_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (60, 40), (0, 0, 0, 0)).save(out, "PNG")
    assert min(_jpeg(out.getvalue())[0].getpixel((5, 5))) > 250  # type: ignore[type-var, arg-type]


@pytest.mark.parametrize("data", [b"", b"no picture", photo()[:900], b"\x89PNG\r\n\x1a\n" + b"\0" * 50])
def test_a_damaged_picture_is_a_line_of_text(data: bytes) -> None:
    pdf, written = print_report(replace(empty(), photos=(ReportPhoto(data, "退货件"), ReportPhoto(photo(), "仓库"))))
    text = all_text(pdf)
    assert "图片已损坏，无法显示" in text
    assert "退货件" in text
    assert "仓库" in text
    assert written.pages == 1


@pytest.mark.parametrize("side", [9_200, 10_000, 20_000, 65_000])
def test_a_picture_of_monstrous_size_is_refused_by_its_head(side: int) -> None:
    head = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    body = b"IDAT" + zlib.compress(bytes(1000))
    chunks = [struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part)) for part in (head, body)]
    assert read(b"\x89PNG\r\n\x1a\n" + b"".join(chunks), TEXT_WIDTH) is None
    png = b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
    text = all_text(print_report(replace(empty(), photos=(ReportPhoto(png, "全厂"),)))[0])
    assert "图片已损坏，无法显示" in text
    assert "全厂" in text
