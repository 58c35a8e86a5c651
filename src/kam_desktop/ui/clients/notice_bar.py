"""A remark over a form, with up to two things to do about it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from kam_desktop.ui import labels
from kam_desktop.ui.clients.merging import Merged
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.texts import PlainLabel


class NoticeBar(QFrame):
    """A remark over the form with up to two things to do about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setProperty("tone", "warning")
        self.text = PlainLabel("", self, wrap=True)
        self.first = QuietButton("", self, size="small")
        self.second = QuietButton("", self, size="small")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.first)
        row.addWidget(self.second)
        self.hide()

    def say(self, text: str, first: str = "", second: str = "") -> None:
        """Show a remark; empty texts hide their buttons, an empty remark the whole."""
        self.text.setText(text)
        for button, words in ((self.first, first), (self.second, second)):
            button.setText(words)
            button.setVisible(bool(words))
        self.setVisible(bool(text))

    def say_clash(self, joined: Merged) -> None:
        """Somebody saved the record meanwhile: what was taken over, what differs, the two ways on."""
        parts = [self.tr("This record was just changed elsewhere.")]
        if joined.taken:
            parts.append(self.tr("Taken over: {fields}.").format(fields=_listed(joined.taken)))
        if joined.clashing:
            both = self.tr("You both changed: {fields}; your text is shown.")
            parts.append(both.format(fields=_listed(joined.clashing)))
        self.say(
            ("" if labels.language() == "zh_CN" else " ").join(parts),
            self.tr("Save mine"),
            self.tr("Use theirs") if joined.clashing else "",
        )


def _listed(names: tuple[str, ...]) -> str:
    return labels.listed(map(labels.field, names))
