"""Sending: which visits go to a partner, what goes with them, where the file lies."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kam_desktop.core.packet_sending import Sendable
from kam_desktop.core.partners import PartnerRow
from kam_desktop.core.rules.kinds import PartnerRole
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.exchange.packet_files import ENDING
from kam_desktop.ui import fonts, labels
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton, QuietButton
from kam_desktop.ui.widgets.field import Field
from kam_desktop.ui.widgets.texts import Hint, PlainLabel

_ID = Qt.ItemDataRole.UserRole


class Choose(QWidget):
    """What was not sent yet is chosen already; Space chooses, ``send_asked`` writes."""

    send_asked = Signal()
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.partner: PartnerRow | None = None
        self._head = PlainLabel("", self, face="head", bold=True, elide=True)
        self.every = QuietButton(self.tr("All"), self, size="small")
        self.fresh = QuietButton(self.tr("Only what is new"), self, size="small")
        self.list = QListWidget(self)
        self.list.setProperty("kind", "choices")
        self.list.setAccessibleName(self.tr("Visits to send"))
        self._about = Hint("", self)
        self.place = QLineEdit(self)
        self.place_field = Field(self.tr("File"), self.place, self)
        self.browse = PlainButton(self.tr("Choose …"), self, icon="folder")
        self.button = PrimaryButton("", self, keys="Ctrl+Enter")
        self.back = PlainButton(self.tr("Back"), self, keys="Esc")
        self._fresh_ids: set[str] = set()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._head, 1)
        top.addWidget(self.fresh)
        top.addWidget(self.every)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.place_field, 1)
        place.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignTop)
        self.place_field.layout().activate()  # type: ignore[union-attr]
        place.setAlignment(self.browse, Qt.AlignmentFlag.AlignBottom)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.button)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self._about)
        column.addLayout(place)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.button.clicked.connect(self.send_asked)
        self.back.clicked.connect(self.back_asked)
        self.browse.clicked.connect(self._browse)
        self.list.itemChanged.connect(lambda _item: self._count())
        self.every.clicked.connect(lambda: self._check(None))
        self.fresh.clicked.connect(lambda: self._check(self._fresh_ids))
        self.place.textEdited.connect(lambda _text: self.place_field.set_error(None))

    def show_visits(self, partner: PartnerRow, found: Sequence[Sendable], name: str) -> None:
        """What can go to this partner; ``name`` is the file's."""
        self.partner = partner
        self._head.setText(self.tr("To {name}").format(name=partner.name))
        self._fresh_ids = {each.id for each in found if each.is_new}
        with QSignalBlocker(self.list):
            self.list.clear()
            for each in found:
                item = QListWidgetItem(self._said(each), self.list)
                item.setData(_ID, each.id)
                item.setSizeHint(QSize(0, fonts.px(32)))
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if each.is_new else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        self._about.setText(self._goes_along(partner))
        self.place.setText(str(usual_folder() / name))
        self.place_field.set_error(None)
        self._count()

    def chosen(self) -> list[str]:
        """The ids of the visits that go."""
        items = [self.list.item(at) for at in range(self.list.count())]
        return [str(item.data(_ID)) for item in items if item.checkState() == Qt.CheckState.Checked]

    def file(self) -> Path:
        """Where the packet goes; the ending is given to a name without."""
        typed = Path(self.place.text().strip()).expanduser()
        return typed if typed.suffix.lower() == ENDING else typed.with_name(typed.name + ENDING)

    def take_focus(self) -> None:
        """The list, or the way back where it is empty."""
        (self.list if self.list.count() else self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, is_busy: bool) -> None:
        """Nothing is asked twice."""
        self.button.setEnabled(not is_busy and bool(self.chosen()))

    def _said(self, each: Sendable) -> str:
        objective = in_one_line(each.objective)
        parts = [labels.day_and_weekday(each.on), each.client, objective[:40], labels.name_of(each.state)]
        parts += [self.tr("sent")] if each.was_sent else []
        return "  ·  ".join(part for part in parts if part)

    def _goes_along(self, partner: PartnerRow) -> str:
        if partner.role is PartnerRole.MANAGER:
            return self.tr("Your verdict and your remarks go along.")
        return self.tr(
            "Promises, expenses, gifts, photos and answers go along; phones, birthdays, family, hobbies, taboos and notes"
            " stay here."
        )

    def _check(self, wanted: set[str] | None) -> None:
        with QSignalBlocker(self.list):
            for at in range(self.list.count()):
                item = self.list.item(at)
                is_on = wanted is None or item.data(_ID) in wanted
                item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        self.list.viewport().update()
        self._count()

    def _count(self) -> None:
        number = len(self.chosen())
        is_lead = self.partner is not None and self.partner.role is PartnerRole.LEAD
        text = self.tr("Send %n report(s)", "", number) if is_lead else self.tr("Send %n review(s)", "", number)
        self.button.setText(text)
        self.button.setEnabled(number > 0)

    def _browse(self) -> None:
        options = QFileDialog.Option.DontConfirmOverwrite  # nothing is overwritten: the name gets a number
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Where to write it"), str(self.file()), f"KAM (*{ENDING})", options=options
        )  # fmt: skip
        if chosen:
            self.place.setText(chosen)
            self.place_field.set_error(None)


def usual_folder() -> Path:
    """Where files that go out lie."""
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DownloadLocation)
    return Path(places[0]) if places and Path(places[0]).is_dir() else Path.home()
