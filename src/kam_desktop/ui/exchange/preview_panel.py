"""The second step of an import: how the file was read, which column is what, and the first rows as taken."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kam_desktop.core.records import ClientRecord
from kam_desktop.core.rules import dates
from kam_desktop.exchange.importing import Preview
from kam_desktop.exchange.parsed import RejectedRow
from kam_desktop.ui import fonts, labels
from kam_desktop.ui.exchange.targets import target_name, targets
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, Rule, SectionLabel, plain_tip

ENCODINGS: Final = ("utf-8", "gb18030", "utf-16", "big5")


class PreviewPanel(QWidget):
    """Nothing is saved until the one primary button is pressed."""

    back_asked = Signal()
    import_asked = Signal()
    options_changed = Signal(dict)  # keyword arguments for importing.preview
    mapping_changed = Signal(object)  # columns.Mapping

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self._preview: Preview | None = None
        self._options: dict[str, Any] = {}
        self._is_filling = False
        self._make_head()
        self._make_options()
        self._mapping = QWidget(self)
        self._mapping.setProperty("ground", "surface")
        self._mapping.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._grid = QGridLayout(self._mapping)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._rows = QTableWidget(self)
        self._rows.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._rows.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self._rows.setShowGrid(False)
        self._rows.verticalHeader().hide()
        self._rows.setAccessibleName(self.tr("First rows as they will be taken"))
        self._lay_out()

    def forget(self) -> None:
        """Another file: what was chosen for the last one no longer holds."""
        self._options = {}

    def take_focus(self) -> None:
        """The one way on."""
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, is_busy: bool) -> None:
        """While the import runs."""
        self.button.setEnabled(not is_busy)

    def show_preview(self, preview: Preview, name: str) -> None:
        """Show how a file was read and what would come of it."""
        self._preview, self._is_filling = preview, True
        self._title.setText(name)
        self._summary.setText(self._counts(preview))
        self._problems.setText(self._problem_lines(preview.problem_counts))
        self._problems.setVisible(bool(preview.problem_counts))
        self.button.setText(self.tr("Import %n client(s)", "", preview.clients))
        self.button.setShortcut("Ctrl+Return")  # Qt forgets it with each new text
        self.button.setEnabled(preview.clients > 0)
        self._fill_options(preview)
        self._fill_mapping(preview)
        self._fill_rows(preview)
        self._is_filling = False

    def _counts(self, preview: Preview) -> str:
        said = self.tr("{clients} rows with clients, {contacts} contacts").format(
            clients=preview.clients, contacts=preview.contacts
        )
        if preview.rejected:
            said += self.tr(", {rejected} that cannot be taken").format(rejected=preview.rejected)
        return said

    def _problem_lines(self, counts: Mapping[str, int]) -> str:
        lines = []
        for code, number in sorted(counts.items(), key=lambda each: -each[1])[:4]:
            lines.append(f"{number} × {labels.say(f'problem.{code}', text='…')}")
        return "\n".join(lines)

    def _make_head(self) -> None:
        self._title = PlainLabel("", self, face="title", bold=True, elide=True)
        self._summary = Hint("", self)
        self._problems = Hint("", self, role="warning")
        self.back = PlainButton(self.tr("Another file"), self)
        self.back.clicked.connect(self.back_asked)
        self.button = PrimaryButton("", self, keys="Ctrl+Enter")
        self.button.setShortcut("Ctrl+Return")
        self.button.clicked.connect(self.import_asked)

    def _make_options(self) -> None:
        self.encoding = QComboBox(self)
        self.encoding.setAccessibleName(self.tr("Encoding"))
        self.encoding.activated.connect(lambda _i: self._option("encoding", self.encoding.currentData()))
        self.sheet = QComboBox(self)
        self.sheet.setAccessibleName(self.tr("Sheet"))
        self.sheet.activated.connect(lambda _i: self._option("sheet", self.sheet.currentText()))
        self.headings = QCheckBox(self.tr("First row is headings"), self)
        self.headings.clicked.connect(lambda is_on: self._option("has_headings", is_on))

    def _option(self, name: str, value: Any) -> None:
        if not self._is_filling:
            self._options[name] = value
            self.options_changed.emit(dict(self._options))

    def _fill_options(self, preview: Preview) -> None:
        parsed = preview.parsed
        self.encoding.clear()
        for name in dict.fromkeys((*((parsed.encoding,) if parsed.encoding else ()), *ENCODINGS)):
            self.encoding.addItem(name.upper(), name)
        self.encoding.setVisible(parsed.kind == "csv")
        self._encoding_label.setVisible(parsed.kind == "csv")
        self.sheet.clear()
        self.sheet.addItems(list(parsed.sheets))
        self.sheet.setCurrentText(parsed.sheet)
        self.sheet.setVisible(len(parsed.sheets) > 1)
        self._sheet_label.setVisible(len(parsed.sheets) > 1)
        self.headings.setChecked(parsed.has_headings)
        self.headings.setVisible(parsed.kind != "vcard")

    def _fill_mapping(self, preview: Preview) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        mapping = preview.mapping
        samples = preview.parsed.rows[:20]
        for column, target in enumerate(mapping.targets):
            heading = mapping.headings[column] if mapping.has_headings else ""
            sample = next(
                (row.cells[column] for row in samples if column < len(row.cells) and row.cells[column].strip()), ""
            )
            self._grid.addWidget(
                PlainLabel(heading or self.tr("Column {n}").format(n=column + 1), self._mapping, elide=True), column, 0
            )
            self._grid.addWidget(PlainLabel(sample[:40], self._mapping, role="muted", elide=True), column, 1)
            self._grid.addWidget(self._target_box(column, target, heading), column, 2)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 2)
        self._map_part.setVisible(bool(mapping.targets))

    def _target_box(self, column: int, target: str, heading: str) -> QComboBox:
        box = QComboBox(self._mapping)
        box.setProperty("extent", "small")
        box.setAccessibleName(heading or str(column + 1))
        box.addItem(self.tr("Leave out"), "")
        for each in targets(target):
            box.addItem(target_name(each), each)
        box.setCurrentIndex(max(box.findData(target), 0))
        box.activated.connect(lambda _i: self._remap(column, str(box.currentData())))
        return box

    def _remap(self, column: int, target: str) -> None:
        if self._preview is not None and not self._is_filling:
            self.mapping_changed.emit(self._preview.mapping.with_target(column, target))

    def _fill_rows(self, preview: Preview) -> None:
        heads = (
            self.tr("Row"), self.tr("Client"), labels.field("tier"), labels.field("city"), labels.field("contact"),
            labels.field("phones"), labels.field("birthday"), self.tr("Problems"),
        )  # fmt: skip
        self._rows.clear()
        self._rows.setColumnCount(len(heads))
        self._rows.setHorizontalHeaderLabels(heads)
        self._rows.setRowCount(len(preview.first))
        for line, record in enumerate(preview.first):
            for column, text in enumerate(_cells(record)):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(text))
                self._rows.setItem(line, column, item)
        header = self._rows.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate((52, 240, 56, 80, 110, 130, 130, 240)):
            self._rows.setColumnWidth(column, fonts.px(width))
        header.setStretchLastSection(True)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._title)
        names.addWidget(self._summary)
        head.addLayout(names, 1)
        head.addWidget(self.back)
        head.addWidget(self.button)
        self._encoding_label, self._sheet_label = (
            Hint(self.tr("Encoding"), self, wrap=False),
            Hint(self.tr("Sheet"), self, wrap=False),
        )
        options = QHBoxLayout()
        options.setSpacing(8)
        for widget in (self._encoding_label, self.encoding, self._sheet_label, self.sheet, self.headings):
            options.addWidget(widget)
        options.addStretch(1)
        self._map_part = QWidget(self)
        part = QVBoxLayout(self._map_part)
        part.setContentsMargins(0, 0, 0, 0)
        part.addWidget(SectionLabel(self.tr("Which column is what"), self._map_part))
        body = ScrollBody(self._map_part)
        body.setWidget(self._mapping)
        part.addWidget(body, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._problems)
        column.addLayout(options)
        column.addWidget(Rule(self))
        column.addWidget(self._map_part, 3)
        column.addWidget(SectionLabel(self.tr("First rows as they will be taken"), self))
        column.addWidget(self._rows, 4)


def _cells(record: ClientRecord | RejectedRow) -> tuple[str, ...]:
    from kam_desktop.exchange import rejects

    lang = labels.language()
    if isinstance(record, RejectedRow):
        first = next((cell for cell in record.cells if cell.strip()), "")
        return (str(record.row_no), first, "", "", "", "", "", rejects.reasons(record.problems, lang))
    people = record.contacts
    birthday = next((person.birthday for person in people if person.birthday), None)
    return (
        str(record.row_no), record.name, record.tier, record.city, "、".join(person.name for person in people),
        "、".join(number for person in people for number in person.phones), dates.write(birthday, lang) if birthday else "",
        rejects.reasons(record.problems, lang),
    )  # fmt: skip
