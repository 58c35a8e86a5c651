"""Business care of one client: agreements, services, delivered value (D-8). A view of the client's page."""

from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kam_desktop.core import clients
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.ui.business.agreements_pane import AgreementsPane
from kam_desktop.ui.business.panes import Panes
from kam_desktop.ui.business.services_pane import ServicesPane
from kam_desktop.ui.business.values_pane import ValuesPane
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, add_key
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.page_head import PageHead


class ClientBusinessPage(Page):
    """``Route("business", client_id)``; ``pane`` in the route chooses what is seen."""

    concerns: ClassVar[frozenset[Entity]] = frozenset(
        {
            Entity.AGREEMENT, Entity.AGREEMENT_ENTRY, Entity.SERVICE, Entity.VALUE_SCORE, Entity.CAMPAIGN, Entity.GIFT,
            Entity.TIER_RESOURCE, Entity.CLIENT,
        }
    )  # fmt: skip

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.client_id = self._name = ""
        self.head = PageHead(self.tr("Business care"), self)
        self.agreements, self.services, self.values = (
            AgreementsPane(tasks, self),
            ServicesPane(tasks, self),
            ValuesPane(tasks, self),
        )
        self.panes = Panes(
            (
                ("agreements", self.tr("Agreements"), self.agreements), ("services", self.tr("Services and promotion"), self.services),
                ("values", self.tr("Delivered value"), self.values),
            ),
            self,
        )  # fmt: skip
        self.client_button = PlainButton(self.tr("Client"), self, keys="C", size="small")
        self.client_button.clicked.connect(lambda: self.navigate.emit(Route("client", self.client_id)))
        self._to_client = add_key(self, "C", self.client_button.click)
        self.head.add_tool(self.panes.chips)
        self.head.add_tool(self.client_button)
        self.agreements.told.connect(self._tell)
        self.values.print_asked.connect(self.print_page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.panes, 1)
        self.setFocusProxy(self.panes)

    def _tell(self, text: str) -> None:
        self.head.set_subtitle(text if self.head.is_low else " · ".join(filter(None, (self._name, text))))

    def title(self) -> str:
        return " ".join(filter(None, (self.tr("Business care"), self._name)))

    def keys(self) -> list[tuple[str, str]]:
        to_client = [] if self.head.is_low else [("C", self.tr("Open the client"))]
        return [*self.panes.pane.key_words(), *to_client, ("F6", self.tr("Views, list, lines"))]

    def show_route(self, route: Route) -> None:
        """Another client, or another view of the same one."""
        self.client_id = route.id
        for pane in (self.agreements, self.services, self.values):
            if pane.client_id != route.id:
                pane.close_entries()
            pane.client_id = route.id
        if "pane" in route.args:
            self.panes.show_pane(str(route.args["pane"]))
        self.mark_stale()

    def reload(self) -> None:
        """Read the pane that is seen, and whose it is."""
        self.client_button.setVisible(not self.head.is_low)
        self._to_client.setEnabled(not self.head.is_low)
        if not self.client_id:
            return
        client_id = self.client_id
        self.head.loading.start()
        self.tasks.read(
            self, lambda session: clients.get(session, client_id).name, done=partial(self._name_of, client_id),
            failed=self._on_gone, finished=self.head.loading.stop,
        )  # fmt: skip
        self.panes.reload()

    def _name_of(self, client_id: str, name: str) -> None:
        if client_id == self.client_id:
            self._name = name
            self._tell("")
            self.title_changed.emit(self.title())

    def _on_gone(self, error: Any) -> None:
        self.tasks.refused.emit(error)
        self.navigate.emit(Route("clients"))

    def print_page(self) -> None:
        """Ctrl+P: delivered value on one page."""
        self.navigate.emit(Route("preview", self.client_id, {"paper": "value"}))

    def next_pane(self) -> None:
        """F6."""
        self.panes.next_pane()

    def on_escape(self) -> bool:
        """Close an entry that is open."""
        return self.panes.on_escape()
