"""What the program is, and under which licences."""

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from kam_desktop import __version__
from kam_desktop.core import assets
from kam_desktop.ui import appearance
from kam_desktop.ui.settings.section import Section
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, SectionLabel


class AboutSection(Section):
    """Version, what it promises, licences of all that is shipped."""

    def __init__(self) -> None:
        super().__init__("")
        self.column.itemAt(0).widget().setText(self.tr("KAM Desktop"))  # type: ignore[union-attr]
        mark = QLabel(self)
        mark.setPixmap(QPixmap(str(assets.path("icons", "app-64.png"))))
        mark.setAccessibleName(self.tr("KAM Desktop"))
        self.column.insertWidget(0, mark)
        self.form.add_widget(PlainLabel(self.tr("Version {version}").format(version=__version__), self))
        self.form.add_widget(
            Hint(
                self.tr(
                    "Relationship care for key accounts. Works offline; your data stays on this computer, encrypted."
                ),
                self,
            )
        )
        self.form.add_widget(Hint(self.tr("Licensed under the Apache License 2.0."), self))
        self.column.addWidget(SectionLabel(self.tr("Licences of what is shipped"), self))
        text = QPlainTextEdit(_plain(assets.path("LICENSES.md").read_text(encoding="utf-8")), self)
        text.setReadOnly(True)
        appearance.scaled(text.setMinimumHeight, 320)
        text.setAccessibleName(self.tr("Licences of what is shipped"))
        self.column.addWidget(text)


def _plain(markdown: str) -> str:
    """The table rows as lines for reading."""
    lines = []
    for line in markdown.splitlines():
        if line.startswith("|---"):
            continue
        if line.startswith("|"):
            lines.append(" · ".join(cell.strip().replace("`", "") for cell in line.strip("|").split("|")))
        else:
            lines.append(line.lstrip("# "))
    return "\n".join(lines)
