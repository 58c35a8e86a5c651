"""The exchange at rest: open what came, send what is new, and what came and went."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.core.packets import PacketRow
from kam_desktop.core.partners import PartnerRow
from kam_desktop.core.rules.kinds import PacketDirection, PacketKind, PartnerRole
from kam_desktop.ui import labels
from kam_desktop.ui.packets.reading import Overview
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.list_view import RowList, TimelineRow
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, SectionLabel


class SendCard(Card):
    """One partner: how much waits for them."""

    asked = Signal()

    def __init__(
        self, partner: PartnerRow, waiting: int, parent: QWidget | None = None, *, was_sent: bool
    ) -> None:  # fmt: skip
        super().__init__(parent)
        is_lead = partner.role is PartnerRole.LEAD
        self.partner = partner
        self._words = PlainLabel(f"{partner.name} · {labels.name_of(partner.role)}", self, bold=True, elide=True)
        self._count = Hint(self._said(waiting, is_lead=is_lead, was_sent=was_sent), self, wrap=False)
        self.button = PrimaryButton("", self, size="small") if waiting else PlainButton("", self, size="small")
        self.button.setText(self._asked(waiting, is_lead=is_lead))
        self.button.clicked.connect(self.asked)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._words)
        left.addWidget(self._count)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addWidget(self.button)
        self.column.addLayout(row)

    def _said(self, waiting: int, *, is_lead: bool, was_sent: bool) -> str:
        if not waiting:
            return self.tr("everything was sent") if was_sent else self.tr("nothing to send yet")
        if is_lead:
            return self.tr("%n report(s) not sent yet", "", waiting)
        return self.tr("%n review(s) not sent yet", "", waiting)

    def _asked(self, waiting: int, *, is_lead: bool) -> str:
        if not waiting:
            return self.tr("Choose …")
        return self.tr("Send %n report(s) …", "", waiting) if is_lead else self.tr("Send %n review(s) …", "", waiting)


class Home(QWidget):
    """``open_asked`` for a file, ``send_asked`` with a partner's id."""

    open_asked = Signal()
    send_asked = Signal(str)
    folder_asked = Signal(object)  # Path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open = PlainButton(self.tr("Open a packet or a card"), self, icon="folder", keys="Ctrl+O")
        self.open.clicked.connect(self.open_asked)
        self.problem = Hint("", self, role="danger")
        self.problem.hide()
        self._written = Path()
        self.done = Card(self)
        self._done_words = PlainLabel("", self.done, wrap=True)
        self.folder = PlainButton(self.tr("Open the folder"), self.done, icon="folder", size="small")
        self.folder.clicked.connect(lambda: self.folder_asked.emit(self._written))
        self.done.hide()
        self.unsent = Hint("", self, role="danger")
        self.unsent.hide()
        self._send_head = SectionLabel(self.tr("Send"), self)
        self._nobody = Hint(self.tr("There is nobody to send to until a partner's fingerprint was compared."), self)
        self.cards: list[SendCard] = []
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        self.list = RowList(self)
        self.list.setAccessibleName(self.tr("Packets that came and went"))
        self._none = Hint(self.tr("No packet came or went yet."), self)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(SectionLabel(self.tr("Receive"), self))
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Hint(self.tr("Or drop it here. You see what it brings before anything is taken."), self))
        column.addWidget(self.problem)
        done = QHBoxLayout()
        done.addWidget(self._done_words, 1)
        done.addWidget(self.folder)
        self.done.column.addLayout(done)
        column.addSpacing(4)
        column.addWidget(self._send_head)
        column.addWidget(self.unsent)
        column.addWidget(self.done)
        column.addWidget(self._nobody)
        column.addLayout(self._cards)
        column.addSpacing(4)
        column.addWidget(SectionLabel(self.tr("Came and went"), self))
        column.addWidget(self._none)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self._column = column

    def show_overview(self, seen: Overview) -> None:
        """Fill in who waits and what came and went."""
        for old in self.cards:
            self._cards.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.cards = []
        trusted = [each for each in seen.partners if each.trusted_on]
        sent_to = {each.partner for each in seen.packets if each.direction is PacketDirection.OUT}
        for partner in trusted:
            card = SendCard(partner, seen.waiting.get(partner.id, 0), self, was_sent=partner.name in sent_to)
            card.asked.connect(partial(self.send_asked.emit, partner.id))
            self._cards.addWidget(card)
            self.cards.append(card)
        self._nobody.setVisible(not trusted)
        self.list.set_rows([self._row(each) for each in seen.packets])
        self.list.setVisible(bool(seen.packets))
        self._none.setVisible(not seen.packets)
        self._column.setStretch(self._column.count() - 1, 0 if seen.packets else 1)

    def say_problem(self, text: str) -> None:
        """One sentence on the last file; empty clears it, and all that was said of sending."""
        self.done.hide()
        self.unsent.hide()
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        if text:
            self.open.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_unsent(self, text: str) -> None:
        """Why nothing goes."""
        self.say_problem("")
        self.unsent.setText(text)
        self.unsent.show()

    def say_done(self, file: Path) -> None:
        """A file was written, and is to be given to the partner now."""
        self._written = file
        words = self.tr("Written: {path}. Give it to your partner by any way: a stick, a mail, a chat.")
        self._done_words.setText(words.format(path=file))
        self.done.show()
        self.folder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, packet: PacketRow) -> TimelineRow:
        is_out = packet.direction is PacketDirection.OUT
        if packet.kind is PacketKind.REPORTS:
            what = self.tr("%n report(s)", "", packet.visits)
        else:
            what = self.tr("%n review(s)", "", packet.visits)
        whom = self.tr("to {name}") if is_out else self.tr("from {name}")
        at = packet.at.astimezone()
        icon = "upload" if is_out else "download"
        return TimelineRow(
            packet.id, labels.day(at.date()), icon, what, whom.format(name=packet.partner), f"{at:%H:%M}"
        )  # fmt: skip
