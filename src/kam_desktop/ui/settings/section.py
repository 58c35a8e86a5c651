"""What a section of the settings is: a title and a column of fields."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.ui.widgets.forms import FormColumn
from kam_desktop.ui.widgets.texts import Hint, PlainLabel


class Section(QWidget):
    """A head of 20 px, what it is about in one line, and a form."""

    def __init__(self, title: str, about: str = "") -> None:
        super().__init__()
        self.form = FormColumn(self)
        self.said = Hint("", self, role="ok")
        self.said.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self._title, self._about = PlainLabel(title, self, face="title", bold=True), Hint(about, self)
        self.column.addWidget(self._title)
        if about:
            self.column.addWidget(self._about)
        else:
            self._about.hide()
        self.column.addWidget(self.form)

    def say(self, title: str, about: str = "") -> None:
        """The head, and what the section is about."""
        self._title.setText(title)
        self._about.setText(about)

    def add_buttons(self, *buttons: QWidget) -> None:
        """A row of buttons under the fields, and room for what came of them."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.said)

    def tell(self, text: str, role: str = "ok") -> None:
        """What came of it, under the buttons."""
        self.said.set_role(role)
        self.said.setText(text)
        self.said.setVisible(bool(text))
