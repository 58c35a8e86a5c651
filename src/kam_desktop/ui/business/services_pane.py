"""Services and promotion support: those of one client, or of all in a quarter, with what they cost (D-8.2)."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtWidgets import QWidget

from kam_desktop import runtime
from kam_desktop.core import campaigns, services, tier_resources
from kam_desktop.core.rules.kinds import ServiceState
from kam_desktop.core.services import ServiceRow
from kam_desktop.core.tier_resources import ResourceDraft, Spent
from kam_desktop.ui import labels
from kam_desktop.ui.business.pane import ListPane
from kam_desktop.ui.entries.service_entry import EffectEntry, ServiceEntry
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import IconButton
from kam_desktop.ui.widgets.paged_table import Cell, Column
from kam_desktop.ui.widgets.texts import PlainLabel


class Seen(NamedTuple):
    """One reading: the rows, the campaigns by id, and what the client cost this year (None where all are shown)."""

    rows: list[ServiceRow]
    campaigns: dict[str, str]
    spent: Spent | None
    resources: ResourceDraft | None


def read(session: Any, client_id: str, first: date, last: date) -> Seen:
    """All that the pane shows."""
    if not client_id:
        return Seen(services.between(session, first, last), {}, None, None)
    found = tier_resources.spent(session, runtime.today().year, [client_id])
    spent = found[0] if found else None
    resources = next((each for each in tier_resources.listed(session) if spent and each.tier == spent.tier), None)
    names = {each.id: each.title for each in campaigns.listed(session)}
    return Seen(services.of_client(session, client_id), names, spent, resources)


class ServicesPane(ListPane):
    """``is_of_all``: a calendar by quarter, which Left and Right turn; changed at the client."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None, *, is_of_all: bool = False) -> None:
        self._is_of_all = is_of_all
        super().__init__(tasks, self.tr("Services"), parent)
        self.client_id = ""
        today = runtime.today()
        self.first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
        if is_of_all:
            self._make_calendar()
        else:
            self._make_entries()

    def _make_calendar(self) -> None:
        self.quarter = PlainLabel("", self, bold=True)
        for icon, words, step in (
            ("chevron-left", self.tr("Quarter before"), -3),
            ("chevron-right", self.tr("Next quarter"), 3),
        ):
            button = IconButton(icon, words, self)
            button.clicked.connect(lambda _=False, step=step: self.turn(step))
            self.add_tool(button)
        self.add_tool(self.quarter)
        self.empty.say(
            self.tr(
                "Nothing is planned or was done in this quarter. Services are written down at a client, under Business."
            ),
            self.tr("Choose a client"),
        )
        self.empty.asked.connect(self.clients_asked)
        self.table.opened.connect(lambda row_id: self.opened_client.emit(self.rows[row_id].client_id))
        self.add_keys(
            (
                ("Ctrl+Left", self.tr("Quarter before"), lambda: self.turn(-3)),
                ("Ctrl+Right", self.tr("Next quarter"), lambda: self.turn(3)),
            )
        )

    def _make_entries(self) -> None:
        self.entry, self.effect = ServiceEntry(self.tasks, self), EffectEntry(self.tasks, self)
        for entry in (self.entry, self.effect):
            self.add_entry(entry)
        self.empty.say(
            self.tr(
                "No service yet. Training, material, signboards, travel rewards: what, when, cost, and what came of it."
            ),
            self.tr("New service"),
        )
        self.table.opened.connect(lambda row_id: self.entry.open(self.client_id, row_id))
        self.add_keys(
            (
                ("E", self.tr("Edit"), self.edit), ("D", self.tr("Done"), self.done),
                ("W", self.tr("What came of it"), self.note_effect), ("X", self.tr("Called off"), self.cancel),
                ("Del", self.tr("Remove"), self.remove),
            ),
            new=(self.tr("New service"), self.add),
        )  # fmt: skip

    def columns(self) -> Sequence[Column]:
        """The client's name only where there are many."""
        of_all = [
            Column("tier", "", 44, "badge", is_sortable=False),
            Column("client", self.tr("Client"), 148, "bold", is_sortable=False),
        ]
        return [
            *(of_all if self._is_of_all else []),
            Column("on", self.tr("Day"), 132, is_sortable=False),
            Column("title", self.tr("Service"), 0, "text" if self._is_of_all else "bold", is_sortable=False),
            Column("kind", self.tr("Kind"), 108, "muted", is_sortable=False),
            Column("cost", self.tr("Cost"), 92, "number", is_sortable=False),
            Column("state", self.tr("State"), 80, "muted", is_sortable=False),
            Column("effect", self.tr("What came of it"), 156, is_sortable=False),
        ]  # fmt: skip

    def cells(self, row: ServiceRow) -> tuple[Any, ...]:
        """What is planned and past stands in amber."""
        days = labels.day(row.on)
        if row.until_on and row.until_on != row.on:
            days = f"{days} – {labels.day(row.until_on)}"
        is_late = row.state is ServiceState.PLANNED and (row.until_on or row.on) < runtime.today()
        cost = labels.money(row.cost_minor, row.currency) if row.cost_minor else ""
        effect = f"{row.effect_score} / 5 · {row.effect}" if row.effect_score else row.effect
        title = f"{row.title} · {row.campaign}" if row.campaign else row.title
        own = (
            Cell(days, "warning" if is_late else ""),
            title,
            labels.name_of(row.kind),
            cost,
            labels.name_of(row.state),
            effect,
        )
        return (row.tier, row.client, *own) if self._is_of_all else own

    def key_words(self) -> list[tuple[str, str]]:
        if self._is_of_all:
            return [("Enter", self.tr("Open the client")), ("Ctrl+Left, Ctrl+Right", self.tr("Other quarters"))]
        return [
            ("N", self.tr("New service")), ("Enter, E", self.tr("Edit")), ("D", self.tr("Done")),
            ("W", self.tr("What came of it")), ("X", self.tr("Called off")), ("Del", self.tr("Remove")),
        ]  # fmt: skip

    def turn(self, months: int) -> None:
        """Another quarter."""
        months += self.first.year * 12 + self.first.month - 1
        if not 1900 * 12 <= months < 2200 * 12:
            return
        self.first = date(months // 12, months % 12 + 1, 1)
        self.reload()

    def reload(self) -> None:
        """Read the list and the sums again."""
        client_id, first = self.client_id, self.first
        if client_id or self._is_of_all:
            last = date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)
            self.tasks.read(self, lambda session: read(session, client_id, first, last), done=self._show)

    def _show(self, seen: Seen) -> None:
        self.show_rows(seen.rows)
        if self._is_of_all:
            number = (self.first.month + 2) // 3
            self.quarter.setText(self.tr("Quarter {n} of {year}").format(n=number, year=self.first.year))
            self.say_foot(_sums(seen.rows, self.tr("Together {amount}")))
            return
        self.entry.set_campaigns(seen.campaigns)
        self.say_foot(self._cost(seen))

    def _cost(self, seen: Seen) -> str:
        """What the client cost this year, against the margin and the budget of its tier."""
        spent, resources = seen.spent, seen.resources
        if spent is None or not (spent.care_minor or spent.margin_minor):
            return ""
        parts = [
            self.tr("This year: services {services}, gifts {gifts}, expenses of visits {visits}").format(
                services=labels.money(spent.services_minor), gifts=labels.money(spent.gifts_minor),
                visits=labels.money(spent.visits_minor),
            )
        ]  # fmt: skip
        if resources and resources.care_budget_minor:
            budget = labels.money(resources.care_budget_minor)
            share = round(100 * spent.care_minor / resources.care_budget_minor)
            parts.append(self.tr("{percent}% of the budget of {budget}").format(percent=share, budget=budget))
        if spent.margin_minor:
            share = round(100 * spent.care_minor / spent.margin_minor)
            margin = labels.money(spent.margin_minor)
            parts.append(self.tr("{percent}% of the margin of {margin}").format(percent=share, margin=margin))
        return " · ".join(parts)

    def add(self) -> None:
        """N."""
        self.entry.open(self.client_id)

    def edit(self) -> None:
        """E."""
        if (row := self.current()) is not None:
            self.entry.open(self.client_id, row.id)

    def note_effect(self) -> None:
        """W."""
        if (row := self.current()) is not None:
            self.effect.open(self.client_id, row.id)

    def done(self) -> None:
        """D: done; what came of it is asked for in a month."""
        self._set_state(ServiceState.DONE, self.tr("Done: {what}"))

    def cancel(self) -> None:
        """X."""
        self._set_state(ServiceState.CANCELLED, self.tr("Called off: {what}"))

    def _set_state(self, state: ServiceState, words: str) -> None:
        row, today = self.current(), runtime.today()
        if row is not None and row.state is not state:
            said = words.format(what=row.title)
            self.tasks.write(self, lambda session: services.set_state(session, row.id, state, today=today), said=said)

    def remove(self) -> None:
        """Delete; Undo brings it back."""
        row, today = self.current(), runtime.today()
        if row is not None:
            said = self.tr("Service removed: {what}").format(what=row.title)
            self.tasks.write(self, lambda session: services.remove(session, row.id, today=today), said=said)


def _sums(rows: Sequence[ServiceRow], words: str) -> str:
    """One sum for each currency; what was called off costs nothing."""
    sums: dict[str, int] = {}
    for row in rows:
        if row.state is not ServiceState.CANCELLED and row.cost_minor:
            sums[row.currency] = sums.get(row.currency, 0) + row.cost_minor
    told = ", ".join(labels.money(minor, currency) for currency, minor in sums.items())
    return words.format(amount=told) if told else ""
