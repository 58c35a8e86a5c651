"""The preview: the right pages, search, language, file and printer."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kam_desktop.core.errors import FileError, Refused
from kam_desktop.documents import preview
from kam_desktop.papers import Kind
from kam_desktop.ui import labels, printing
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.preview import papers
from kam_desktop.ui.preview.page import PreviewPage
from ui.visit_ground import Ground, Told, ground, show


@pytest.fixture
def home(qtbot: QtBot, tmp_path: Path) -> Iterator[Ground]:
    with ground(tmp_path / "store") as made:
        yield made


def opened(qtbot: QtBot, home: Ground, visit_id: str) -> tuple[PreviewPage, Told]:
    page = PreviewPage(home.tasks)
    told = Told(page, home.tasks)
    qtbot.addWidget(page)
    show(qtbot, page, Route("preview", visit_id))
    qtbot.waitUntil(lambda: page.pages.count > 0 and page.pages.has_image(0))
    return page, told


def text_of(pdf: bytes | Path) -> str:
    with preview._lock:  # the page may still be drawing on a reading thread, and pdfium is not thread-safe
        document = pypdfium2.PdfDocument(pdf)
        try:
            return "\n".join(document[at].get_textpage().get_text_range() for at in range(len(document)))
        finally:
            document.close()


def answer_dialog(path: Path | None) -> None:
    """Type a name into the file dialog when it comes up, or go back."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        if path is None:
            dialog.reject()
            return
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(line, QLineEdit)
        line.setText(str(path))
        dialog.accept()

    QTimer.singleShot(200, act)


