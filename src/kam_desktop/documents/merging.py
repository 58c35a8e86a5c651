"""Several finished PDFs as one, page by page."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from kam_desktop.documents import preview
from kam_desktop.documents.output import deliver


def write(pdfs: Sequence[bytes], to: Path) -> None:
    """Writes them one behind the other. Raises ``FileError`` where the file cannot be written."""
    import pypdfium2

    with preview.alone():
        whole = pypdfium2.PdfDocument.new()
        try:
            for data in pdfs:
                part = pypdfium2.PdfDocument(data)
                try:
                    whole.import_pages(part)
                finally:
                    part.close()
            out = BytesIO()
            whole.save(out)
        finally:
            whole.close()
    deliver(out.getvalue(), to)
