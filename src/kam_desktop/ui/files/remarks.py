"""What was not added, and what could not be cleaned: one sentence for each reason, until closed."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from kam_desktop.core.attachments import Prepared
from kam_desktop.core.errors import KamError
from kam_desktop.ui import fonts, labels
from kam_desktop.ui.widgets.buttons import IconButton
from kam_desktop.ui.widgets.file_adding import Outcome
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.texts import PlainLabel

_HIGHEST: Final = 160  # px of text: eight lines, the rest scrolls
_NAMES: Final = ("name", "path")


class Remarks(QFrame):
    """A box over the files; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setProperty("tone", "warning")
        self.text = PlainLabel("", self, wrap=True, selectable=True)
        self.body = ScrollBody(self)
        self.body.column.setContentsMargins(0, 0, 0, 0)
        self.body.column.addWidget(self.text)
        self.close_button = IconButton("cross", self.tr("Close"), self, size="small")
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self.body, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_outcome(self, outcome: Outcome) -> None:
        """Say what went otherwise than asked, what still tells of place and device first."""
        said = [(f"files.traces.{_kind(made)}", {"name": made.name}) for made in outcome.with_traces]
        self.say(_joined(said + [_said(each) for each in outcome.problems]))

    def say(self, sentences: Sequence[str]) -> None:
        """These sentences, a line each; nothing hides the box."""
        self.text.setText("\n".join(sentences))
        self.setVisible(bool(sentences))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        high = self.text.heightForWidth(self.body.viewport().width())
        self.body.setFixedHeight(max(0, min(high, fonts.px(_HIGHEST))))


def _kind(made: Prepared) -> str:
    shut = made.mime.startswith("image/") and not made.is_picture
    return "video" if made.mime.startswith("video/") else "shut" if shut else "pages"


def _said(error: KamError) -> tuple[str, dict[str, Any]]:
    return f"error.{error.code}", error.params


def _joined(said: Sequence[tuple[str, dict[str, Any]]]) -> list[str]:
    """One sentence for all files of which the same is to be said."""
    alike: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for key, params in said:
        alike.setdefault(key, []).append((key, params))
    sentences = []
    for key, some in alike.items():
        if len(some) == 1 or not labels.has(f"files.several.{key}"):
            sentences += [labels.say(key, **params) for _, params in some]
            continue
        names = labels.listed(str(params[name]) for _, params in some for name in _NAMES if name in params)
        sentences.append(labels.say(f"files.several.{key}", **{**some[0][1], "n": len(some), "names": names}))
    return sentences
