"""What a calendar file would bring, in one line with its two answers."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kam_desktop.core.interest_events import Taken
from kam_desktop.exchange.interest_files import InterestFile
from kam_desktop.ui import appearance, fonts, painting
from kam_desktop.ui.widgets.buttons import PlainButton, QuietButton
from kam_desktop.ui.widgets.texts import PlainLabel, plain_tip


class FileBar(QWidget):
    """``taken`` when it is to be kept; hidden while no file was read."""

    taken = Signal(object)  # InterestFile
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file: InterestFile | None = None
        self._text = PlainLabel("", self, elide=True)
        self.take_button = PlainButton(self.tr("Take them in"), self, icon="check", size="small")
        self.close_button = QuietButton(self.tr("Close"), self, keys="Esc", size="small")
        self.take_button.clicked.connect(self._take)
        self.close_button.clicked.connect(self.close_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 1)
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(self.close_button)
        row.addWidget(self.take_button)
        appearance.fit(self._fit_text)
        self.hide()

    def _fit_text(self) -> None:
        self.setFixedHeight(fonts.px(44))

    def offer(self, file: InterestFile, weighed: Taken) -> None:
        """Say what it would bring; nothing to take leaves only Close."""
        self.file = file
        count = weighed.new + weighed.changed
        parts = [
            (weighed.new, self.tr("{n} new")), (weighed.changed, self.tr("{n} changed")),
            (weighed.same, self.tr("{n} known already")), (weighed.past, self.tr("{n} past")),
            (weighed.removed, self.tr("{n} removed by hand")), (file.unusable, self.tr("{n} without a name or a day")),
            (file.repeating, self.tr("{n} that repeat, the first day only")),
        ]  # fmt: skip
        told = [words.format(n=number) for number, words in parts if number]
        self._text.setText(f"{file.name}: {' · '.join(told)}")
        self._text.setToolTip(plain_tip("\n".join(draft.title for draft in file.drafts[:20])))
        self.take_button.setVisible(count > 0)
        self.show()
        (self.take_button if count else self.close_button).setFocus()

    def text(self) -> str:
        """The line that is shown."""
        return self._text.text()

    def close_bar(self) -> bool:
        """Forget the file; False when there is none."""
        if self.isHidden():
            return False
        self.file = None
        self.hide()
        self.closed.emit()
        return True

    def _take(self) -> None:
        if self.file is not None:
            self.taken.emit(self.file)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        painting.under(painter, self.rect())
