"""Business care of all clients: agreements in force, services by quarter, campaigns, what the tiers cost (D-8, D-3.8)."""

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kam_desktop.core.rules.kinds import Entity
from kam_desktop.ui.business.agreements_pane import AgreementsPane
from kam_desktop.ui.business.campaigns_pane import CampaignsPane
from kam_desktop.ui.business.panes import Panes
from kam_desktop.ui.business.services_pane import ServicesPane
from kam_desktop.ui.business.tiers_pane import TiersPane
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.page_head import PageHead


class CarePage(Page):
    """``Route("care")``; ``pane`` in the route chooses what is seen."""

    concerns: ClassVar[frozenset[Entity]] = frozenset(
        {
            Entity.AGREEMENT, Entity.AGREEMENT_ENTRY, Entity.SERVICE, Entity.CAMPAIGN, Entity.CAMPAIGN_GUEST,
            Entity.TIER_RESOURCE, Entity.GIFT, Entity.VISIT, Entity.CLIENT,
        }
    )  # fmt: skip

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PageHead(self.tr("Business care"), self)
        agreements, services = AgreementsPane(tasks, self, is_of_all=True), ServicesPane(tasks, self, is_of_all=True)
        campaigns, tiers = CampaignsPane(tasks, self), TiersPane(tasks, self)
        self.panes = Panes(
            (
                ("agreements", self.tr("Agreements"), agreements), ("services", self.tr("Services and promotion"), services),
                ("campaigns", self.tr("Campaigns"), campaigns), ("tiers", self.tr("Resources of the tiers"), tiers),
            ),
            self,
        )  # fmt: skip
        self.head.add_tool(self.panes.chips)
        agreements.told.connect(self.head.set_subtitle)
        agreements.opened_client.connect(lambda each: self._go_client(each, "agreements"))
        services.opened_client.connect(lambda each: self._go_client(each, "services"))
        for pane in (agreements, services):
            pane.clients_asked.connect(lambda: self.navigate.emit(Route("clients")))
        campaigns.guests_asked.connect(lambda each: self.navigate.emit(Route("campaign", each)))
        self.panes.changed.connect(lambda _name: self.head.set_subtitle(""))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.panes, 1)
        self.setFocusProxy(self.panes)

    def _go_client(self, client_id: str, pane: str) -> None:
        self.navigate.emit(Route("client", client_id, {"view": "business", "pane": pane}))

    def title(self) -> str:
        return self.tr("Business care")

    def keys(self) -> list[tuple[str, str]]:
        return [*self.panes.pane.key_words(), ("F6", self.tr("Views, list, lines"))]

    def show_route(self, route: Route) -> None:
        if "pane" in route.args:
            self.panes.show_pane(str(route.args["pane"]))

    def reload(self) -> None:
        """Read the pane that is seen."""
        self.panes.reload()

    def next_pane(self) -> None:
        """F6."""
        self.panes.next_pane()

    def on_escape(self) -> bool:
        """Close an entry that is open."""
        return self.panes.on_escape()
