"""Which template to begin with: the best one at hand, the others in a menu (D-6.5)."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from kam_desktop.core.visit_templates import Template
from kam_desktop.ui.visits.tool_button import ToolButton

KEYS = "Alt+T"


class TemplateChoice(ToolButton):
    """Opens the templates that fit this client, the best first. Filling is the form's."""

    chosen = Signal(object)  # Template

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self._templates: Sequence[Template] = ()
        self._is_locked = False
        self.setText(self.tr("Use template …"))
        self.set_keys(KEYS)
        self.clicked.connect(self.open_menu)

    def set_templates(self, templates: Sequence[Template]) -> None:
        """Offer these."""
        self._templates = templates
        self.set_locked(self._is_locked)

    def set_locked(self, is_locked: bool) -> None:
        """Nothing can be filled in any more."""
        self._is_locked = is_locked
        self.setVisible(bool(self._templates) and not is_locked)

    def open_menu(self) -> None:
        """Alt+T; Enter takes the first."""
        menu = self.make_menu()
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
        menu.setActiveAction(menu.actions()[0])

    def make_menu(self) -> QMenu:
        """The templates by name."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for template in self._templates:
            action = QAction(template.name.replace("&", "&&"), menu)
            action.triggered.connect(lambda _=False, template=template: self.chosen.emit(template))
            menu.addAction(action)
        return menu
