"""How far the writing is, and what came of it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.exchange.exporting import Exported
from kam_desktop.ui import appearance
from kam_desktop.ui.tasks import Run
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.progress import ThinBar
from kam_desktop.ui.widgets.texts import Hint, PlainLabel


class Advance(QWidget):
    """The count of a run with its bar, and a way to stop it."""

    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = PlainLabel("", self, role="muted")
        self.bar = ThinBar(self)
        appearance.scaled(self.bar.setFixedWidth, 160)
        self.cancel = PlainButton(self.tr("Cancel"), self)
        self.cancel.clicked.connect(self.cancel_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for widget in (self.cancel, self.bar, self._words):
            row.addWidget(widget)
        row.addStretch(1)

    def show_run(self, run: Run | None) -> None:
        """Where the run is; none yet: it begins."""
        count, total = (run.count, max(run.count, run.total)) if run is not None else (0, 0)
        said = self.tr("{count} of {total}").format(count=f"{count:,}", total=f"{total:,}") if total else ""
        self._words.setText(said or self.tr("Reading …"))
        self.bar.set_parts(count, total)
        self.bar.setAccessibleName(self._words.text())

    def words(self) -> str:
        """What the count says."""
        return self._words.text()


class DoneCard(Card):
    """What was written, what was left out, and the way to it."""

    folder_asked = Signal(object)  # Path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file: Path | None = None
        self.column.setContentsMargins(16, 12, 16, 12)
        self.column.setSpacing(8)
        self._head = PlainLabel("", self, bold=True, wrap=True)
        self._place = Hint("", self)
        self._left_out = Hint("", self)
        self.button = PlainButton(self.tr("Open the folder"), self, icon="folder")
        self.button.clicked.connect(lambda: self.folder_asked.emit(self._file))
        for widget in (self._head, self._place, self._left_out):
            self.add(widget)
        row = QVBoxLayout()
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(row)
        self.hide()

    def show_done(self, done: Exported, *, lacks_private: bool, has_notes: bool, is_renamed: bool) -> None:
        """Say what came of it. ``has_notes``: ordinary notes went along, which may tell of a person's life too."""
        self._file = done.file
        self._head.setText(self._counted(done))
        self._place.setText(str(done.file))
        lines = self._lines(done, lacks_private=lacks_private, has_notes=has_notes, is_renamed=is_renamed)
        self._left_out.setText("\n".join(lines))
        self._left_out.setVisible(bool(self._left_out.text()))
        self.show()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def told(self) -> str:
        """All that it says."""
        return "\n".join((self._head.text(), self._place.text(), self._left_out.text()))

    def _counted(self, done: Exported) -> str:
        name = done.file.name
        if done.file.suffix == ".vcf":
            return self.tr("%n card(s) in {name}", "", done.rows).format(name=name)
        if done.file.suffix == ".ics":
            return self.tr("%n date(s) in {name}", "", done.rows).format(name=name)
        return self.tr("%n row(s) in {name}", "", done.rows).format(name=name)

    def _lines(self, done: Exported, *, lacks_private: bool, has_notes: bool, is_renamed: bool) -> list[str]:
        lines = []
        if is_renamed:
            lines.append(self.tr("A file of that name was there already; it was left alone."))
        if lacks_private:
            lines.append(self.tr("Private facts were left out."))
        if lacks_private and has_notes:
            lines.append(self.tr("Ordinary notes are in the file."))
        if done.left_out:
            lines.append(self.tr("%n contact(s) who have left got no card.", "", done.left_out))
        if done.cut:
            lines.append(
                self.tr("%n text(s) were longer than a cell can hold and were cut; CSV has them whole.", "", done.cut)
            )
        return lines
