"""The second step of an import: how the file was read, which column is what, and the first rows as taken."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from kam_desktop.core.outlook import Outlook
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.exchange import kinds
from kam_desktop.exchange.importing import Preview
from kam_desktop.ui import appearance, labels, tabbing
from kam_desktop.ui.exchange import gap_words, outlook_words
from kam_desktop.ui.exchange.first_rows import FirstRows
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton, QuietButton
from kam_desktop.ui.widgets.column_targets import ColumnTargets
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, Rule, SectionLabel

ENCODINGS: Final = ("utf-8", "gb18030", "utf-16", "big5")

_IN_NOTES: Final = ("clients", "contacts")  # files whose values that no field holds are kept in the notes
_TOLD: Final = 3  # pairs that are named
_LINES: Final = 104  # px that what each column is keeps, where the page is low
_ROWS: Final = 136  # px of the first rows


class PreviewPanel(QWidget):
    """Nothing is saved until the one primary button is pressed."""

    back_asked = Signal()
    import_asked = Signal()
    options_changed = Signal(dict)  # keyword arguments for importing.preview
    mapping_changed = Signal(object)  # columns.Mapping
    forget_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self._options: dict[str, Any] = {}
        self._is_filling = False
        self._shown: Preview | None = None
        self._make_head()
        self._make_options()
        self.columns = ColumnTargets(self)
        self.columns.changed.connect(self.mapping_changed)
        self._rows = FirstRows(self)
        self._lay_out()

    def forget(self, **options: Any) -> None:
        """Another file, or sheet: of what was chosen for the last one only these ``options`` hold."""
        self._options, self._shown = options, None

    def take_focus(self) -> None:
        """The one way on."""
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, is_busy: bool) -> None:
        """While the import runs, what it goes by stays."""
        for each in (
            self.button, self.back, self.kind, self.encoding, self.sheet, self.headings, self.forget_button, self.columns,
        ):  # fmt: skip
            each.setEnabled(not is_busy)

    def show_alike(self, found: Sequence[tuple[str, str, str]]) -> None:
        """New clients that may be there already: (name in the file, name that is there, why)."""
        between = "；" if labels.language() == "zh_CN" else "; "
        pairs = between.join(
            self.tr("{new} = {known} ({why})").format(new=new, known=known, why=why)
            for new, known, why in found[:_TOLD]
        )
        more = self.tr(" and {count} more").format(count=len(found) - _TOLD) if len(found) > _TOLD else ""
        said = self.tr(
            "May be there already under another name: {pairs}{more}. Duplicates merges them after the import."
        )
        self._alike.setText(said.format(pairs=pairs, more=more) if found else "")
        self._alike.setVisible(bool(found))

    def show_outlook(self, outlook: Outlook | None) -> None:
        """What would come of it in the store as it is now; it comes a little later than the file."""
        together = gap_words.together(outlook.together) if outlook else ""
        self._together.setText(together)
        self._together.setVisible(bool(together))
        said = outlook_words.losses(outlook) if outlook else ""
        self._losses.setText(said)
        self._losses.setVisible(bool(said))
        preview = self._shown
        if outlook is None or preview is None:
            return
        self._summary.setText(f"{self._counts(preview)}\n{outlook_words.counts(outlook)}")
        if preview.kind == "clients":
            to_do = outlook.created + outlook.changed
            self.button.setText(self.tr("Import %n client(s)", "", to_do) if to_do else self.tr("Nothing would change"))
            self.button.setShortcut("Ctrl+Return")
        self._rows.show_preview(preview, outlook)

    def show_kept(self, is_kept: bool) -> None:
        """Whether the columns are those of a mapping made by hand before."""
        self.kept.setText(self.tr("As you mapped such a file before") if is_kept else "")
        self.kept.setVisible(is_kept)
        self.forget_button.setVisible(is_kept)

    def show_preview(self, preview: Preview, name: str) -> None:
        """Show how a file was read and what would come of it."""
        self._is_filling = True
        self._title.setText(name)
        self.show_alike([])
        self._fill_options(preview)
        self.columns.show_mapping(preview.parsed, preview.mapping)
        tabbing.follow(self._column)  # its boxes were made anew, behind the rows below them
        self._map_part.setVisible(bool(preview.mapping.targets))
        self.show_taken(preview)
        self.show_outlook(None)
        self._is_filling = False

    def show_taken(self, preview: Preview) -> None:
        """What would be taken of it and what not; how it was read stays as it is."""
        self._shown = preview
        self._summary.setText(self._counts(preview))
        told = gap_words.lines(preview.said, preview.gaps, is_in_notes=preview.kind in _IN_NOTES, is_done=False)
        problems = "\n".join([*told, *gap_words.left_out(preview)])
        self._problems.setText(problems)
        self._problems.setVisible(bool(problems))
        noted = "\n".join(gap_words.noted(preview))
        self._noted.setText(noted)
        self._noted.setVisible(bool(noted))
        self._rows_label.setText(
            self.tr("Rows as they will be taken, those with problems first")
            if preview.troubled
            else self.tr("First rows as they will be taken")
        )
        self.button.setText(self._way_on(preview))
        self.button.setShortcut("Ctrl+Return")  # Qt forgets it with each new text
        self.button.setEnabled(preview.clients + preview.facts > 0)
        self._rows.show_preview(preview)

    def _counts(self, preview: Preview) -> str:
        parts = []
        if preview.clients:
            parts += [
                self.tr("%n row(s) with clients", "", preview.clients), self.tr("%n contact(s)", "", preview.contacts),
            ]  # fmt: skip
        if preview.facts:
            parts.append(self._facts_named(preview.kind).format(n=preview.facts))
        if preview.photos:
            parts.append(self.tr("photos: {n}").format(n=preview.photos))
        said = self.tr(", ").join(parts) or self.tr("Nothing that can be taken")
        if preview.rejected:
            said += self.tr(", {rejected} that cannot be taken").format(rejected=preview.rejected)
        for way, number in preview.unsaid_ways.items() if preview.facts else ():
            taken_as = self.tr("Rows that do not say how are taken as “{way}”: {n}")
            said += "\n" + taken_as.format(way=labels.name_of(Channel(way)), n=min(number, preview.facts))
        return said

    def _facts_named(self, kind: str) -> str:
        return {
            "purchases": self.tr("purchases: {n}"),
            "interactions": self.tr("interactions: {n}"),
            "gifts": self.tr("gifts: {n}"),
        }.get(kind, self.tr("notes, interactions and gifts: {n}"))

    def _way_on(self, preview: Preview) -> str:
        if preview.kind == "purchases":
            return self.tr("Import purchases ({n})").format(n=preview.facts)
        if preview.kind == "interactions":
            return self.tr("Import interactions ({n})").format(n=preview.facts)
        if preview.kind == "gifts":
            return self.tr("Import gifts ({n})").format(n=preview.facts)
        if preview.kind in ("contacts", "mixed"):
            return self.tr("Import contacts ({n})").format(n=preview.contacts)
        return self.tr("Import %n client(s)", "", preview.clients)

    def _make_head(self) -> None:
        self._title = PlainLabel("", self, face="title", bold=True, elide=True)
        self._summary = Hint("", self)
        self._problems = Hint("", self, role="warning")
        self._noted = Hint("", self)
        self._together = Hint("", self)
        self._alike = Hint("", self, role="warning")
        self._losses = Hint("", self, role="warning")
        self.back = PlainButton(self.tr("Another file"), self)
        self.back.clicked.connect(self.back_asked)
        self.button = PrimaryButton("", self, keys="Ctrl+Enter")
        self.button.setShortcut("Ctrl+Return")
        self.button.clicked.connect(self.import_asked)

    def _make_options(self) -> None:
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(self.tr("What the file is about"))
        for each in kinds.TABLES:
            self.kind.addItem(labels.say(f"import.kind.{each}"), each)
        self.kind.activated.connect(lambda _i: self._option("kind", self.kind.currentData()))
        self.kept = Hint("", self, wrap=False)
        self.forget_button = QuietButton(self.tr("Forget it"), self)
        self.forget_button.clicked.connect(self.forget_asked)
        self.encoding = QComboBox(self)
        self.encoding.setAccessibleName(self.tr("Encoding"))
        self.encoding.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # another name for each file
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
        self.headings.setVisible(not parsed.is_made_of_records)
        self.kind.setCurrentIndex(self.kind.findData(preview.kind))
        self.kind.setVisible(not parsed.is_made_of_records)
        self._kind_label.setVisible(not parsed.is_made_of_records)

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
        self._kind_label = Hint(self.tr("Contents"), self, wrap=False)
        self._encoding_label = Hint(self.tr("Encoding"), self, wrap=False)
        self._sheet_label = Hint(self.tr("Sheet"), self, wrap=False)
        options = QHBoxLayout()
        options.setSpacing(8)
        for widget in (
            self._kind_label, self.kind, self._encoding_label, self.encoding, self._sheet_label, self.sheet,
            self.headings,
        ):  # fmt: skip
            options.addWidget(widget)
        options.addStretch(1)
        options.addWidget(self.kept)
        options.addWidget(self.forget_button)
        self.show_kept(False)
        self._map_part = QWidget(self)
        part = QVBoxLayout(self._map_part)
        part.setContentsMargins(0, 0, 0, 0)
        part.addWidget(SectionLabel(self.tr("Which column is what"), self._map_part))
        lines = ScrollBody(self._map_part)
        lines.setWidget(self.columns)
        appearance.scaled(lines.setMinimumHeight, _LINES)
        part.addWidget(lines, 1)
        appearance.scaled(self._rows.setMinimumHeight, _ROWS)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._lay_out_rest(options), 1)

    def _lay_out_rest(self, options: QHBoxLayout) -> ScrollBody:
        """Under the head, which stays: all of it scrolls where a large text leaves too little room."""
        rest = ScrollBody(self)
        rest.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the keys
        rest.column.setContentsMargins(0, 0, 0, 0)
        rest.column.setSpacing(12)
        for hint in (self._problems, self._noted, self._together, self._alike, self._losses):
            rest.column.addWidget(hint)
        rest.column.addLayout(options)
        rest.column.addWidget(Rule(self))
        rest.column.addWidget(self._map_part, 3)
        self._rows_label = SectionLabel("", self)
        rest.column.addWidget(self._rows_label)
        rest.column.addWidget(self._rows, 4)
        return rest
