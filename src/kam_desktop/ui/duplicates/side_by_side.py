"""Two records side by side: what is taken from which, and how the one that stays will look (D-2.5)."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import mergers
from kam_desktop.core.errors import KamError
from kam_desktop.core.mergers import Choices, Preview
from kam_desktop.core.namesakes import ALONE
from kam_desktop.core.rules.unions import Take
from kam_desktop.ui import labels
from kam_desktop.ui.duplicates import wording
from kam_desktop.ui.duplicates.field_table import PERSON, FieldTable, joined_at
from kam_desktop.ui.page import add_key
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton, QuietButton
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, Rule


class SideBySide(QWidget):
    """``show_pair`` opens two clients or two people; ``merged(kept, dropped)`` when it is done."""

    merged = Signal(str, str)
    refused_pair = Signal(str, str)  # not the same
    left = Signal()
    gone = Signal()  # one of the two is there no more

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.preview: Preview | None = None
        self._keep = self._drop = self.client_id = ""
        self._is_people = self._is_busy = self._is_fresh = False
        self._generation = 0
        self._fields: dict[str, Take] = {}
        self._people: dict[str, str] = {}
        self._of_people: dict[str, dict[str, Take]] = {}
        self._make_parts()
        self._lay_out()
        for keys, act in (
            ("Ctrl+Return", self.merge),
            ("Ctrl+Enter", self.merge),
            ("X", self.swap),
            ("N", self.refuse),
        ):
            add_key(self, keys, act)

    def _make_parts(self) -> None:
        self.head = PageHead(self.tr("Merge"), self)
        self.back = PlainButton(self.tr("Back"), self, keys="Esc")
        self.back.clicked.connect(self.left)
        self.swap_button = PlainButton(self.tr("Swap: the other stays"), self, icon="refresh", keys="X")
        self.swap_button.clicked.connect(self.swap)
        self.head.add_tool(self.swap_button)
        self.head.add_tool(self.back)
        self.table = FieldTable(
            (self.tr("Field"), self.tr("Stays"), self.tr("Is merged into it"), self.tr("Result")), self
        )
        self.table.chosen.connect(self.choose)
        self.table.current_changed.connect(lambda _id: self._tell_full())
        self.result = PlainLabel("", self, bold=True, elide=True)
        self.facts = Hint("", self)
        self.full = Hint("", self)
        self.refuse_button = PlainButton(self.tr("Not the same"), self, keys="N")
        self.refuse_button.clicked.connect(self.refuse)
        self.merge_button = PrimaryButton(self.tr("Merge"), self, keys="Ctrl+Enter")
        self.merge_button.clicked.connect(self.merge)
        self.all_kept = QuietButton(self.tr("All from the left"), self, size="small")
        self.all_kept.clicked.connect(partial(self._choose_all, Take.KEPT))
        self.all_dropped = QuietButton(self.tr("All from the right"), self, size="small")
        self.all_dropped.clicked.connect(partial(self._choose_all, Take.DROPPED))

    def _lay_out(self) -> None:
        foot = QWidget(self)
        words = QVBoxLayout()
        words.setSpacing(4)
        for part in (self.result, self.facts, self.full):
            words.addWidget(part)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        actions.addWidget(self.all_kept)
        actions.addWidget(self.all_dropped)
        actions.addStretch(1)
        actions.addWidget(self.refuse_button)
        actions.addWidget(self.merge_button)
        under = QVBoxLayout(foot)
        under.setContentsMargins(16, 12, 16, 12)
        under.setSpacing(12)
        under.addLayout(words)
        under.addLayout(actions)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.table, 1)
        column.addWidget(Rule(self))
        column.addWidget(foot)
        self.setFocusProxy(self.table)

    def show_pair(self, keep_id: str, drop_id: str, *, is_people: bool = False, why: str = "") -> None:
        """A pair for ``reload`` to read; what was chosen for another one is forgotten."""
        self._keep, self._drop, self._is_people = keep_id, drop_id, is_people
        self._fields, self._people, self._of_people = {}, {}, {}
        self.preview = None
        self._is_fresh = True
        self.head.set_subtitle(why)
        self.setEnabled(False)

    def reload(self) -> None:
        """Work the preview out anew, in the background."""
        if not self._keep:
            return
        self._generation += 1
        self.head.loading.start()
        keep, drop, choices = self._keep, self._drop, self._choices()
        is_people, is_fresh = self._is_people, self._is_fresh

        def look(session: Any) -> Preview:
            if is_people:
                return mergers.preview_people(session, keep, drop, choices)
            pair = mergers.fuller_first(session, keep, drop) if is_fresh else (keep, drop)
            return mergers.preview(session, *pair, choices)

        self.tasks.read(
            self, look, done=partial(self._show, self._generation),
            failed=self._on_gone, finished=self.head.loading.stop,
        )  # fmt: skip

    def choose(self, name: str, take: str) -> None:
        """Take a field from a side; a person becomes one with somebody (left), or comes along (right)."""
        if self.preview is None:
            return
        found = joined_at(self.preview, name)
        if found and not (found[1].differs and (found[1].can_both or take != Take.BOTH)):
            return
        person_id, _, field = name.removeprefix(PERSON).partition(".")
        if found is None and (field or not name.startswith(PERSON)):
            return
        if found is None:
            self._choose_person(person_id, Take(take))
        elif name.startswith(PERSON):
            self._of_people.setdefault(person_id, {})[field] = Take(take)
        else:
            self._fields[name] = Take(take)
        self.reload()

    def swap(self) -> None:
        """The other one stays; the sides that were chosen stay with their records."""
        other = {Take.KEPT: Take.DROPPED, Take.DROPPED: Take.KEPT, Take.BOTH: Take.BOTH}
        self._keep, self._drop = self._drop, self._keep
        self._fields = {name: other[take] for name, take in self._fields.items()}
        self._people = {into: row_id for row_id, into in self._people.items() if into}
        into = {each.id: each.into_id for each in self.preview.people} if self.preview else {}
        self._of_people = {
            into[row_id]: {name: other[take] for name, take in sides.items()}
            for row_id, sides in self._of_people.items()
            if into.get(row_id)
        }
        self.reload()

    def merge(self) -> None:
        """Ctrl+Enter: as the preview shows. Undo brings both back."""
        if self.preview is None or self._is_busy or not self.isEnabled():
            return
        self._is_busy = True
        self.merge_button.setEnabled(False)
        keep, drop, choices, shown = self._keep, self._drop, self._choices(), self.preview
        act = mergers.merge_people if self._is_people else mergers.merge

        def work(session: Any) -> None:
            act(session, keep, drop, choices, today=runtime.today())

        self.tasks.write(
            self, work, done=lambda _: self._merged(keep, drop), finished=self._ended,
            said=self.tr("{one} and {other} are one now").format(one=shown.kept, other=shown.dropped),
        )  # fmt: skip

    def refuse(self) -> None:
        """N: these two are not the same, and are not shown again."""
        if self._keep:
            self.refused_pair.emit(self._keep, self._drop)

    def _choices(self) -> Choices:
        return Choices(
            dict(self._fields), dict(self._people), {key: dict(each) for key, each in self._of_people.items()}
        )

    def _choose_person(self, row_id: str, take: Take) -> None:
        """Left again goes to the next of the people there who is still free."""
        assert self.preview is not None
        now = next(each for each in self.preview.people if each.id == row_id)
        self._of_people.pop(row_id, None)
        if take is Take.DROPPED:
            self._people[row_id] = ALONE
            return
        taken = {each.into_id for each in self.preview.people if each.id != row_id}
        free = [each for each, _name in self.preview.can_join if each not in taken]
        if free:
            at = free.index(now.into_id) + 1 if now.into_id in free else 0
            self._people[row_id] = free[at % len(free)]

    def _choose_all(self, take: Take) -> None:
        if self.preview is not None:
            self._fields = {each.name: take for each in self.preview.fields if each.differs}
            self._of_people = {
                each.id: {one.name: take for one in each.differing} for each in self.preview.people if each.into_id
            }
            self.reload()

    def _show(self, generation: int, preview: Preview) -> None:
        if generation != self._generation:
            return
        is_first, self._is_fresh = self.preview is None, False
        self._keep, self._drop = preview.kept_id, preview.dropped_id
        self.preview, self.client_id = preview, preview.client_id
        self.setEnabled(True)
        self.head.set_title(self.tr("{one} + {other}").format(one=preview.kept, other=preview.dropped))
        self.table.show_preview(preview)
        self._tell_result(preview)
        if is_first:
            self.table.selectRow(0)
            self.table.setFocus()
        self._tell_full()

    def _tell_result(self, preview: Preview) -> None:
        self.result.setText(self.tr("Will be: {name}").format(name=preview.name))
        joined = sum(1 for each in preview.people if each.into_id)
        parts = []
        if preview.people:
            parts.append(
                self.tr("People: {along} carried over, {joined} matched.").format(
                    along=len(preview.people) - joined, joined=joined
                )
            )
        if preview.facts:
            parts.append(self.tr("Moves along: {facts}.").format(facts=wording.facts(preview)))
        if preview.cut:
            below = labels.listed(
                self.tr("{one} below {other}").format(one=one, other=other) for one, other in preview.cut
            )
            parts.append(self.tr("Left out, for it would go in a circle: {ties}.").format(ties=below))
        self.facts.setText(("" if labels.language() == "zh_CN" else " ").join(parts))
        self.facts.setVisible(bool(parts))

    def _tell_full(self) -> None:
        """The whole text of the current row, which its line may cut."""
        preview = self.preview
        found = joined_at(preview, self.table.current_id()) if preview else None
        if preview and found:
            whose, field = found
            label = " · ".join(filter(None, (whose, wording.label_of(field.name, preview))))
            text = wording.text_of(field, field.value, preview.labels)
            self.full.setText(self.tr("{field}: {text}").format(field=label, text=text))
        self.full.setVisible(found is not None)

    def _merged(self, keep: str, drop: str) -> None:
        self._close()
        self.merged.emit(keep, drop)

    def _close(self) -> None:
        """The pair is settled: what follows from it in the store is no news here."""
        self._keep = self._drop = ""
        self._generation += 1

    def _on_gone(self, error: KamError) -> None:
        if not self._keep:
            return
        self._close()
        self.tasks.refused.emit(error)
        self.gone.emit()

    def _ended(self) -> None:
        self._is_busy = False
        self.merge_button.setEnabled(True)
