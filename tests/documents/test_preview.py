"""The preview: pixels, sizes and places of words."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from documents.reading import print_report
from documents.sample_reports import full_chinese
from kam_desktop.core.errors import FileError
from kam_desktop.documents import preview


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return print_report(full_chinese())[0]


def test_pages_and_their_sizes(pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "报告.pdf"
    path.write_bytes(pdf)
    assert preview.page_count(path) == preview.page_count(pdf) == 2
    assert preview.page_sizes(path)[0] == pytest.approx((595.28, 841.89), abs=0.01)
    path.unlink()  # nothing holds it


def test_pixels_are_white_paper_with_ink_on_it(pdf: bytes) -> None:
    width, height, pixels = preview.render(pdf, 0, 0.5)
    assert (width, height) == (298, 421)
    assert len(pixels) == width * height * 4
    assert pixels[:4] == b"\xff\xff\xff\xff"
    assert set(pixels[3::4]) == {255}
    assert min(pixels) < 60


def test_words_are_found_where_they_stand(pdf: bytes) -> None:
    hits = preview.search(pdf, "下一步")
    assert [page for page, _ in hits] == [1]
    left, top, right, bottom = hits[0][1][0]
    assert left == pytest.approx(62.4, abs=1.5)
    assert 0 < top < bottom < 842
    assert right - left == pytest.approx(30, abs=2)
    assert preview.search(pdf, "没有这句话") == []
    assert preview.search(pdf, " ") == []


def test_rare_characters_are_found() -> None:
    from dataclasses import replace

    data, _ = print_report(replace(full_chinese(), client="王𬭁轴承厂"))
    hits = preview.search(data, "王𬭁")
    assert [page for page, _ in hits] == [0, 1]  # the title, and the head of the second page
    left, _, right, _ = hits[0][1][0]
    assert right - left == pytest.approx(44, abs=3)
    assert preview.search(data, "𬭎") == []


def test_many_threads_may_ask(pdf: bytes) -> None:
    with ThreadPoolExecutor(4) as pool:
        sizes = {result[:2] for result in pool.map(lambda at: preview.render(pdf, at % 2, 0.2), range(12))}
    assert sizes == {(120, 169)}


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 broken"])
def test_what_is_no_pdf_is_said_so(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="not_a_pdf"):
        preview.page_count(data)
    with pytest.raises(FileError, match="not_a_pdf"):
        preview.page_count(tmp_path / "missing.pdf")
