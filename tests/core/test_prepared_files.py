"""Files from outside: what they are, what is taken out of them, and what is refused with one sentence (D-2.7)."""

import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.file_samples import bomb, gps_jpeg, png, written
from kam_desktop import words
from kam_desktop.core.errors import FileError
from kam_desktop.core.prepared_files import LARGEST, prepare
from kam_desktop.core.rules import file_kinds
from kam_desktop.core.rules.file_names import safe_with_ending


def test_place_and_device_are_gone(tmp_path: Path) -> None:
    source = gps_jpeg()
    assert Image.open(io.BytesIO(source)).getexif().get_ifd(0x8825)[2] == (29.0, 52.0, 31.4)
    made = prepare(written(tmp_path, "IMG_1.JPG", source))
    for part in (made.content, made.thumbnail):
        image = Image.open(io.BytesIO(part))
        assert not image.getexif()
        assert not {"exif", "xmp", "comment", "icc_profile"} & set(image.info)
        assert b"MARKER" not in part
    assert max(Image.open(io.BytesIO(made.content)).size) == 1600
    assert max(Image.open(io.BytesIO(made.thumbnail)).size) == 256
    assert (made.name, made.mime, made.has_traces) == ("IMG_1.JPG", "image/jpeg", False)


def test_they_stay_when_kept_on_purpose(tmp_path: Path) -> None:
    source = gps_jpeg(orientation=6)
    made = prepare(written(tmp_path, "a.jpg", source), keep_original=True)
    assert made.content == source
    assert made.has_traces
    small = Image.open(io.BytesIO(made.thumbnail))
    assert small.height > small.width
    assert b"MARKER" not in made.thumbnail


@pytest.mark.parametrize(
    ("orientation", "red_at"),
    [(1, (0.1, 0.5)), (2, (0.9, 0.5)), (3, (0.9, 0.5)), (6, (0.5, 0.1)), (8, (0.5, 0.9))],
)
def test_a_camera_photo_stands_upright(orientation: int, red_at: tuple[float, float]) -> None:
    made = prepare(gps_jpeg(orientation=orientation), name="a.jpg")
    image = Image.open(io.BytesIO(made.content))
    assert image.size == ((800, 1600) if orientation in (6, 8) else (1600, 800))
    red, _green, blue = image.getpixel((int(image.width * red_at[0]), int(image.height * red_at[1])))  # type: ignore[misc]
    assert red > 200 > blue


def test_a_screenshot_stays_sharp_and_a_clear_ground_turns_white_in_the_small_one() -> None:
    clear = Image.new("RGBA", (400, 200), (0, 0, 0, 0))
    sink = io.BytesIO()
    clear.save(sink, "PNG")
    made = prepare(sink.getvalue(), name="图.png")
    assert (made.name, made.mime) == ("图.png", "image/png")
    assert Image.open(io.BytesIO(made.content)).mode == "RGBA"
    assert Image.open(io.BytesIO(made.thumbnail)).getpixel((5, 5)) == (255, 255, 255)


def test_a_picture_of_many_pages_stays_whole_and_says_so() -> None:
    sink = io.BytesIO()
    pages = [Image.new("L", (80, 120), shade) for shade in (0, 128, 255)]
    pages[0].save(sink, "TIFF", save_all=True, append_images=pages[1:])
    made = prepare(sink.getvalue(), name="合同.tif")
    assert made.content == sink.getvalue()
    assert made.is_picture
    assert made.has_traces


SHUT = [
    (b"\0\0\0\x18ftypheic\0\0\0\0heicmif1", "IMG_2.heic", "image/heic"),
    (b"\0\0\0\x18ftypavif\0\0\0\0mif1miaf", "IMG_2.avif", "image/avif"),
    (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "IMG_2.mov", "video/quicktime"),
    (b"II*\0\x08\0\0\0", "DSC_1.NEF", "image/x-raw"),
]


@pytest.mark.parametrize(("head", "name", "mime"), SHUT, ids=[each[2] for each in SHUT])
def test_what_cannot_be_cleaned_is_kept_as_a_file_and_says_so(head: bytes, name: str, mime: str) -> None:
    made = prepare(head + b"x" * 50, name=name)
    assert (made.mime, made.is_picture, made.has_traces) == (mime, False, True)
    assert made.content == head + b"x" * 50


