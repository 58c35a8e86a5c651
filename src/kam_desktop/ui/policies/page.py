"""Service policies: the lines of a tier or of one client, and at once what they do to the coming weeks (D-4.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import policies, policy_effect, touches
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.core.policies import ClientPolicy, PolicyEntry
from kam_desktop.core.policy_effect import Effect
from kam_desktop.core.rules.kinds import Entity, Tier
from kam_desktop.ui import appearance, fonts, labels
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, add_key, focus_next, holds_focus
from kam_desktop.ui.policies.effect_side import EffectSide
from kam_desktop.ui.policies.lines_grid import LinesGrid
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.texts import Hint

_WAIT_MS = 120  # a number that is typed changes twice


@dataclass
class _Kept:
    """What was read of a tier or client, and what stands there now."""

    read: tuple[PolicyEntry, ...]
    now: list[PolicyEntry]
    of_tier: tuple[PolicyEntry, ...] = ()
    tier: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        return [(each.line, each.is_own) for each in self.read] != [(each.line, each.is_own) for each in self.now]


class PoliciesPage(Page):
    """``Route("policies", tier)``, or ``Route("policies", "", {"client_id": id})`` for the lines of one client.

    What was changed and not saved stays until it is saved or cancelled, also while one is elsewhere.
    """

    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.POLICY, Entity.SETTING, Entity.CLIENT, Entity.ABSENCE})

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._kept: dict[str, _Kept] = {}  # by tier or client
        self._whose, self._client_id, self._name = Tier.A.value, "", ""
        self._shown = ""  # whose lines stand in the grid
        self._asked = 0
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._reckon)
        self._make_parts()
        self._lay_out()
        self._connect()
        appearance.changed.connect(self._fit)

    def _make_parts(self) -> None:
        self.head = PageHead(self.tr("Service policies"), self)
        self.tiers = ChipRow(self)
        self.tiers.hug()
        self.tiers.set_chips([(tier.value, labels.name_of(tier)) for tier in Tier])
        self.head.add_tool(self.tiers)
        about = self.tr("Past the ideal a touch is due; past the latest it is red. Days of care calls are spread.")
        self.about = Hint(about, self)
        self.grid = LinesGrid(self)
        self.effect = EffectSide(self)
        self.save = PrimaryButton(self.tr("Save"), self, keys="Ctrl+Enter")
        self.cancel = PlainButton(self.tr("Cancel"), self, keys="Esc")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.save, 1)
        row.addWidget(self.cancel)
        self.effect.foot.addLayout(row)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        hint = QVBoxLayout()
        hint.setContentsMargins(16, 12, 16, 0)
        hint.addWidget(self.about)
        left.addLayout(hint)
        left.addWidget(self.grid, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.effect)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(row, 1)
        self.setFocusProxy(self.grid)

    def _connect(self) -> None:
        self.tiers.changed.connect(lambda chosen: self._choose(next(iter(chosen))))
        self.grid.changed.connect(self._on_changed)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self._cancel)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            add_key(self, keys, self._save)
        for place in range(len(Tier)):
            add_key(self, f"Alt+{place + 1}", partial(self.tiers.press, place))

    def title(self) -> str:
        return self.tr("Service policies")

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Alt+1", self.tr("Tier A, to 3")),
            ("Ctrl+Enter", self.tr("Save and plan")),
            ("Esc", self.tr("Cancel the changes, then back")),
            ("F6", self.tr("Lines, what they do")),
        ]

    def show_route(self, route: Route) -> None:
        """A tier, or the lines of one client."""
        self._client_id = str(route.args.get("client_id", ""))
        self._whose = self._client_id or route.id or (self._whose if self._whose in set(Tier) else Tier.A.value)
        self.tiers.setVisible(not self._client_id)
        if not self._client_id:
            self.head.set_title(self.tr("Service policies"))
            self.head.set_subtitle("")
            self.tiers.choose([self._whose])
        self.mark_stale()

    def next_pane(self) -> None:
        """F6: lines, effect."""
        focus_next([self.grid, self.effect])

    def on_escape(self) -> bool:
        """Cancels what is changed first."""
        if not self._is_changed():
            return False
        self._cancel()
        return True

    def reload(self) -> None:
        """Read the policy again; what is changed here and not saved stays."""
        self.head.loading.start()
        self._asked += 1
        number, whose, client_id = self._asked, self._whose, self._client_id

        def work(session: Any) -> ClientPolicy:
            if client_id:
                return policies.of_client(session, client_id)
            return ClientPolicy("", whose, policies.of_tier(session, whose), ())

        self.tasks.read(
            self, work, done=lambda found: self._take(number, found), finished=self.head.loading.stop
        )  # fmt: skip

    def _take(self, number: int, found: ClientPolicy) -> None:
        if number != self._asked:
            return
        self._name = found.name
        kept = self._kept.get(self._whose)
        if kept is not None and kept.is_changed and self._shown == self._whose:
            self._reckon()  # what is being typed stays where it is
            return
        if kept is None or not kept.is_changed:
            self._kept[self._whose] = _Kept(found.entries, list(found.entries), found.of_tier, found.tier)
        self._show()

    def _show(self) -> None:
        kept = self._kept[self._whose]
        self._shown = self._whose
        if self._client_id:
            self.head.set_title(self.tr("Service policy of this client"))
            self.head.set_subtitle(self._name)
        had_focus = holds_focus(self.grid)
        self.grid.show_entries(kept.now, of_tier=kept.of_tier, is_client=bool(self._client_id))
        self.grid.check()
        if had_focus:
            self.grid.focus_first()
        self._say_changed()
        self._reckon()

    def _choose(self, tier: str) -> None:
        self._whose = tier
        if tier in self._kept:
            self._show()
        self.reload()

    def _on_changed(self) -> None:
        self._kept[self._shown].now = self.grid.entries()
        self._say_changed()
        self._wait.start()

    def _is_changed(self) -> bool:
        return any(each.is_changed for each in self._open_ones().values())

    def _open_ones(self) -> dict[str, _Kept]:
        """What Save saves: all tiers, or the client that is shown."""
        names = {self._client_id} if self._client_id else {tier.value for tier in Tier}
        return {name: kept for name, kept in self._kept.items() if name in names}

    def _say_changed(self) -> None:
        """A dot at the tiers that have something to save."""
        changed = {name for name, kept in self._kept.items() if kept.is_changed}
        marks = {tier: " •" if tier.value in changed else "" for tier in Tier}
        self.tiers.set_chips([(tier.value, labels.name_of(tier) + mark) for tier, mark in marks.items()])
        for button in (self.save, self.cancel):
            button.setEnabled(self._is_changed())

    # The effect

    def _reckon(self) -> None:
        """Ask what the lines as they stand would do; a newer question ends the older one."""
        self._wait.stop()
        if self._shown != self._whose:  # the lines asked for are still being read
            return
        if not self.grid.check():
            self.effect.show_nothing(self.tr("Mend the marked line to see what it does."))
            return
        whose, client_id, today = self._whose, self._client_id, runtime.today()
        lines = [each.line for each in self._kept[whose].now]
        active = [each for each in lines if each.is_active]

        def work(session: Any) -> Effect:
            if client_id:
                return policy_effect.of_client(session, client_id, active, today=today)
            return policy_effect.of_tier(session, whose, active, today=today)

        self.tasks.read_newest(self, work, done=partial(self._show_effect, whose))

    def _show_effect(self, whose: str, effect: Effect) -> None:
        if whose == self._whose:
            words = self.tr("{tier} clients").format(tier=whose)
            self.effect.show_effect(effect, self._name if self._client_id else words)

    # Saving

    def _cancel(self) -> None:
        for kept in self._open_ones().values():
            kept.now = list(kept.read)
        self._show()

    def _save(self) -> None:
        if not self._is_changed() or not self._is_right():
            return
        wanted = {name: list(kept.now) for name, kept in self._open_ones().items() if kept.is_changed}
        client_id, today = self._client_id, runtime.today()
        tier = self._kept[self._whose].tier

        def work(session: Any) -> None:
            if client_id:
                policies.set_own(session, client_id, tier, wanted[client_id])
                touches.replan(session, client_id, today=today)
                return
            for name, entries in wanted.items():
                policies.set_tier(session, name, entries)

        said = self.tr("Policy saved, planned anew") if client_id else self.tr("Policies saved; the plan follows")
        self.tasks.write(
            self, work, done=lambda _none: self._on_saved(wanted), failed=self._on_refused, said=said
        )  # fmt: skip

    def _is_right(self) -> bool:
        """Every tier that is changed; the first that is wrong is shown."""
        for name, kept in self._open_ones().items():
            if kept.is_changed and not _are_right(kept.now):
                if name != self._whose:
                    self.tiers.choose([name])
                    self._choose(name)
                return self.grid.check(has_focus=True)
        return True

    def _on_saved(self, wanted: dict[str, list[PolicyEntry]]) -> None:
        """What was saved is read again."""
        for name, entries in wanted.items():
            self._kept[name].read = tuple(entries)
        self._say_changed()
        self.mark_stale()

    def _on_refused(self, error: KamError) -> None:
        self.tasks.refused.emit(error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.effect.setFixedWidth(max(fonts.px(264), min(fonts.px(420), self.width() * 32 // 100)))


def _are_right(entries: Sequence[PolicyEntry]) -> bool:
    from kam_desktop.core.rules.cadence import checked

    try:
        for each in entries:
            checked(each.line)
    except Invalid:
        return False
    return True
