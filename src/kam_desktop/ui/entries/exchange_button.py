"""The way from the visits and the lead's desk to the exchange with the team: the button says what waits."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kam_desktop.core import packet_sending
from kam_desktop.core.partners import PartnerRow
from kam_desktop.core.rules.kinds import PacketKind
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton


class ExchangeButton(PlainButton):
    """``asked`` with a route: to sending where something waits, else to the page."""

    asked = Signal(object)  # Route

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__("", parent, icon="team", size="small")
        self._tasks = tasks
        self._route = Route("packets")
        self._show([])
        self.clicked.connect(lambda: self.asked.emit(self._route))

    def reload(self) -> None:
        """Count again what waits."""
        self._tasks.read(self, packet_sending.waiting, done=self._show)

    def _show(self, waiting: list[tuple[PartnerRow, int]]) -> None:
        if not waiting:
            self._route = Route("packets")
            self.setText(self.tr("Exchange"))
            return
        partner, number = waiting[0]
        self._route = Route("packets", "", {"to": partner.id})
        if packet_sending.kind_for(partner) is PacketKind.REPORTS:
            words = self.tr("Send %n report(s) to {name}", "", number)
        else:
            words = self.tr("Send %n review(s) to {name}", "", number)
        self.setText(words.format(name=partner.name))