def test_it_shows_as_many_pages_as_the_report_has(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.report(discussed="\n".join(f"第 {n} 点：油温偏高，换油周期" for n in range(120)))
    page, told = opened(qtbot, home, visit_id)
    assert page._paper is not None
    assert page.pages.count == preview.page_count(page._paper.pdf) > 2
    page.pages.setFocus()
    qtbot.keyClick(page.pages, Qt.Key.Key_End)
    assert page.pages.page == page.pages.count - 1
    assert page._place.text() == f"Page {page.pages.count} of {page.pages.count}"
    qtbot.waitUntil(lambda: page.pages.has_image(page.pages.count - 1))
    assert not told.unexpected


def test_zoom_by_keys(qtbot: QtBot, home: Ground) -> None:
    page, _told = opened(qtbot, home, home.report())
    fitted = page.pages.zoom
    qtbot.keyClick(page, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert page.pages.zoom == pytest.approx(fitted * 1.2)
    qtbot.keyClick(page, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert page.pages.zoom == pytest.approx(fitted / 1.2)
    page.resize(1000, 700)
    assert page.pages.zoom == pytest.approx(fitted / 1.2)
    qtbot.keyClick(page, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert page.pages.zoom < fitted


def test_search_counts_and_steps_round(qtbot: QtBot, home: Ground) -> None:
    page, _told = opened(qtbot, home, home.report(discussed="CLP 220 and CLP 320", needs="CLP 460"))
    page.focus_filter()
    qtbot.keyClicks(page.search.line, "clp")
    qtbot.waitUntil(lambda: page.search.found.text() == "1 / 3")
    qtbot.keyClick(page.search.line, Qt.Key.Key_Return)
    assert page.search.found.text() == "2 / 3"
    page.search.step(2)
    assert page.search.found.text() == "1 / 3"
    page.search.line.setText("zzz")
    qtbot.waitUntil(lambda: page.search.found.text() == "not found")
    assert page.on_escape()
    assert page.search.line.text() == ""
    assert not page.on_escape()


def test_the_language_is_a_choice(qtbot: QtBot, home: Ground) -> None:
    page, _told = opened(qtbot, home, home.report())
    assert page._paper is not None
    assert "拜访报告" in text_of(page._paper.pdf)
    page.languages.chip("en").click()
    qtbot.waitUntil(lambda: page._paper is not None and "Visit report" in text_of(page._paper.pdf))
    assert page._paper.name == "visit-report_苏州瑞川机械_2026-09-16.pdf"


def test_the_saved_pdf_has_the_names_and_the_folder_is_told(qtbot: QtBot, home: Ground, tmp_path: Path) -> None:
    page, _told = opened(qtbot, home, home.report(participant_names=("老戴",)))
    target = tmp_path / "报告.pdf"
    answer_dialog(target)
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.note.isVisible())
    saved = text_of(target)
    for name in ("苏州瑞川机械有限公司", "顾思远", "老戴", "刘敏", "提供选型表"):
        assert name in saved
    assert page.note.text.text() == "Saved as 报告.pdf"
    assert page.note.act.isVisible()


def test_going_back_from_the_dialog_writes_nothing(qtbot: QtBot, home: Ground, tmp_path: Path) -> None:
    page, told = opened(qtbot, home, home.report())
    answer_dialog(None)
    page.giving.save()
    qtbot.waitUntil(lambda: page.findChild(QFileDialog) is None)
    assert not page.note.isVisible()
    assert not told.refused


def test_a_folder_that_is_not_there_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    (tmp_path / "gone").mkdir()
    answer_dialog(tmp_path / "gone" / "a.pdf")

    def remove() -> None:
        (tmp_path / "gone").rmdir()

    QTimer.singleShot(100, remove)
    with pytest.raises(FileError):
        printing.save_pdf(parent, b"%PDF-1.4", "a.pdf")


def test_a_print_dialog_does_not_outlive_its_answer(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    monkeypatch.setattr(printing, "has_printer", lambda: True)
    monkeypatch.setattr(preview, "page_count", lambda _pdf: 1)
    QTimer.singleShot(200, lambda: QApplication.activeModalWidget().reject())
    assert not printing.print_pdf(parent, b"")
    assert parent.findChild(QDialog) is None


def test_characters_no_font_has_are_told(qtbot: QtBot, home: Ground) -> None:
    page, _told = opened(qtbot, home, home.report(discussed="口号 \U00013080 完"))
    assert page.note.isVisible()
    assert "\U00013080" in page.note.text.text()


def test_a_change_sets_the_pages_again(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.report()
    page, _told = opened(qtbot, home, visit_id)

    def change(session: object) -> None:
        from kam_desktop.core import visits

        visits.get(session, visit_id).discussed = "后来补写"  # type: ignore[arg-type]

    home.tasks.write(page, change)
    qtbot.waitUntil(lambda: page._paper is not None and "后来补写" in text_of(page._paper.pdf))


def test_printing_draws_every_page_on_the_sheet(qtbot: QtBot, home: Ground, tmp_path: Path) -> None:
    page, _told = opened(qtbot, home, home.report(discussed="\n".join("长" * 30 for _ in range(90))))
    assert page._paper is not None
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printing.draw(printer, page._paper.pdf)
    printed = tmp_path / "printed.pdf"
    assert preview.page_count(printed) == page.pages.count > 1
    width, height, pixels = preview.render(printed, 0, 0.5)
    assert width * height * 4 == len(pixels)
    assert min(pixels) < 128  # something dark is on the paper
    printer.setFromTo(2, 2)
    printing.draw(printer, page._paper.pdf)
    assert preview.page_count(printed) == 1


@pytest.mark.skipif(printing.has_printer(), reason="this machine has a printer")
def test_without_a_printer_one_is_told(qtbot: QtBot, home: Ground) -> None:
    page, told = opened(qtbot, home, home.report())
    page.print_page()
    assert told.refused == ["printer.none"]
    with pytest.raises(Refused, match=r"printer\.none"):
        printing.print_pdf(page, b"")


@pytest.mark.parametrize("paper", ["dossier", "brief", "handover"])
def test_papers_of_a_client_with_private_facts_on_request(qtbot: QtBot, home: Ground, paper: str) -> None:
    page = PreviewPage(home.tasks)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    show(qtbot, page, Route("preview", home.client_id, {"paper": paper}))
    qtbot.waitUntil(lambda: page._paper is not None)
    assert page._paper is not None
    assert "苏州瑞川机械" in text_of(page._paper.pdf)
    assert ("花粉过敏" in text_of(page._paper.pdf)) == (paper != "dossier")
    assert page.private.isVisible()
    page.private.click()
    qtbot.waitUntil(lambda: page._paper is not None and "花粉过敏" in text_of(page._paper.pdf))
    if paper == "dossier":
        qtbot.waitUntil(lambda: page._paper is not None and "未打印" not in text_of(page._paper.pdf))


def test_thumbnails_go_to_their_page_and_follow(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.report(discussed="\n".join(f"第 {n} 点：油温偏高，换油周期" for n in range(120)))
    page, _told = opened(qtbot, home, visit_id)
    page.resize(1280, 720)
    qtbot.waitUntil(lambda: page.thumbnails.isVisible() and page.thumbnails.has_picture(1))
    item = page.thumbnails.visualItemRect(page.thumbnails.item(1))
    qtbot.mouseClick(page.thumbnails.viewport(), Qt.MouseButton.LeftButton, pos=item.center())
    assert page.pages.page == 1
    page.pages.setFocus()
    qtbot.keyClick(page.pages, Qt.Key.Key_Home)
    assert page.thumbnails.currentRow() == 0
    page.resize(900, 540)
    assert not page.thumbnails.isVisible()


def test_a_mail_names_the_file_that_was_saved(
    qtbot: QtBot, home: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kam_desktop.ui.preview import giving

    asked: list[str] = []
    monkeypatch.setattr(giving.QDesktopServices, "openUrl", lambda url: asked.append(url.toString()))
    page, _told = opened(qtbot, home, home.report())
    target = tmp_path / "报告 & 1.pdf"
    answer_dialog(target)
    page.mail_button.click()
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[0].startswith("mailto:?subject=")
    assert "&body=" in asked[0]
    assert str(target) in page.note.text.text()
    page.mail_button.click()  # saved already: no dialog
    assert len(asked) == 2


def test_another_form_is_written_by_its_ending(qtbot: QtBot, home: Ground, tmp_path: Path) -> None:
    page, told = opened(qtbot, home, home.report())
    target = tmp_path / "报告.docx"
    answer_dialog(target)
    page.giving.save()
    qtbot.waitUntil(page.note.isVisible)
    qtbot.waitUntil(lambda: page.findChild(QFileDialog) is None)
    assert target.read_bytes()[:2] == b"PK"
    assert not told.refused


def test_papers_of_days_need_no_record(qtbot: QtBot, home: Ground) -> None:
    home.report()
    for paper, said in (("promises", "承诺清单"), ("weekly", "周报"), ("period", "拜访")):
        page = PreviewPage(home.tasks)
        qtbot.addWidget(page)
        show(qtbot, page, Route("preview", "", {"paper": paper, "first_on": "2026-09-14", "last_on": "2026-09-20"}))
        qtbot.waitUntil(lambda page=page: page._paper is not None)
        assert page._paper is not None
        assert said in text_of(page._paper.pdf)
        assert not page.private.isVisible()


def test_a_paper_is_called_by_what_it_is_and_marked_where_it_belongs() -> None:
    labels.set_language("en")
    assert papers.title(Kind.HANDOVER) == "Preview: Handover book"
    assert (papers.title(Kind.VISIT), papers.title(Kind.MAP)) == ("Report preview", "Preview")
    assert [papers.under(kind) for kind in (Kind.HANDOVER, Kind.GIFTS, Kind.VISIT)] == ["clients", "gifts", ""]
