"""The first rows of a file as they will be taken, those with problems on top."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from kam_desktop.core.outlook import Outlook
from kam_desktop.core.records import (
    ClientRecord,
    FactRecord,
    GiftRecord,
    InteractionRecord,
    PurchaseRecord,
)
from kam_desktop.core.rules import dates
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.exchange import rejects
from kam_desktop.exchange.importing import Preview
from kam_desktop.exchange.parsed import RejectedRow
from kam_desktop.exchange.rows import Taken
from kam_desktop.ui import fonts, labels
from kam_desktop.ui.exchange import outlook_words
from kam_desktop.ui.widgets.column_widths import ColumnScale
from kam_desktop.ui.widgets.texts import plain_tip

_SHOWN: Final = 50
_WHOSE: Final = ("client.name", "client.external_no")


class FirstRows(QTableWidget):
    """A table to look at; what it shows follows the kind of the file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        ColumnScale(self.horizontalHeader())
        self._whose: list[int] = []
        self.setAccessibleName(self.tr("First rows as they will be taken"))

    def show_preview(self, preview: Preview, outlook: Outlook | None = None) -> None:
        """Rows with problems first, then those that undo what is there: they are what a person has to look at."""
        self._whose = [c for c, target in enumerate(preview.mapping.targets) if target in _WHOSE]
        troubled = {id(each) for each in preview.troubled}
        rest = [each for each in preview.first if id(each) not in troubled]
        if outlook:
            losing = [line for line in outlook.lines.values() if any(each.replaces for each in line.edits)]
            losing.sort(key=lambda line: not line.is_by_hand)
            known = {each.row_no for each in preview.troubled}
            first = {line.record.row_no: line.record for line in losing if line.record.row_no not in known}
            rest = [*first.values(), *(each for each in rest if each.row_no not in first)]
        records = [*preview.troubled, *rest][:_SHOWN]
        columns = self._columns(preview, outlook)
        self.clear()
        self.setColumnCount(len(columns))
        self.setHorizontalHeaderLabels([name for name, _, _ in columns])
        self.setRowCount(len(records))
        for line, record in enumerate(records):
            for column, (_, _, said) in enumerate(columns):
                text = said(record)
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(text))
                self.setItem(line, column, item)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, (_, width, _) in enumerate(columns):
            self.setColumnWidth(column, fonts.px(width))
        header.setStretchLastSection(True)
        self.resizeRowsToContents()  # a problem is read whole

    def _columns(self, preview: Preview, outlook: Outlook | None) -> list[tuple[str, int, Callable[[Taken], str]]]:
        kind = preview.kind if not preview.parsed.is_made_of_records or preview.facts else "clients"
        inner = {
            "purchases": self._of_purchases, "gifts": self._of_gifts, "interactions": self._of_interactions,
            "mixed": self._of_interactions,
        }.get(kind, self._of_clients)()  # fmt: skip
        if preview.troubled:  # right behind the client, where it is seen in a narrow window too
            inner.insert(1, (self.tr("Problems"), 300, _problems))
        if outlook:
            inner.insert(
                2 if preview.troubled else 1, (self.tr("What comes of it"), 260, lambda row: self._comes(row, outlook))
            )
        return [(self.tr("Row"), 52, lambda record: str(record.row_no)), *inner]

    def _comes(self, row: Taken, outlook: Outlook) -> str:
        if isinstance(row, RejectedRow):
            return ""
        line = outlook.lines.get(row.row_no)
        return outlook_words.edits(line) if line else self.tr("New")

    def _client(self, record: Taken) -> str:
        """The client; of a row that cannot be taken what stands in the client's column, else its first words, if it lacks no name."""
        if isinstance(record, RejectedRow):
            cells = [record.cells[column] for column in self._whose if column < len(record.cells)]
            rest = () if record.code == "row.no_name" else record.cells
            return next((cell for cell in (*cells, *rest) if cell.strip()), "").partition("\n")[0]
        if isinstance(record, ClientRecord):
            return record.name or f"#{record.external_no}"
        return record.client or (f"#{record.client_no}" if record.client_no else ", ".join(record.emails))

    def _of_clients(self) -> list[tuple[str, int, Callable[[Taken], str]]]:
        return [
            (self.tr("Client"), 240, self._client),
            (labels.field("tier"), 56, _of(ClientRecord, lambda each: each.tier)),
            (labels.field("city"), 80, _of(ClientRecord, lambda each: each.city)),
            (labels.field("contact"), 110, _person),
            (labels.field("phones"), 130, _of(ClientRecord, _phones)),
            (labels.field("birthday"), 130, _of(ClientRecord, _birthday)),
        ]

    def _of_interactions(self) -> list[tuple[str, int, Callable[[Taken], str]]]:
        return [
            (self.tr("Client"), 200, self._client),
            (labels.field("contact"), 110, _person),
            (self.tr("Day"), 96, _day),
            (
                labels.say("target.interaction.channel"),
                80,
                _of(InteractionRecord, lambda each: labels.name_of(Channel(each.channel))),
            ),
            (self.tr("Text"), 200, _text),
        ]

    def _of_purchases(self) -> list[tuple[str, int, Callable[[Taken], str]]]:
        return [
            (self.tr("Client"), 200, self._client),
            (self.tr("Day"), 96, _day),
            (self.tr("Product"), 150, _of(PurchaseRecord, lambda each: each.product)),
            (self.tr("Quantity"), 80, _of(PurchaseRecord, lambda each: _quantity(each.quantity_milli))),
            (self.tr("Amount"), 110, _of(PurchaseRecord, lambda each: _money(each.amount_minor))),
            (self.tr("Margin"), 96, _of(PurchaseRecord, lambda each: _money(each.margin_minor))),
            (self.tr("Order number"), 120, _of(PurchaseRecord, lambda each: each.order_no)),
        ]

    def _of_gifts(self) -> list[tuple[str, int, Callable[[Taken], str]]]:
        return [
            (self.tr("Client"), 200, self._client),
            (labels.field("contact"), 110, _person),
            (self.tr("Day"), 96, _day),
            (self.tr("Gift"), 180, _of(GiftRecord, lambda each: each.item)),
            (self.tr("Value"), 96, _of(GiftRecord, lambda each: _money(each.value_minor))),
        ]


