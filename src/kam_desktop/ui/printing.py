"""A finished PDF to a printer or into a file; for reports, recovery sheets and whatever else is paper."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QCoreApplication, QRectF, QStandardPaths, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from kam_desktop.core.errors import Refused
from kam_desktop.documents import preview
from kam_desktop.documents.file_names import unused
from kam_desktop.documents.output import deliver

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_FORMATS: Final = {".pdf": "PDF", ".docx": "Word", ".xlsx": "Excel", ".csv": "CSV"}
_MOST_DPI: Final = 300  # text stays sharp, and a page stays within 35 MB of pixels


def has_printer() -> bool:
    """Whether this machine knows any printer."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return bool(QPrinterInfo.availablePrinterNames())


def print_pdf(parent: QWidget, pdf: bytes) -> bool:
    """Ask for a printer and print; False when the person went back.

    Raises ``Refused`` ``printer.none`` where the machine knows no printer.
    """
    if not has_printer():
        raise Refused("printer.none")
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(QCoreApplication.translate("PreviewPage", "Report"))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setMinMax(1, preview.page_count(pdf))
    if not dialog.exec():
        return False
    draw(printer, pdf)
    return True


def draw(printer: "QPrinter", pdf: bytes) -> None:
    """Draw the pages onto a printer, each one filling the sheet as it was laid out, margins included."""
    printer.setFullPage(True)
    painter = QPainter(printer)
    try:
        for place, number in enumerate(_wanted(printer, preview.page_count(pdf))):
            if place:
                printer.newPage()
            _draw_page(painter, printer, pdf, number)
    finally:
        painter.end()


def _wanted(printer: "QPrinter", count: int) -> range:
    """The pages that were asked for in the dialog, from 0; all of them where none were named."""
    first, last = printer.fromPage(), printer.toPage()
    return range(max(0, first - 1), min(count, last)) if last else range(count)


def _draw_page(painter: QPainter, printer: "QPrinter", pdf: bytes, number: int) -> None:
    image = page_image(pdf, number, min(_MOST_DPI, printer.resolution()) / 72)
    sheet = QRectF(printer.paperRect(printer.Unit.DevicePixel))
    size = image.size().scaled(sheet.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)


def page_image(pdf: bytes, number: int, scale: float) -> QImage:
    """A page as a picture of its own; at ``scale`` 1 a pixel is a point."""
    width, height, pixels = preview.render(pdf, number, scale)
    return QImage(pixels, width, height, width * 4, QImage.Format.Format_ARGB32).copy()


def save_pdf(parent: QWidget, pdf: bytes, suggested: str) -> Path | None:
    """Ask where, and write; None when the person went back. ``FileError`` where it cannot be written."""
    path = ask_file(parent, suggested, (".pdf",))
    if path is not None:
        deliver(pdf, path)
    return path


def ask_file(parent: QWidget, suggested: str, endings: Sequence[str]) -> Path | None:
    """Ask where, in one of these forms; None when the person went back."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or ".")
    title = QCoreApplication.translate("PreviewPage", "Save as")
    kinds = [f"{_FORMATS[ending]} (*{ending})" for ending in endings]
    dialog = QFileDialog(parent, title, str(folder))
    dialog.setNameFilters(kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(endings[0][1:])
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(endings[kinds.index(kind)][1:]))
    dialog.selectFile(unused(folder / suggested).stem if len(endings) > 1 else unused(folder / suggested).name)
    is_chosen = dialog.exec()
    if not shiboken6.isValid(dialog):  # the store was locked meanwhile, and its window is gone
        return None
    dialog.deleteLater()  # its parent would keep it, with a window full of files
    if not is_chosen:
        return None
    path = Path(dialog.selectedFiles()[0])
    return (
        path
        if path.suffix.lower() in endings
        else path.with_name(path.name + endings[kinds.index(dialog.selectedNameFilter())])
    )
