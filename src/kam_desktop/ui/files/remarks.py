"""What was not added, and what could not be cleaned: one sentence each, until closed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from kam_desktop.core.attachments import Prepared
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.buttons import IconButton
from kam_desktop.ui.widgets.file_adding import Outcome
from kam_desktop.ui.widgets.texts import PlainLabel

_MOST = 4


class Remarks(QFrame):
    """A box over the files; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setProperty("tone", "warning")
        self.text = PlainLabel("", self, wrap=True, selectable=True)
        self.close_button = IconButton("cross", self.tr("Close"), self, size="small")
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self.text, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_outcome(self, outcome: Outcome) -> None:
        """Say what went otherwise than asked; nothing hides the box."""
        self.say([*map(labels.sentence, outcome.problems), *map(_trace, outcome.with_traces)])

    def say(self, sentences: Sequence[str]) -> None:
        """A few sentences; of many, the first and how many more."""
        shown = list(sentences[:_MOST])
        if len(sentences) > _MOST:
            shown.append(self.tr("And %n more.", "", len(sentences) - _MOST))
        self.text.setText("\n".join(shown))
        self.setVisible(bool(shown))


def _trace(made: Prepared) -> str:
    shut = made.mime.startswith("image/") and not made.is_picture
    kind = "video" if made.mime.startswith("video/") else "shut" if shut else "pages"
    return labels.say(f"files.traces.{kind}", name=made.name)