@pytest.mark.parametrize(
    ("size", "kept"),
    [((1080, 15_000), (1080, 15_000)), ((2480, 3508), (2480, 3508)), ((6000, 3600), (3600, 2160))],
    ids=["a chat", "a scanned page", "a large one"],
)
def test_what_no_camera_took_stays_legible(size: tuple[int, int], kept: tuple[int, int]) -> None:
    made = prepare(png(size), name="图.png")
    assert Image.open(io.BytesIO(made.content)).size == kept


REFUSED = [
    ("empty", b"", "attachment.empty"),
    ("bomb.png", bomb(), "attachment.too_many_pixels"),
    ("smaller-bomb.png", bomb(10_000), "attachment.too_many_pixels"),
    ("broken.jpg", gps_jpeg()[:900], "photo.unreadable"),
    ("text.jpg", b"not a photo", "photo.unreadable"),
    ("cut.png", png()[:40], "photo.unreadable"),
]


@pytest.mark.parametrize(("name", "content", "code"), REFUSED, ids=[each[0] for each in REFUSED])
def test_what_cannot_be_kept_is_refused_with_one_sentence(name: str, content: bytes, code: str) -> None:
    with pytest.raises(FileError) as caught:
        prepare(content, name=name)
    assert caught.value.code == code
    for lang in words.LANGUAGES:
        assert name in words.sentence(lang, caught.value)


def test_folders_vanished_files_pipes_and_giants(tmp_path: Path) -> None:
    giant = tmp_path / "giant.bin"
    with giant.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    os.mkfifo(tmp_path / "pipe")
    for path, code in (
        (tmp_path, "attachment.folder"),
        (tmp_path / "gone.pdf", "attachment.vanished"),
        (tmp_path / "pipe", "attachment.not_a_file"),
        (giant, "attachment.too_large"),
    ):
        with pytest.raises(FileError) as caught:
            prepare(path)
        assert caught.value.code == code


def test_tricks_with_names() -> None:
    assert prepare(b"MZ" + b"\0" * 99, name="photo\u202egpj.exe").name == "photogpj.exe"
    assert prepare(png(), name="photo.exe").name == "photo.exe.png"
    assert prepare(b"%PDF-1.7", name="../../etc/a:b.pdf").name == "..-..-etc-a-b.pdf"
    long = prepare(b"%PDF-1.7", name="很" * 300 + ".pdf").name
    assert long.endswith("很.pdf")
    assert len(long.encode()) <= 200


def test_programs_are_known_by_name_and_by_content() -> None:
    for name, content in (
        ("setup.EXE", b"x"), ("a.jpg.lnk", b"x"), ("a.exe. .", b"x"), ("run.pdf", b"MZ\x90"), ("x", b"\x7fELF"),
        ("notes.txt", b"#!/bin/sh\n"), ("macro.xlsm", b"PK\x03\x04"), ("page.html", b"<html>"), ("d.txt", b"\n[Desktop Entry]\n"),
    ):  # fmt: skip
        made = prepare(content, name=name)
        assert not file_kinds.may_open(made.name, made.mime), name
    for name, content in (
        ("合同.docx", b"PK\x03\x04"),
        ("a.pdf", b"%PDF-1.4"),
        ("备忘.txt", "你好".encode()),
        ("无", b"abc"),
    ):
        made = prepare(content, name=name)
        assert file_kinds.may_open(made.name, made.mime), name


@given(st.text(max_size=400))
def test_every_name_is_one_that_every_system_takes(name: str) -> None:
    made = safe_with_ending(name)
    assert 0 < len(made.encode("utf-8")) <= 120
    assert not set(made) & set('<>:"/\\|?*\0\n\r')
    assert made not in {".", ".."}
    assert not made.endswith((" ", "."))


@given(
    st.binary(min_size=1, max_size=300), st.sampled_from(["a.jpg", "b.png", "c", "d.pdf", "e.tif", "f.webp", "g.gif"])
)
def test_any_bytes_are_kept_or_refused_and_never_break(data: bytes, name: str) -> None:
    for head in (b"", b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"GIF89a"):
        try:
            made = prepare(head + data, name=name)
        except FileError as error:
            assert words.has("en", f"error.{error.code}")
        else:
            assert made.name