def _of(kind: type[Any], said: Callable[[Any], str]) -> Callable[[Taken], str]:
    return lambda record: said(record) if isinstance(record, kind) else ""


def _problems(record: Taken) -> str:
    """Each in a line."""
    lang = labels.language()
    return "\n".join(dict.fromkeys(rejects.reason(each, lang) for each in record.problems))


def _person(record: Taken) -> str:
    if isinstance(record, ClientRecord):
        return labels.listed(person.name for person in record.contacts)
    if isinstance(record, FactRecord):
        return record.person or (f"#{record.person_no}" if record.person_no else "")
    return ""


def _day(record: Taken) -> str:
    return record.on.isoformat() if isinstance(record, FactRecord) else ""


def _text(record: Taken) -> str:
    if isinstance(record, FactRecord):
        return str(getattr(record, "text", "") or getattr(record, "item", "")).replace("\n", " ")
    return ""


def _phones(record: ClientRecord) -> str:
    return labels.listed(number for person in record.contacts for number in person.phones)


def _birthday(record: ClientRecord) -> str:
    found = next((person.birthday for person in record.contacts if person.birthday), None)
    return dates.write(found, labels.language()) if found else ""


def _money(minor: int | None) -> str:
    return "" if minor is None else f"{minor / 100:,.2f}"


def _quantity(milli: int | None) -> str:
    return "" if milli is None else f"{milli / 1000:,.3f}".rstrip("0").rstrip(".")
