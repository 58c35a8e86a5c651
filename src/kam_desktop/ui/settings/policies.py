"""The way from the settings to the service policies, which have a page of their own (D-4.1)."""

from PySide6.QtCore import Signal

from kam_desktop.ui.navigation import Route
from kam_desktop.ui.settings.section import Section
from kam_desktop.ui.widgets.buttons import PrimaryButton


class PoliciesSection(Section):
    """``navigate`` carries the route."""

    navigate = Signal(object)  # Route

    def __init__(self) -> None:
        super().__init__("", " ")
        self.say(
            self.tr("Service policies"),
            self.tr("How often each tier is due what, by whom, and what a change does to the coming 12 weeks."),
        )
        self.open = PrimaryButton(self.tr("Open the service policies"), self)
        self.open.clicked.connect(lambda: self.navigate.emit(Route("policies")))
        self.add_buttons(self.open)
