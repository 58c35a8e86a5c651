"""Putting a PDF on paper or into a file. Pages are drawn from the PDF itself, so both are the same."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from kam_desktop.core.errors import KamError
from kam_desktop.documents import output, preview

DOTS_PER_INCH = 300


def print_pdf(parent: QWidget, pdf: bytes) -> bool:
    """Ask for a printer and print; False when the person thought better of it.

    Raises ``KamError`` ``printer.none`` where the computer has no printer.
    """
    if not QPrinterInfo.availablePrinterNames():
        raise KamError("printer.none")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, preview.page_count(pdf))
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    draw(printer, pdf)
    return True


def draw(printer: QPrinter, pdf: bytes) -> None:
    """Draw the pages asked for at print resolution, at their true size."""
    sizes = preview.page_sizes(pdf)
    first = max(printer.fromPage(), 1)
    last = printer.toPage() or len(sizes)
    printer.setFullPage(True)
    painter = QPainter()
    for number in range(first, last + 1):
        width, height = sizes[number - 1]
        is_wide = width > height
        printer.setPageOrientation(QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait)
        if painter.isActive():
            printer.newPage()
        else:
            painter.begin(printer)
        image = page_image(pdf, number - 1, DOTS_PER_INCH / 72)
        scale = printer.resolution() / 72
        painter.drawImage(QRectF(0, 0, width * scale, height * scale), image)
    painter.end()


def page_image(pdf: bytes, page: int, scale: float) -> QImage:
    """One page as an image; ``scale`` is pixels a point."""
    width, height, pixels = preview.render(pdf, page, scale)
    return QImage(pixels, width, height, QImage.Format.Format_ARGB32).copy()


def save_pdf(parent: QWidget, pdf: bytes, suggested: str) -> Path | None:
    """Ask for a place and write the file whole; None when the person thought better of it."""
    title = QCoreApplication.translate("Printing", "Save PDF")
    chosen, _ = QFileDialog.getSaveFileName(parent, title, suggested, "PDF (*.pdf)")
    if not chosen:
        return None
    path = Path(chosen) if chosen.endswith(".pdf") else Path(f"{chosen}.pdf")
    output.deliver(pdf, path)
    return path
