"""Segments on the client list: shown beside it, applied, saved from its filter, renamed, taken away."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from kam_desktop import runtime
from kam_desktop.core import segments
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.core.rules.criteria import Criterion
from kam_desktop.core.rules.kinds import SegmentKind
from kam_desktop.core.segments import SavedSegment
from kam_desktop.ui import labels
from kam_desktop.ui.clients.list_segments import NamePopover, SegmentsPanel
from kam_desktop.ui.clients.menus import make_menu
from kam_desktop.ui.tasks import Tasks


class SavedSegments(QObject):
    """Works for the list page. ``applied`` gives the criteria of a segment that a person chose."""

    applied = Signal(tuple)

    def __init__(
        self, page: QWidget, tasks: Tasks, panel: SegmentsPanel, whole_filter: Callable[[], Sequence[Criterion]]
    ) -> None:
        super().__init__(page)
        self._page, self._tasks, self.panel = page, tasks, panel
        self._found: Sequence[SavedSegment] = ()
        self._own: Mapping[str, str] = {}
        self._counting = 0
        self._whole_filter = whole_filter
        self.in_use = ""
        self._wanted = ""
        panel.list.applied.connect(self.apply)
        panel.list.rename_asked.connect(self.rename)
        panel.list.remove_asked.connect(self.remove)
        panel.list.customContextMenuRequested.connect(self._open_menu)

    def reload(self, own: Mapping[str, str]) -> None:
        """Read the names, then count; an older count that comes late is dropped."""
        self._own = own
        self._tasks.read(self, segments.listed, done=self._show)

    def _show(self, found: Sequence[SavedSegment]) -> None:
        self._found = found
        if not any(each.id == self.in_use for each in found):
            self.in_use = ""
        self.panel.show_segments(found, self.in_use, self._own)
        if self._wanted:
            self._apply_wanted()
        if not self.panel.isVisible() or not found:
            return
        self._counting += 1
        turn, today = self._counting, runtime.today()
        self._tasks.read(
            self, lambda s: segments.counts(s, today=today, is_cancelled=lambda: turn != self._counting),
            done=lambda counts: self.panel.show_counts(counts) if turn == self._counting else None,
        )  # fmt: skip

    def want(self, name: str) -> None:
        """Apply a segment by name or id as soon as the names are known."""
        self._wanted = name
        if self._found:
            self._apply_wanted()

    def _apply_wanted(self) -> None:
        name, self._wanted = self._wanted, ""
        found = next((each for each in self._found if name in (each.id, each.name)), None)
        if found is not None:
            self.apply(found.id)

    def apply(self, segment_id: str) -> None:
        """Show the clients of a segment."""
        found = next((each for each in self._found if each.id == segment_id), None)
        if found is None:
            return
        if found.criteria is None:
            self._tasks.refused.emit(Invalid("criteria", "criterion.unreadable"))
            return
        self.in_use = segment_id
        self.panel.show_segments(self._found, self.in_use, self._own)
        self.applied.emit(found.criteria)

    def forget(self) -> None:
        """The filter is no longer that of a segment."""
        if self.in_use:
            self.in_use = ""
            self.panel.show_segments(self._found, "", self._own)

    # --- changes -----------------------------------------------------------------------------------------

    def save(self, anchor: QWidget, asked: Sequence[Criterion]) -> NamePopover | None:
        """Ask for a name and keep the filter under it."""
        if not asked:
            self._tasks.refused.emit(Invalid("criteria", "segment.no_criteria"))
            return None
        panel = NamePopover(self._page, anchor, self.tr("Save as segment"), asked=asked, own=self._own)

        panel.closed.connect(self._page.setFocus)

        def keep(answer: tuple[str, SegmentKind]) -> None:
            name, kind = answer
            self._write(
                panel,
                lambda s: segments.save(s, name, asked, kind=kind),
                self.tr("Segment {name} saved").format(name=name),
            )

        panel.chosen.connect(keep)
        return panel

    def rename(self, segment_id: str) -> NamePopover | None:
        """Ask for another name or kind."""
        found = next((each for each in self._found if each.id == segment_id), None)
        if found is None:
            return None
        panel = NamePopover(
            self._page, self.panel.save, self.tr("Name and kind of the segment"), name=found.name, kind=found.kind,
            asked=found.criteria or (), own=self._own,
        )  # fmt: skip

        panel.closed.connect(self.panel.list.setFocus)

        def keep(answer: tuple[str, SegmentKind]) -> None:
            name, kind = answer
            said = self.tr("Segment {name} saved").format(name=name)
            self._write(
                panel, lambda s: segments.change(s, segment_id, name=name, kind=kind, revision=found.revision), said
            )

        panel.chosen.connect(keep)
        return panel

    def update(self, segment_id: str) -> None:
        """Keep the filter of the list under a segment that is there."""
        asked = self._whole_filter()
        name = next((each.name for each in self._found if each.id == segment_id), "")
        said = self.tr("Segment {name} saved").format(name=name)
        self._tasks.write(self, lambda s: segments.change(s, segment_id, criteria=asked), said=said)

    def remove(self, segment_id: str) -> None:
        """Take a segment off the list; its clients stay."""
        name = next((each.name for each in self._found if each.id == segment_id), "")
        said = self.tr("Segment {name} removed").format(name=name)
        self._tasks.write(self, lambda s: segments.remove(s, segment_id), said=said)

    def _write(self, panel: NamePopover, work: Any, said: str) -> None:
        def failed(error: KamError) -> None:
            panel.show_error(labels.sentence(error))

        self._tasks.write(panel, work, done=lambda _id: panel.dismiss(), failed=failed, said=said)

    def _open_menu(self, at: QPoint) -> None:
        current = self.panel.list.current_id()
        if current:
            menu = make_menu(
                self.panel,
                [
                    (self.tr("Show its clients"), "Enter", lambda: self.apply(current)),
                    (self.tr("Name and kind"), "F2", lambda: self.rename(current)),
                    (self.tr("Take the filter of the list"), "", lambda: self.update(current)),
                    (self.tr("Remove"), "Del", lambda: self.remove(current)),
                ],
            )
            menu.popup(self.panel.list.viewport().mapToGlobal(at))
