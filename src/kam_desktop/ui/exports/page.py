"""Export: what, in which form, where to; the count while it is written, and what came of it (D-14.3, D-13.4)."""

from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from kam_desktop import runtime
from kam_desktop.core import clients, segments
from kam_desktop.core.errors import Cancelled, KamError
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.documents import file_names
from kam_desktop.exchange import exporting
from kam_desktop.exchange.exporting import Exported, Scope, What
from kam_desktop.ui import labels
from kam_desktop.ui.exports.form import ExportForm
from kam_desktop.ui.exports.result import DoneCard
from kam_desktop.ui.exports.writing import WritingPage
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.tasks import IsCancelled, Progress, Tasks
from kam_desktop.ui.widgets.texts import Hint


class ExportPage(WritingPage):
    """Route ``export``: ``what`` (clients, contacts, visits, gifts, touches, all), ``ids`` of a list, ``client_ids``."""

    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.SEGMENT})

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(tasks, parent)
        self.form = ExportForm(self)
        self.done = DoneCard(self)
        self._said = Hint("", self)
        self._said.hide()
        self.lay_out(self.tr("Export"), self.form, self._said, self.done)
        self.setFocusProxy(self.form.what)
        self._connect()

    def _connect(self) -> None:
        self.connect_writing(self.export)
        self.form.changed.connect(self._forget)
        self.done.folder_asked.connect(_open_folder)

    def title(self) -> str:
        return self.tr("Export")

    def keys(self) -> list[tuple[str, str]]:
        return [("Ctrl+Enter", self.tr("Export")), ("Ctrl+O", self.tr("Choose the file"))]

    def reload(self) -> None:
        def work(session: Any) -> list[tuple[str, str]]:
            return [(each.id, each.name) for each in segments.listed(session)]

        self.tasks.read(self, work, done=self.form.offer)

    def show_route(self, route: Route) -> None:
        if self._run is None:
            self.form.fill(route.args)
            self._forget()
        self.form.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_escape(self) -> bool:
        if self.done.isVisible():
            self._forget()
            return True
        return False

    def export(self) -> None:
        """Write it away from the window; a file that is there already is never overwritten."""
        if self._run is not None:
            return
        order, wanted, lang = self.form.order(), self.form.file(), labels.language()
        segment_id = self.form.segment_id()

        def work(session: Any, progress: Progress, is_cancelled: IsCancelled) -> Exported:
            def step(done: int, total: int) -> None:
                if is_cancelled():
                    raise Cancelled("cancelled")
                progress(done, total, "")

            target = file_names.unused(wanted)
            chosen = clients.Filter(segment_id=segment_id)
            meant = tuple(clients.ids(session, chosen, today=runtime.today())) if segment_id else None
            fitting = replace(order, scope=Scope(client_ids=meant)) if segment_id else order
            return exporting.export(session, fitting, target, lang=lang, today=runtime.today(), step=step)

        def show(done: Exported) -> None:
            lacks = not order.with_private and order.what not in (What.VISITS, What.GIFTS)
            self.done.show_done(
                done, lacks_private=lacks, has_notes=order.what is not What.TOUCHES, is_renamed=done.file != wanted
            )
            self._bring_into_view(self.done)

        self._forget()
        self._set_busy(True)
        self._run = self.tasks.read_long(
            self, work, done=show, failed=self._fail, finished=lambda: self._set_busy(False),
            label=self.tr("Writing {name}").format(name=wanted.name),
        )  # fmt: skip

    def _set_busy(self, is_busy: bool) -> None:
        self.form.set_busy(is_busy)
        super()._set_busy(is_busy)

    def _fail(self, error: KamError) -> None:
        if isinstance(error, Cancelled):
            self._said.setText(self.tr("Stopped; no file was written."))
            self._said.show()
        else:
            self.form.place_field.set_error(labels.sentence(error))
        self.button.setVisible(True)
        self.form.setEnabled(True)
        (self.button if isinstance(error, Cancelled) else self.form.place).setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        """What came of an earlier one says nothing of this one."""
        self.done.hide()
        self._said.hide()


def _open_folder(file: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))
