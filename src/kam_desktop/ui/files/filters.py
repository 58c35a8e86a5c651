"""Which of the files are shown: by kind and by words."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from kam_desktop.core.attachments import FileRow
from kam_desktop.core.rules.kinds import AttachmentKind
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.field_icon import FieldIcon

ALL = "all"


class KindChips(ChipRow):
    """One chip a kind with its count."""

    def show_counts(self, rows: Sequence[FileRow]) -> None:
        """Count these."""
        counts = Counter(row.kind for row in rows)
        self.set_chips([
            (ALL, _counted(self.tr("All"), len(rows))),
            *((kind.value, _counted(labels.name_of(kind), counts[kind])) for kind in AttachmentKind),
        ])  # fmt: skip

    def kind(self) -> AttachmentKind | None:
        """The kind that is on; None for all."""
        chosen = next(iter(self.chosen()), ALL)
        return None if chosen == ALL else AttachmentKind(chosen)


class WordFilter(QLineEdit):
    """Finds in names and captions."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("extent", "small")
        self.setClearButtonEnabled(True)
        self.setMaxLength(128)
        self.setAcceptDrops(False)  # a file that is dropped here is meant for the page
        self.setPlaceholderText(self.tr("Name or caption"))
        self.setAccessibleName(self.tr("Filter files"))
        FieldIcon(self, "search")
        appearance.scaled(self.setFixedWidth, 200)

    def takes(self, row: FileRow) -> bool:
        """Whether a file has these words."""
        return self.text().strip().casefold() in f"{row.name} {row.caption}".casefold()


def _counted(name: str, count: int) -> str:
    return f"{name} {count}" if count else name
