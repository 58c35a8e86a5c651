"""The guests of a campaign: invited, coming or not, and who came (D-8.2)."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import campaigns
from kam_desktop.core.campaigns import CampaignRow, GuestRow
from kam_desktop.core.errors import NotFound
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.ui import labels
from kam_desktop.ui.business.invite_bar import InviteBar
from kam_desktop.ui.business.pane import ListPane
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, focus_next
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.paged_table import Cell, Column


class GuestsPane(ListPane):
    """Y comes, N does not, M came, U did not, Enter the client."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(tasks, self.tr("Guests"), parent)
        self.empty.say(self.tr("Nobody is invited yet. Choose clients above: whoever is invited is called in time."))
        self.table.opened.connect(lambda row_id: self.opened_client.emit(self.rows[row_id].client_id))
        self.add_keys(
            (
                ("Y", self.tr("Comes"), partial(self.answer, reply="yes")),
                ("N", self.tr("Does not come"), partial(self.answer, reply="no")),
                ("M", self.tr("Came"), partial(self.answer, has_come=True)),
                ("U", self.tr("Did not come"), partial(self.answer, has_come=False)),
                ("Del", self.tr("Take off the list"), self.remove),
            )
        )

    def columns(self) -> Sequence[Column]:
        return [
            Column("tier", "", 44, "badge", is_sortable=False),
            Column("client", self.tr("Client"), 0, "bold", is_sortable=False),
            Column("person", self.tr("Person"), 132, is_sortable=False),
            Column("reply", self.tr("Reply"), 124, is_sortable=False),
            Column("came", self.tr("Came"), 108, is_sortable=False),
            Column("notes", self.tr("Notes"), 180, "muted", is_sortable=False),
        ]

    def cells(self, row: GuestRow) -> tuple[Any, ...]:
        reply = {"yes": Cell(self.tr("comes"), "ok", "check"), "no": Cell(self.tr("does not come"), "muted")}
        came = {True: Cell(self.tr("came"), "ok", "check"), False: Cell(self.tr("did not come"), "warning")}
        open_ = Cell(self.tr("no answer yet"), "muted")
        known = came.get(row.has_come, Cell("")) if row.has_come is not None else Cell("")
        return row.tier, row.client, row.person, reply.get(row.reply, open_), known, row.notes

    def key_words(self) -> list[tuple[str, str]]:
        return [
            ("Y, N", self.tr("Comes, does not come")), ("M, U", self.tr("Came, did not come")),
            ("Enter", self.tr("Open the client")), ("Del", self.tr("Take off the list")),
        ]  # fmt: skip

    def answer(self, *, reply: str | None = None, has_come: bool | None = None) -> None:
        """One answer for all who are selected."""
        chosen, today = self.table.selected_ids(), runtime.today()

        def work(session: Any) -> None:
            for guest_id in chosen:
                campaigns.answer(session, guest_id, reply=reply, has_come=has_come, today=today)

        if chosen:
            self.tasks.write(self, work, said=self.tr("%n answer(s) noted", "", len(chosen)))

    def remove(self) -> None:
        """Delete; Undo brings them back."""
        chosen, today = self.table.selected_ids(), runtime.today()

        def work(session: Any) -> None:
            for guest_id in chosen:
                campaigns.uninvite(session, guest_id, today=today)

        if chosen:
            self.tasks.write(self, work, said=self.tr("%n guest(s) taken off the list", "", len(chosen)))


class CampaignPage(Page):
    """``Route("campaign", id)``."""

    concerns: ClassVar[frozenset[Entity]] = frozenset(
        {Entity.CAMPAIGN, Entity.CAMPAIGN_GUEST, Entity.CLIENT, Entity.SEGMENT}
    )

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.campaign_id = self._title = ""
        self.head = PageHead(self.tr("Guests"), self)
        self.bar, self.pane = InviteBar(tasks, self), GuestsPane(tasks, self)
        self.bar.chosen.connect(self._invite)
        self.pane.opened_client.connect(lambda each: self.navigate.emit(Route("client", each)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.head, self.bar):
            column.addWidget(widget)
        column.addWidget(self.pane, 1)
        self.setFocusProxy(self.pane)

    def title(self) -> str:
        return self._title or self.tr("Guests")

    def keys(self) -> list[tuple[str, str]]:
        return [*self.pane.key_words(), ("F6", self.tr("Choose clients, list"))]

    def show_route(self, route: Route) -> None:
        self.campaign_id = route.id
        self.mark_stale()

    def reload(self) -> None:
        """Read the campaign and its guests."""
        campaign_id = self.campaign_id
        if not campaign_id:
            return
        self.head.loading.start()
        self.tasks.read(
            self, lambda session: (campaigns.read(session, campaign_id), campaigns.guests(session, campaign_id)),
            done=lambda seen: self._show(*seen), failed=self._on_failed, finished=self.head.loading.stop,
        )  # fmt: skip
        self.bar.reload()

    def _show(self, row: CampaignRow, guests: list[GuestRow]) -> None:
        self._title = row.title
        self.head.set_title(row.title)
        days = labels.day(row.first_on)
        if row.last_on != row.first_on:
            days = f"{days} – {labels.day(row.last_on)}"
        counted = self.tr("{invited} invited, {coming} coming, {came} came").format(
            invited=row.invited, coming=row.coming, came=row.came
        )
        self.head.set_subtitle(" · ".join(filter(None, (days, row.place, counted))))
        self.title_changed.emit(row.title)
        self.pane.show_rows(guests)

    def _on_failed(self, error: Any) -> None:
        if isinstance(error, NotFound):
            self.navigate.emit(Route("care", "", {"pane": "campaigns"}))
        else:
            self.tasks.refused.emit(error)

    def _invite(self, client_ids: list[str]) -> None:
        campaign_id, today = self.campaign_id, runtime.today()
        said = self.tr("%n client(s) invited", "", len(client_ids))
        self.tasks.write(
            self, lambda session: campaigns.invite(session, campaign_id, client_ids, today=today), said=said
        )

    def next_pane(self) -> None:
        """F6."""
        focus_next([self.bar, self.pane.stack])
