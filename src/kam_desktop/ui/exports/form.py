"""What goes out, in which form, how much of it, and where to: the inputs of the export page."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.documents import file_names
from kam_desktop.exchange.exporting import ENDINGS, Order, Scope, What
from kam_desktop.ui import labels
from kam_desktop.ui.exports.places import usual_folder
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.field import Field
from kam_desktop.ui.widgets.forms import FormColumn
from kam_desktop.ui.widgets.texts import Hint

_SEGMENT = "segment:"
_PRIVATE = frozenset((What.CLIENTS, What.CONTACTS, What.TOUCHES, What.ALL))


class ExportForm(QWidget):
    """``order()`` and ``file()`` are what it says now; ``route`` fills it in from a list."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: dict[What, tuple[str, ...]] = {}
        self._client_ids: tuple[str, ...] | None = None
        self._segments: list[tuple[str, str]] = []
        self._is_named = False
        self._folder = usual_folder()
        self._make_editors()
        self._lay_out()
        self._connect()
        self._follow()

    def _make_editors(self) -> None:
        self.what = ChipRow(self)
        self.what.set_chips([(each.value, labels.say(f"export.{each}")) for each in What])
        self.format = ChipRow(self)
        self.scope = ChipRow(self)
        self.private = QCheckBox(self.tr("With private facts"), self)
        self._private_hint = Hint("", self)
        self.place = QLineEdit(self)
        self.browse = PlainButton(self.tr("Choose …"), self, icon="folder", keys="Ctrl+O")
        self.browse.setShortcut("Ctrl+O")

    def _lay_out(self) -> None:
        self.form = FormColumn(self)
        self.form.add("what", self.tr("What"), self.what)
        self.form.add("format", self.tr("Format"), self.format)
        self.scope_field = self.form.add("scope", self.tr("How much"), self.scope)
        self._private_part = QWidget(self)
        part = QVBoxLayout(self._private_part)
        part.setContentsMargins(0, 0, 0, 0)
        part.setSpacing(4)
        part.addWidget(self.private)
        part.addWidget(self._private_hint)
        self.form.add_widget(self._private_part)
        where = QWidget(self)
        row = QHBoxLayout(where)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.place, 1)
        row.addWidget(self.browse)
        where.setFocusProxy(self.place)
        self.place_field: Field = self.form.add("place", self.tr("File"), where)
        self.place.setAccessibleName(self.tr("File"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)

    def _connect(self) -> None:
        self.what.changed.connect(lambda _chosen: self._follow())
        self.format.changed.connect(lambda _chosen: self._name_file())
        self.scope.changed.connect(lambda _chosen: self.changed.emit())
        self.private.toggled.connect(lambda _on: self._say_private())
        self.place.textEdited.connect(self._on_named)
        self.browse.clicked.connect(self._browse)

    def fill(self, args: Mapping[str, Any]) -> None:
        """Take ``what``, the ``ids`` of a list of it, or the ``client_ids`` whose records are meant."""
        what = What(args["what"]) if args.get("what") in set(What) else What.CLIENTS
        self._ids = {what: tuple(args["ids"])} if args.get("ids") is not None else {}
        self._client_ids = tuple(args["client_ids"]) if args.get("client_ids") is not None else None
        self.what.choose([what.value])
        self._is_named = False
        self.place_field.set_error(None)
        self._follow()
        self.scope.choose(["list" if "list" in dict(self._scopes()) else "all"])

    def offer(self, segments: Sequence[tuple[str, str]]) -> None:
        """Saved segments, ``(id, name)``, beside all and the list."""
        self._segments = [(_SEGMENT + row_id, name) for row_id, name in segments]
        chosen = self.scope.chosen()
        with QSignalBlocker(self.scope):
            self.scope.set_chips(self._scopes())
            self.scope.choose(chosen)
        self.scope_field.setVisible(len(self._scopes()) > 1)

    def segment_id(self) -> str:
        """The segment whose clients are meant; empty: none."""
        chosen = next(iter(self.scope.chosen()))
        return chosen.removeprefix(_SEGMENT) if chosen.startswith(_SEGMENT) else ""

    def order(self) -> Order:
        """What is to be written."""
        what = self.chosen()
        is_list = "list" in self.scope.chosen()
        ids = self._ids_of(what) if is_list else None
        client_ids = self._client_ids if is_list and ids is None else None
        return Order(what, Scope(ids, client_ids), what in _PRIVATE and self.private.isChecked())

    def chosen(self) -> What:
        """What the chips say."""
        return What(next(iter(self.what.chosen())))

    def file(self) -> Path:
        """Where to: a bare name lies in the usual folder, and the ending is always that of the format."""
        said = Path(self.place.text().strip() or self._usual_name()).expanduser()
        path = said if said.is_absolute() else self._folder / said
        return path if path.suffix.lower() == self.ending() else path.with_name(path.name + self.ending())

    def ending(self) -> str:
        """The ending of the chosen format."""
        return next(iter(self.format.chosen()))

    def set_busy(self, is_busy: bool) -> None:
        """Nothing can be changed while it is written."""
        self.setEnabled(not is_busy)

    def _ids_of(self, what: What) -> tuple[str, ...] | None:
        """The list's ids; of clients they also say whose people are meant."""
        return self._ids.get(what)

    def _scopes(self) -> list[tuple[str, str]]:
        found = [("all", self.tr("All"))]
        ids = self._ids_of(self.chosen())
        clients = self._client_ids if self._client_ids is not None else self._ids.get(What.CLIENTS)
        if self.chosen() is What.ALL:
            return found
        if ids is not None:
            found.append(("list", self.tr("%n of the list", "", len(ids))))
        elif clients is not None:
            self._client_ids = clients
            found.append(("list", self.tr("%n client(s) of the list", "", len(clients))))
        return found + self._segments

    def _follow(self) -> None:
        """Formats and scopes are those of what was chosen."""
        what = self.chosen()
        with QSignalBlocker(self.format), QSignalBlocker(self.scope):
            self.format.set_chips([(ending, _format_name(ending)) for ending in ENDINGS[what]])
            self.scope.set_chips(self._scopes())
        self.scope_field.setVisible(len(self._scopes()) > 1)
        self._private_part.setVisible(what in _PRIVATE)
        self._say_private()
        self._name_file()

    def _say_private(self) -> None:
        if self.private.isChecked():
            text = self.tr(
                "Family, home town, hobbies, personality, taboos, personal occasions, personal notes and portraits go into the file."
            )
        elif self.chosen() is What.TOUCHES:
            text = self.tr("What tells of family, illness, hobbies and other personal occasions stays here.")
        else:
            text = self.tr(
                "Family, home town, hobbies, personality, taboos, personal occasions, personal notes and portraits stay here."
                " Ordinary notes go into the file, as phones and birthdays do: what they say of somebody's life goes with them."
            )
        self._private_hint.setText(text)
        self._private_hint.set_role("warning" if self.private.isChecked() else "muted")
        self.private.setAccessibleDescription(text)
        self.changed.emit()

    def _name_file(self) -> None:
        """A name of our own follows the choice; of a person's, only the ending does."""
        if self._is_named:
            typed = Path(self.place.text())
            known = {ending for endings in ENDINGS.values() for ending in endings}
            stem = typed.with_suffix("") if typed.suffix.lower() in known else typed
            self.place.setText(str(stem) + self.ending() if typed.name else "")
        else:
            self.place.setText(str(self._folder / self._usual_name()))
        self.changed.emit()

    def _usual_name(self) -> str:
        title = labels.say(f"export.{self.chosen()}")
        return file_names.safe(f"{title}_{runtime.today().isoformat()}") + self.ending()

    def _on_named(self, _text: str) -> None:
        self._is_named = True
        self.place_field.set_error(None)
        self.changed.emit()

    def _browse(self) -> None:
        kinds = f"{_format_name(self.ending())} (*{self.ending()})"
        options = QFileDialog.Option.DontConfirmOverwrite  # nothing is ever overwritten: the name gets a number
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Where to write it"), str(self.file()), kinds, options=options
        )  # fmt: skip
        if chosen:
            self._is_named = True
            self.place_field.set_error(None)
            self.place.setText(chosen)
            self.changed.emit()


def _format_name(ending: str) -> str:
    return labels.say(f"export.format{ending}")
