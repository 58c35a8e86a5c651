"""Which reports, in which form and language, in one file or many, and into which folder."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.documents import file_names
from kam_desktop.papers import ENDINGS, Kind
from kam_desktop.ui import labels
from kam_desktop.ui.exports.places import usual_folder
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.forms import FormColumn


class Asked(NamedTuple):
    """What the form says. Without ``ids`` the visits of the days and the manager are meant."""

    kind: Kind
    ids: tuple[str, ...] | None
    first_on: date
    last_on: date
    manager: str
    folder: Path
    ending: str
    lang: str
    is_merged: bool


class PapersForm(QWidget):
    """``asked()`` is what it says now."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = Kind.VISIT
        self._ids: tuple[str, ...] | None = None
        self._pattern = ""
        self._make_editors()
        self._lay_out()
        self._connect()

    def _make_editors(self) -> None:
        today = runtime.today()
        self.source = ChipRow(self)
        self.first = DateField(today, self, prefer="past")
        self.last = DateField(today, self, prefer="past")
        self.first.set_value(today.replace(day=1))
        self.last.set_value((today.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1))
        self.manager = QComboBox(self)
        self.manager.addItem(self.tr("All managers"), "")
        self.format = ChipRow(self)
        self.joined = ChipRow(self)
        self.joined.set_chips([("each", self.tr("A file for each")), ("one", self.tr("All in one file"))])
        self.language = ChipRow(self)
        self.language.set_chips([("zh_CN", "中文"), ("en", "English")])
        self.language.choose({labels.language()})
        self.place = QLineEdit(str(usual_folder()), self)
        self.browse = PlainButton(self.tr("Choose …"), self, icon="folder", keys="Ctrl+O")
        self.browse.setShortcut("Ctrl+O")

    def _lay_out(self) -> None:
        self.form = FormColumn(self)
        self.source_field = self.form.add("source", self.tr("Which"), self.source)
        self.period = QWidget(self)
        days = FormColumn(self.period)
        days.add_row(
            ("from", self.tr("From"), self.first, 1), ("to", self.tr("To"), self.last, 1),
            ("manager", self.tr("Manager"), self.manager, 1),
        )  # fmt: skip
        self.days = days
        inside = QVBoxLayout(self.period)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(days)
        self.form.add_widget(self.period)
        self.form.add("format", self.tr("Format"), self.format)
        self.form.add("joined", self.tr("Files"), self.joined)
        self.form.add("language", self.tr("Language"), self.language)
        where = QWidget(self)
        row = QHBoxLayout(where)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.place, 1)
        row.addWidget(self.browse)
        where.setFocusProxy(self.place)
        self.place_field = self.form.add("place", self.tr("Folder"), where)
        self.place.setAccessibleName(self.tr("Folder"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)

    def _connect(self) -> None:
        self.source.changed.connect(lambda _chosen: self._follow())
        self.format.changed.connect(lambda _chosen: self._follow())
        self.language.changed.connect(lambda _chosen: self._follow())
        self.joined.changed.connect(lambda _chosen: self._follow())
        self.first.changed.connect(lambda _day: self.changed.emit())
        self.last.changed.connect(lambda _day: self.changed.emit())
        self.manager.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.place.textEdited.connect(lambda _text: self._on_place())
        self.browse.clicked.connect(self._browse)

    def fill(self, args: Mapping[str, Any]) -> None:
        """``ids`` of a list of visits, or of clients where ``paper`` says so; or ``first_on``, ``last_on``, ``manager``."""
        named = str(args.get("paper", ""))
        self._kind = Kind(named) if named in set(Kind) else Kind.VISIT
        self._ids = tuple(args["ids"]) if args.get("ids") is not None else None
        for name, field in (("first_on", self.first), ("last_on", self.last)):
            if args.get(name):
                value = args[name]
                field.set_value(date.fromisoformat(value) if isinstance(value, str) else value)
        self._choose_manager(str(args.get("manager", "")))
        with QSignalBlocker(self.source), QSignalBlocker(self.format):
            self.source.set_chips(self._sources())
            self.format.set_chips([(ending, _FORMATS[ending]) for ending in ENDINGS[self._kind]])
        self.source_field.setVisible(len(self._sources()) > 1)
        self._follow()

    def offer(self, managers: Sequence[str], pattern: str) -> None:
        """Whose visits there are, and how files are called."""
        self._pattern = pattern
        chosen = self.manager.currentData()
        with QSignalBlocker(self.manager):
            self.manager.clear()
            self.manager.addItem(self.tr("All managers"), "")
            for name in managers:
                self.manager.addItem(name, name)
        self._choose_manager(str(chosen or ""))
        self._follow()

    def asked(self) -> Asked | None:
        """What is to be written; None while a day is missing or the folder is not named."""
        first, last = self.first.value(), self.last.value()
        if first is None or last is None or not self.place.text().strip():
            return None
        ids = self._ids if "list" in self.source.chosen() else None
        return Asked(
            self._kind, ids, first, last, str(self.manager.currentData() or ""),
            Path(self.place.text().strip()).expanduser(), self.ending(), self.lang(), self.is_merged(),
        )  # fmt: skip

    def ending(self) -> str:
        """The ending of the chosen form."""
        return next(iter(self.format.chosen()))

    def lang(self) -> str:
        """The language of the documents."""
        return next(iter(self.language.chosen()))

    def is_merged(self) -> bool:
        """Whether all goes into one file."""
        return "one" in self.joined.chosen()

    def _choose_manager(self, name: str) -> None:
        if name and self.manager.findData(name) < 0:
            self.manager.addItem(name, name)
        with QSignalBlocker(self.manager):
            self.manager.setCurrentIndex(max(0, self.manager.findData(name)))

    def _sources(self) -> list[tuple[str, str]]:
        found = []
        if self._ids is not None:
            found.append(("list", self.tr("%n of the list", "", len(self._ids))))
        if self._kind is Kind.VISIT:
            found.append(("period", self.tr("A period")))
        return found

    def _follow(self) -> None:
        """Days are asked for a period only; the example says how the files will be called."""
        self.period.setVisible("period" in self.source.chosen())
        self.place_field.set_hint(self.tr("For example {name}").format(name=self._example()))
        self.changed.emit()

    def _example(self) -> str:
        today, lang, ending = runtime.today(), self.lang(), self.ending()
        if self.is_merged():
            return file_names.paper_name("batch", today, lang, ending=ending)
        client = self.tr("Ningbo Hengyi")
        return file_names.paper_name(
            self._kind, today, lang, client=client, version=2, manager=self.tr("Liu Min"), tier="A",
            ending=ending, **({"pattern": self._pattern} if self._pattern else {}),
        )  # fmt: skip

    def _on_place(self) -> None:
        self.place_field.set_error(None)
        self.changed.emit()

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where to write them"), self.place.text())
        if chosen:
            self.place.setText(chosen)
            self._on_place()


_FORMATS = {".pdf": "PDF", ".docx": "Word (DOCX)", ".xlsx": "Excel (XLSX)", ".csv": "CSV"}
