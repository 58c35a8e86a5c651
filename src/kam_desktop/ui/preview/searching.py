"""Finding words in the pages that are shown: where they stand is marked, and one goes from one to the next."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kam_desktop.documents import preview
from kam_desktop.documents.preview import Rect
from kam_desktop.ui import appearance
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.texts import PlainLabel

_WAIT_MS = 200
_Hits = Sequence[tuple[int, Sequence[Rect]]]


class Search(QWidget):
    """The line to type in, and which find of how many one is at."""

    marked = Signal(object)  # the rectangles of each page that has some
    reached = Signal(int, object)  # the page and the rectangles of one find

    def __init__(self, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._pdf = b""
        self._asked = 0
        self._hits: _Hits = ()
        self._hit = -1
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._look)
        self.line = QLineEdit(self)
        self.line.setProperty("extent", "small")
        self.line.setPlaceholderText(self.tr("Search in the report"))
        self.line.setAccessibleName(self.tr("Search in the report"))
        self.line.setClearButtonEnabled(True)
        appearance.scaled(self.line.setMinimumWidth, 100)
        appearance.scaled(self.line.setMaximumWidth, 180)
        self.line.textChanged.connect(lambda _text: self._wait.start())
        self.line.returnPressed.connect(lambda: self.step(1))
        self.found = PlainLabel("", self, role="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(0)
        row.addWidget(self.line, 1)
        row.addWidget(self.found)
        self.setFocusProxy(self.line)

    def take(self, pdf: bytes) -> None:
        """Other pages, looked through at once for what is typed; none where they are still being set."""
        self._pdf = pdf
        self._look()

    def clear(self) -> bool:
        """Forget what is typed; whether there was something."""
        was_typed = bool(self.line.text())
        self.line.clear()
        return was_typed

    def step(self, by: int) -> None:
        """To the next find, or the one before; round at the ends."""
        if not self._hits:
            return
        self._hit = (self._hit + by) % len(self._hits)
        self.found.setText(f"{self._hit + 1} / {len(self._hits)}")
        self.reached.emit(*self._hits[self._hit])

    def _look(self) -> None:
        self._wait.stop()
        self._asked += 1
        pdf, text = self._pdf, self.line.text().strip()
        self._hits, self._hit = (), -1
        if not pdf or not text:
            self.found.setText("")
            self.marked.emit({})
            return
        self._tasks.read(
            self, lambda _session: preview.search(pdf, text), done=partial(self._show_hits, self._asked, text)
        )

    def _show_hits(self, asked: int, text: str, hits: _Hits) -> None:
        if asked != self._asked or text != self.line.text().strip():
            return
        self._hits = hits
        marks: defaultdict[int, list[Rect]] = defaultdict(list)
        for page, rects in hits:
            marks[page] += rects
        self.marked.emit(marks)
        if hits:
            self.step(1)
        else:
            self.found.setText(self.tr("not found"))
