"""Writing: the whole file or none, an older one untouched, and a sentence for what went wrong."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from documents.sample_reports import empty
from kam_desktop import words
from kam_desktop.core.errors import FileError
from kam_desktop.documents import visit_report

_FULL = Path("/dev/full")
_needs_full = pytest.mark.skipif(not _FULL.exists(), reason="no /dev/full here")


def _write(to: Path) -> None:
    visit_report.write(empty(), to, lang="zh_CN")


def test_an_older_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    to = tmp_path / "报告.pdf"
    to.write_bytes(b"old")
    _write(to)
    assert to.read_bytes().startswith(b"%PDF")
    assert [path.name for path in tmp_path.iterdir()] == ["报告.pdf"]


def test_a_link_keeps_pointing(tmp_path: Path) -> None:
    (tmp_path / "link.pdf").symlink_to(tmp_path / "real.pdf")
    _write(tmp_path / "link.pdf")
    assert (tmp_path / "link.pdf").is_symlink()
    assert (tmp_path / "real.pdf").read_bytes().startswith(b"%PDF")


def test_a_folder_that_is_a_file_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(FileError) as caught:
        _write(tmp_path / "file" / "报告.pdf")
    assert (caught.value.code, caught.value.params) == (
        "file.not_writable",
        {"path": str(tmp_path / "file" / "报告.pdf")},
    )
    for lang in words.LANGUAGES:
        assert "报告.pdf" in words.sentence(lang, caught.value)


def test_a_folder_in_the_place_of_the_file_stays_and_no_part_is_left(tmp_path: Path) -> None:
    (tmp_path / "taken.pdf").mkdir()
    (tmp_path / "taken.pdf" / "inside").touch()
    with pytest.raises(FileError, match="not_writable"):
        _write(tmp_path / "taken.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["taken.pdf"]


@_needs_full
def test_a_full_disk_is_told_apart_for_a_stream() -> None:
    with pytest.raises(FileError) as caught, _FULL.open("wb", buffering=0) as stream:
        visit_report.write(empty(), stream, lang="en")  # type: ignore[arg-type]
    assert caught.value.code == "file.disk_full"
    assert "full" in words.sentence("en", caught.value)


@_needs_full
def test_a_full_disk_is_told_apart_for_a_path_and_a_device_is_not_replaced() -> None:
    with pytest.raises(FileError, match="disk_full"):
        _write(_FULL)
    assert _FULL.is_char_device()


def test_a_stream_gets_the_file() -> None:
    out = BytesIO()
    assert visit_report.write(empty(), out, lang="en").pages == 1
    assert out.getvalue().startswith(b"%PDF")


def test_a_long_document_is_given_up_between_pages_and_leaves_nothing(tmp_path: Path) -> None:
    from documents.sample_periods import month
    from kam_desktop.core import stops
    from kam_desktop.core.errors import Cancelled
    from kam_desktop.documents import visit_period

    def after(steps: int) -> Callable[[], None]:
        left = iter(range(steps))

        def check() -> None:
            if next(left, None) is None:
                raise Cancelled("cancelled")

        return check

    target = tmp_path / "a.pdf"
    for steps in (0, 5, 25, 60):  # among the visits, while the pages are filled, while they are drawn
        with pytest.raises(Cancelled), stops.stoppable(after(steps)):
            visit_period.write(month(), target, lang="zh_CN")
        assert list(tmp_path.iterdir()) == []
    visit_period.write(month(), target, lang="zh_CN")  # and nothing is held up by it
    assert target.exists()
