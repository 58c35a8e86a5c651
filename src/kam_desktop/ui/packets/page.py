"""Exchange with the team: reports and reviews as files between lead and manager (D-12.2)."""

from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import packet_sending, packets, partners, settings
from kam_desktop.core.errors import KamError
from kam_desktop.core.packet_previews import News
from kam_desktop.core.packet_sending import Sendable
from kam_desktop.core.packets import Preview
from kam_desktop.core.partners import Card, PartnerRow
from kam_desktop.core.rules.kinds import Entity, PacketKind, PartnerRole, VisitState
from kam_desktop.documents import file_names
from kam_desktop.exchange import packet_files
from kam_desktop.exchange.packet_files import CARD_ENDING, ENDING, Sent
from kam_desktop.ui import labels
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.packets.choose import Choose, usual_folder
from kam_desktop.ui.packets.compare import Compare
from kam_desktop.ui.packets.home import Home
from kam_desktop.ui.packets.look import Look
from kam_desktop.ui.packets.reading import Overview, read
from kam_desktop.ui.packets.side import MinePanel
from kam_desktop.ui.page import Page, add_key, focus_next
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.page_head import PageHead


class PacketsPage(Page):
    """Route ``packets``: with a file as id it is opened, with ``to`` a partner's id sending begins."""

    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.PARTNER, Entity.PACKET, Entity.VISIT, Entity.SETTING})

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.overview: Overview | None = None
        self._file: Path | None = None
        self.head = PageHead(self.tr("Exchange with the team"), self)
        self.home, self.choose, self.look, self.compare = Home(self), Choose(self), Look(self), Compare(self)
        self.side = MinePanel(self)
        self.stack = QStackedWidget(self)
        for part in (self.home, self.choose, self.look, self.compare):
            self.stack.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.stack, 1)
        row.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(row, 1)
        self._connect()

    def _connect(self) -> None:
        self.home.open_asked.connect(self.browse)
        self.home.send_asked.connect(self.start_sending)
        self.home.folder_asked.connect(_open_folder)
        self.choose.send_asked.connect(self.send)
        self.look.take_asked.connect(self.take)
        self.compare.same.connect(self._trust)
        self.compare.differs.connect(self._distrust)
        for part in (self.choose, self.look, self.compare):
            part.back_asked.connect(self.go_home)
        self.side.save_asked.connect(self._save_card)
        self.side.role_chosen.connect(self._set_role)
        self.side.add_asked.connect(self.browse)
        self.side.compare_asked.connect(self._compare)
        self.side.remove_asked.connect(self._remove)
        for keys, act in (("Ctrl+O", self.browse), ("Ctrl+Return", self._confirm), ("Ctrl+Enter", self._confirm)):
            add_key(self, keys, act)

    def title(self) -> str:
        return self.tr("Exchange with the team")

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Ctrl+O", self.tr("Open a packet or a card")),
            ("Space", self.tr("Choose a visit to send")),
            ("Ctrl+Enter", self.tr("Send, or take it in")),
            ("Esc", self.tr("Back")),
        ]

    def show_route(self, route: Route) -> None:
        if route.id:
            self.open_file(Path(route.id))
        elif "to" in route.args:
            self.start_sending(str(route.args["to"]))
        elif self.stack.currentWidget() is self.compare:  # whom one left there can be chosen at the side
            self.go_home()
        else:
            self.home.open.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_escape(self) -> bool:
        if self.stack.currentWidget() is self.home:
            return False
        self.go_home()
        return True

    def next_pane(self) -> None:
        """F6."""
        focus_next((self.stack, self.side))

    def reload(self) -> None:
        self.head.loading.start()
        self.tasks.read(self, read, done=self._show, finished=self.head.loading.stop)

    def _show(self, seen: Overview) -> None:
        if not seen.fingerprint:  # the first use: the keys are made now
            self.tasks.write(self, partners.make_keys, done=lambda _keys: self.reload())
            return
        self.overview = seen
        self.home.show_overview(seen)
        self.side.show_overview(seen)

    def go_home(self) -> None:
        """Back to where one began; nothing was changed."""
        self._file = None
        self.home.say_problem("")
        self.stack.setCurrentWidget(self.home)
        self.home.open.setFocus(Qt.FocusReason.OtherFocusReason)

    def browse(self) -> None:
        """Ask for a packet or a card."""
        kinds = self.tr("Packets and cards") + f" (*{ENDING} *{CARD_ENDING})"
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Open a packet or a card"), "", kinds)
        if chosen:
            self.open_file(Path(chosen))

    def open_file(self, path: Path) -> None:
        """A card is added, a packet looked into; which it is its ending says."""
        self.home.say_problem("")
        if path.suffix.lower() == CARD_ENDING:
            self.tasks.run(
                self, lambda _progress, _cancelled: packet_files.read_card(path), done=self._add, failed=self._fail,
                label=self.tr("Reading {name}").format(name=path.name),
            )  # fmt: skip
            return
        self._file = path

        def work(session: Any, _progress: Any, _cancelled: Any) -> Preview:
            return packets.preview(session, packet_files.open_packet(session, path))

        self.tasks.read_long(
            self, work, done=partial(self._show_preview, path), failed=self._fail,
            label=self.tr("Reading {name}").format(name=path.name),
        )  # fmt: skip

    def _show_preview(self, path: Path, preview: Preview) -> None:
        if path == self._file:
            self.look.show_preview(preview)
            self.stack.setCurrentWidget(self.look)
            self.look.take_focus()

    def take(self) -> None:
        """Take in what is shown, as one batch."""
        path, today = self._file, runtime.today()
        if path is None or not self.look.button.isVisibleTo(self.look):
            return

        def work(session: Any, _progress: Any, _cancelled: Any) -> Preview:
            return packets.take(session, packet_files.open_packet(session, path), today=today)

        self.look.button.setEnabled(False)
        self.tasks.write_long(
            self, work, done=lambda _made: self.go_home(), failed=self._fail,
            finished=lambda: self.look.button.setEnabled(True),
            label=self.tr("Taking in {name}").format(name=path.name), said=partial(self._what_came, path.name),
        )  # fmt: skip

    def _what_came(self, name: str, made: Preview) -> str:
        """The file, and what became of one's reports where it brings reviews."""
        states = [line.state for line in made.lines if line.news is not News.SAME]
        returned, accepted = (states.count(each) for each in (VisitState.RETURNED, VisitState.ACCEPTED))
        parts = [self.tr("Taken in: {name}").format(name=name)]
        if made.kind is PacketKind.REVIEWS:
            parts += [self.tr("%n returned", "", returned)] if returned else []
            parts += [self.tr("%n accepted", "", accepted)] if accepted else []
        return self.tr("; ").join(parts)

    def start_sending(self, partner_id: str) -> None:
        """Show what can go to a partner."""

        def work(session: Any) -> tuple[PartnerRow, list[Sendable], str]:
            partner = partners.get(session, partner_id)
            return partner, packet_sending.sendable(session, partner), settings.note(session, "author")

        self.tasks.read(self, work, done=self._show_sendable, failed=self._fail)

    def _show_sendable(self, found: tuple[PartnerRow, list[Sendable], str]) -> None:
        partner, visits, name = found
        if not visits:
            self.home.say_unsent(self.tr("There is nothing that could go to {name}.").format(name=partner.name))
            return
        kind = packet_sending.kind_for(partner)
        file = packet_files.packet_name(kind, name, runtime.today(), labels.language())
        self.choose.show_visits(partner, visits, file)
        self.stack.setCurrentWidget(self.choose)
        self.choose.take_focus()

    def send(self) -> None:
        """Write the packet; a file that is there already is never overwritten."""
        partner, chosen, wanted = self.choose.partner, self.choose.chosen(), self.choose.file()
        if partner is None or not self.choose.button.isEnabled():
            return

        def work(session: Any, _progress: Any, _cancelled: Any) -> Sent:
            return packet_files.send(session, partner, chosen, file_names.unused(wanted))

        self.choose.set_busy(True)
        self.tasks.write_long(
            self, work, done=self._sent, failed=self._fail_sending, finished=lambda: self.choose.set_busy(False),
            label=self.tr("Writing {name}").format(name=wanted.name),
        )  # fmt: skip

    def _sent(self, done: Sent) -> None:
        self.go_home()
        self.home.say_done(done.file)

    def _save_card(self) -> None:
        name = self.overview.name if self.overview else ""
        start = usual_folder() / packet_files.card_name(name, labels.language())
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save my card"), str(start), f"KAM (*{CARD_ENDING})")
        if chosen:
            self.save_card(Path(chosen))

    def save_card(self, path: Path) -> None:
        """Write one's own card."""
        target = path if path.suffix.lower() == CARD_ENDING else path.with_name(path.name + CARD_ENDING)

        def show(_card: Card) -> None:
            self.home.say_done(target)

        self.stack.setCurrentWidget(self.home)
        self.tasks.write(self, lambda s: packet_files.save_card(s, target), done=show, failed=self._fail)

    def _set_role(self, role: PartnerRole) -> None:
        self.tasks.write(self, lambda s: partners.set_my_role(s, role), done=lambda _none: self.reload())

    def _add(self, card: Card) -> None:
        self.tasks.write(self, lambda s: partners.add(s, card), done=self._compare, failed=self._fail)

    def _compare(self, partner_id: str) -> None:
        self.tasks.read(self, lambda s: partners.get(s, partner_id), done=self._show_compare, failed=self._fail)

    def _show_compare(self, partner: PartnerRow) -> None:
        self.compare.show_partner(partner)
        self.stack.setCurrentWidget(self.compare)
        self.compare.take_focus()

    def _trust(self) -> None:
        partner, today = self.compare.partner, runtime.today()
        if partner is not None:
            self.tasks.write(
                self, lambda s: partners.trust(s, partner.id, today=today), done=lambda _none: self.go_home(),
                failed=self._fail, said=self.tr("Trusted: {name}").format(name=partner.name),
            )  # fmt: skip

    def _distrust(self) -> None:
        if self.compare.partner is not None:
            self._remove(self.compare.partner.id)

    def _remove(self, partner_id: str) -> None:
        self.tasks.write(
            self, lambda s: partners.remove(s, partner_id), done=lambda _none: self.go_home(), failed=self._fail,
            said=self.tr("Removed. What came from them stays."),
        )  # fmt: skip

    def _confirm(self) -> None:
        """Ctrl+Enter."""
        if self.stack.currentWidget() is self.choose:
            self.send()
        elif self.stack.currentWidget() is self.look:
            self.take()

    def _fail(self, error: KamError) -> None:
        self.go_home()
        self.home.say_problem(labels.sentence(error))

    def _fail_sending(self, error: KamError) -> None:
        self.choose.place_field.set_error(labels.sentence(error))
        self.choose.place.setFocus(Qt.FocusReason.OtherFocusReason)


def _open_folder(file: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))
