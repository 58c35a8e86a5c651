"""What the pages that write files share: a form, the button and what takes its place, what came of it below."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.ui import appearance
from kam_desktop.ui.exports.result import Advance
from kam_desktop.ui.page import Page, add_key
from kam_desktop.ui.tasks import Run, Tasks
from kam_desktop.ui.widgets.buttons import PrimaryButton
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.panel import ScrollBody


class WritingPage(Page):
    """One run at a time, ``_run``; while it goes on, its count and Cancel stand where the button was."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._run: Run | None = None
        self.button = PrimaryButton(self.tr("Export"), self, keys="Ctrl+Enter")
        self.advance = Advance(self)
        self.advance.hide()
        self._body = ScrollBody(self)

    def lay_out(self, title: str, form: QWidget, *below: QWidget) -> None:
        """The form, the button, and what is said afterwards, in one column of at most 640."""
        self._body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body.column.setContentsMargins(16, 16, 16, 24)
        buttons = QHBoxLayout()
        buttons.addWidget(self.button)
        buttons.addWidget(self.advance)
        buttons.addStretch(1)
        inside = QWidget(self)
        appearance.scaled(inside.setMaximumWidth, 640)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(form)
        column.addLayout(buttons)
        for widget in below:
            column.addWidget(widget)
        self._body.column.addWidget(inside)
        self._body.column.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(PageHead(title, self))
        page.addWidget(self._body, 1)

    def connect_writing(self, export: Callable[[], None]) -> None:
        """The button, its keys, the count and Cancel."""
        self.button.clicked.connect(export)
        self.advance.cancel_asked.connect(self._cancel)
        self.tasks.run_progressed.connect(self._on_progress)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            add_key(self, keys, export)

    def _set_busy(self, is_busy: bool) -> None:
        if not is_busy:
            self._run = None
        self.button.setVisible(not is_busy)
        self.advance.setVisible(is_busy)
        if is_busy:
            self.advance.show_run(None)
            self.advance.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring_into_view(self, widget: QWidget) -> None:
        QTimer.singleShot(0, self, lambda: self._body.ensureWidgetVisible(widget))

    def _on_progress(self, at: Run) -> None:
        if at is self._run:
            self.advance.show_run(at)

    def _cancel(self) -> None:
        if self._run is not None:
            self._run.cancel()
