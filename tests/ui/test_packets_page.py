"""The page of the exchange, with real keys and clicks on real stores."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from conftest import TODAY
from exchange.packet_ground import Pair, Side, make_pair, pair, report, side
from kam_desktop import runtime
from kam_desktop.core import commitments, packets, partners, visit_lists, visits
from kam_desktop.core.rules.kinds import PartnerRole, VisitState
from kam_desktop.core.store.tables import Visit
from kam_desktop.exchange import packet_files
from kam_desktop.ui import labels
from kam_desktop.ui.exchange.import_page import ImportPage
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.packets.dropping import PacketDrop
from kam_desktop.ui.packets.page import PacketsPage
from kam_desktop.ui.reviews.page import ReviewsPage
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.visits.list_page import VisitsPage
from kam_desktop.ui.widgets.file_drop import has_sources
from ui.visit_ground import Told, words_of


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("met") / "pair"
    make_pair(folder)
    with pair(folder) as two:
        report(two.manager)
        report(two.manager, "台州海辰泵业有限公司")
    return folder


@pytest.fixture
def two(met: Path, tmp_path: Path) -> Iterator[Pair]:
    runtime.fix_today(TODAY)
    labels.set_language("en")
    shutil.copytree(met, tmp_path / "pair", ignore=shutil.ignore_patterns("*.lock"))
    with pair(tmp_path / "pair") as made:
        yield made
    runtime.fix_today(None)


@contextmanager
def opened(qtbot: QtBot, at: Side, route: Route | None = None) -> Iterator[tuple[PacketsPage, Told]]:
    tasks = Tasks(at.store)
    page = PacketsPage(tasks)
    told = Told(page, tasks)
    qtbot.addWidget(page)
    page.resize(1100, 620)
    page.show_route(route or Route("packets"))
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: page.overview is not None)
    try:
        yield page, told
        assert told.unexpected == []
    finally:
        tasks.close()
        QApplication.processEvents()


def test_what_waits_is_sent_by_keys(qtbot: QtBot, two: Pair, tmp_path: Path) -> None:
    with opened(qtbot, two.manager) as (page, _told):
        [card] = page.home.cards
        assert card.button.text() == "Send 2 report(s) …"
        card.button.setFocus()
        qtbot.keyClick(card.button, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: page.stack.currentWidget() is page.choose)
        assert len(page.choose.chosen()) == 2
        assert page.choose.list.hasFocus()
        qtbot.keyClick(page.choose.list, Qt.Key.Key_Space)
        assert len(page.choose.chosen()) == 1
        page.choose.every.click()
        assert len(page.choose.chosen()) == 2
        file = tmp_path / "报告.kamp"
        page.choose.place.setText(str(file))
        qtbot.keyClick(page.choose.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: page.stack.currentWidget() is page.home and page.home.done.isVisible())
        assert file.exists()
        qtbot.waitUntil(lambda: page.home.cards[0].button.text() == "Choose …")
        assert len(page.home.list.rows()) == 1
    assert len(two.lead.preview(file).lines) == 2


def test_a_file_that_is_there_is_never_overwritten(qtbot: QtBot, two: Pair, tmp_path: Path) -> None:
    file = tmp_path / "报告.kamp"
    file.write_bytes(b"something else")
    with opened(qtbot, two.manager) as (page, _told):
        page.home.cards[0].button.click()
        qtbot.waitUntil(lambda: page.stack.currentWidget() is page.choose)
        page.choose.place.setText(str(tmp_path / "报告"))  # the ending is given
        page.choose.button.click()
        qtbot.waitUntil(lambda: page.home.done.isVisible())
        assert file.read_bytes() == b"something else"
        assert (tmp_path / "报告 (2).kamp").exists()


def test_a_place_that_cannot_be_written_is_said_beside_it(qtbot: QtBot, two: Pair, tmp_path: Path) -> None:
    with opened(qtbot, two.manager) as (page, _told):
        page.home.cards[0].button.click()
        qtbot.waitUntil(lambda: page.stack.currentWidget() is page.choose)
        page.choose.place.setText(str(tmp_path / "nowhere" / "x.kamp"))
        page.choose.button.click()
        qtbot.waitUntil(lambda: bool(page.choose.place_field.error))
        assert page.choose.button.isEnabled()
        assert page.on_escape()
        assert not page.on_escape()


def test_a_packet_is_looked_at_then_taken(qtbot: QtBot, two: Pair) -> None:
    path = two.manager.send(two.lead)
    with opened(qtbot, two.lead, Route("packets", str(path))) as (page, told):
        qtbot.waitUntil(lambda: page.stack.currentWidget() is page.look)
        assert "2 reports of 刘敏" in page.look.told()
        assert "2 clients are new here" in page.look.told()
        assert page.look.button.hasFocus()
        qtbot.keyClick(page.look.button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: page.stack.currentWidget() is page.home and len(page.home.list.rows()) == 1)
        [notice] = told.notices
        assert notice.batch_id
        assert two.lead.read(lambda s: s.query(Visit).count()) == 2
        page.open_file(path)
        qtbot.waitUntil(lambda: page.stack.currentWidget() is page.look)
        assert "taken before" in page.look.told()
        assert not page.look.button.isVisible()
        assert page.look.back.hasFocus()


def test_a_packet_of_reviews_says_what_came_back(qtbot: QtBot, two: Pair) -> None:
    two.lead.take(two.manager.send(two.lead))
    with opened(qtbot, two.lead) as (page, _told):
        assert "1 review" not in words_of(page.home)
        assert "nothing to send yet" in words_of(page.home)
    first, second = two.lead.read(lambda s: visit_lists.ids(s))
    two.lead.write(lambda s: visits.review(s, first, accepted=False, remark="写清交期"))
    two.lead.write(lambda s: visits.review(s, second, accepted=True))
    path = two.lead.send(two.manager)
    with opened(qtbot, two.manager, Route("packets", str(path))) as (page, told):
        qtbot.waitUntil(lambda: page.stack.currentWidget() is page.look)
        page.take()
        qtbot.waitUntil(lambda: bool(told.notices))
        assert told.notices[-1].text == f"Taken in: {path.name}; 1 returned; 1 accepted"


def test_coming_back_from_elsewhere_shows_the_home(qtbot: QtBot, two: Pair) -> None:
    with opened(qtbot, two.lead) as (page, _told):
        qtbot.waitUntil(lambda: bool(page.side.cards))
        page.side.cards[0].compare.click()
        qtbot.waitUntil(lambda: page.stack.currentWidget() is page.compare)
        page.show_route(Route("packets"))
        assert page.stack.currentWidget() is page.home


def test_both_sides_and_what_is_left_out_are_shown(qtbot: QtBot, two: Pair) -> None:
    two.lead.take(two.manager.send(two.lead))
    ids = two.lead.read(lambda s: visit_lists.ids(s))

    def meddle(session: object) -> None:
        visits.get(session, ids[0]).discussed = "主管的话"  # type: ignore[arg-type]
        visits.get(session, ids[1]).owner = "别人"  # type: ignore[arg-type]

    two.lead.write(meddle)

    def correct(session: object) -> None:
        for visit_id in ids:
            visits.get(session, visit_id).discussed = "经理的话"  # type: ignore[arg-type]

    two.manager.write(correct)
    with opened(qtbot, two.lead, Route("packets", str(two.manager.send(two.lead, *ids)))) as (page, _told):
        qtbot.waitUntil(lambda: page.stack.currentWidget() is page.look)
        assert page.look.clashes.isVisible()
        assert page.look.left.isVisible()
        for words in ("主管的话", "经理的话", "another manager's"):
            assert words in page.look.told()


def test_a_broken_packet_is_said_where_it_was_opened(qtbot: QtBot, two: Pair, tmp_path: Path) -> None:
    bad = tmp_path / "bad.kamp"
    bad.write_bytes(b"nothing")
    with opened(qtbot, two.lead, Route("packets", str(bad))) as (page, _told):
        qtbot.waitUntil(page.home.problem.isVisible)
        assert "no packet" in page.home.problem.text()
        page.go_home()
        assert not page.home.problem.isVisible()


def test_a_card_is_compared_before_it_counts(qtbot: QtBot, two: Pair, tmp_path: Path) -> None:
    third = side(tmp_path / "third", "赵强")
    card = third.card()
    third.store.close()
    with opened(qtbot, two.lead, Route("packets", str(card))) as (page, told):
        qtbot.waitUntil(lambda: page.stack.currentWidget() is page.compare)
        assert page.compare.back.hasFocus()  # nobody trusts by one Enter too many
        assert page.compare.fingerprint.text() == packet_files.read_card(card).keys.fingerprint
        qtbot.waitUntil(lambda: len(page.side.cards) == 2)
        assert len(page.home.cards) == 1
        page.compare.yes.click()
        qtbot.waitUntil(lambda: len(page.home.cards) == 2)
        assert told.notices[-1].text == "Trusted: 赵强"
        mine = next(each for each in page.side.cards if each.partner.name == "赵强")
        mine.remove.click()
        qtbot.waitUntil(lambda: len(page.side.cards) == 1)


def test_a_card_that_differs_is_removed(qtbot: QtBot, two: Pair, tmp_path: Path) -> None:
    third = side(tmp_path / "third", "赵强")
    card = third.card()
    third.store.close()
    with opened(qtbot, two.lead, Route("packets", str(card))) as (page, _told):
        qtbot.waitUntil(lambda: page.stack.currentWidget() is page.compare)
        page.compare.no.click()
        qtbot.waitUntil(lambda: len(page.side.cards) == 1 and page.stack.currentWidget() is page.home)


def test_another_key_for_a_known_name_is_refused_in_words(qtbot: QtBot, two: Pair, tmp_path: Path) -> None:
    liar = side(tmp_path / "liar", "刘敏")
    card = liar.card()
    liar.store.close()
    with opened(qtbot, two.lead, Route("packets", str(card))) as (page, _told):
        qtbot.waitUntil(page.home.problem.isVisible)
        assert "another key" in page.home.problem.text()


def test_the_first_use_makes_keys_and_says_what_to_do(qtbot: QtBot, two: Pair, tmp_path: Path) -> None:
    fresh = side(tmp_path / "fresh", "孙立")
    with opened(qtbot, fresh) as (page, _told):
        assert len(page.side.fingerprint.text().split()) == 8
        assert page.home.cards == []
        assert page.overview.role is PartnerRole.MANAGER
        QTest.keyClick(page.side.role, Qt.Key.Key_Up)
        qtbot.waitUntil(lambda: page.overview is not None and page.overview.role is PartnerRole.LEAD)
        page.save_card(tmp_path / "孙立")
        qtbot.waitUntil(page.home.done.isVisible)
        assert packet_files.read_card(tmp_path / "孙立.kamcard").role is PartnerRole.LEAD
    fresh.store.close()


def test_the_visits_say_what_waits_and_lead_there(qtbot: QtBot, two: Pair) -> None:
    tasks = Tasks(two.manager.store)
    page = VisitsPage(tasks)
    told = Told(page, tasks)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.exchange.text() == "Send 2 report(s) to 王总")
    page.exchange.click()
    [partner] = two.manager.read(partners.listed)
    assert told.routes == [Route("packets", "", {"to": partner.id})]
    assert told.routes[0].args == {"to": partner.id}
    tasks.close()
    with opened(qtbot, two.manager, told.routes[0]) as (there, _told):
        qtbot.waitUntil(lambda: there.stack.currentWidget() is there.choose)


def test_the_leads_desk_says_what_waits(qtbot: QtBot, two: Pair) -> None:
    two.lead.take(two.manager.send(two.lead))
    [first, _second] = two.lead.read(lambda s: visit_lists.ids(s))
    two.lead.write(lambda s: visits.review(s, first, accepted=True))
    tasks = Tasks(two.lead.store)
    page = ReviewsPage(tasks)
    told = Told(page, tasks)
    qtbot.addWidget(page)
    page.resize(1100, 620)
    page.show()
    qtbot.waitUntil(lambda: page.exchange.text() == "Send 1 review(s) to 刘敏")
    page.exchange.click()
    assert told.routes[-1].page == "packets"
    tasks.close()
    QApplication.processEvents()


def mime(*paths: Path) -> QMimeData:
    made = QMimeData()
    made.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return made


def drop(target: QWidget, data: QMimeData) -> bool:
    """Drag over and let go; whether it was taken."""
    action, button, no = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), action, data, button, no)
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), action, data, button, no))
    return True


def test_a_packet_dropped_on_the_window_leads_there(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    found: list[Path] = []
    PacketDrop(window).dropped.connect(found.append)
    assert drop(window, mime(tmp_path / "a.KAMP"))
    assert drop(window, mime(tmp_path / "list.csv", tmp_path / "b.kamcard"))
    assert not drop(window, mime(tmp_path / "list.csv"))
    assert [path.name for path in found] == ["a.KAMP", "b.kamcard"]
    assert not has_sources(mime(tmp_path / "a.kamp"))  # no photo of a visit, no file of a client
    assert has_sources(mime(tmp_path / "a.jpg"))


def test_the_import_page_hands_a_packet_on(qtbot: QtBot, two: Pair, tmp_path: Path) -> None:
    tasks = Tasks(two.lead.store)
    page = ImportPage(tasks)
    told = Told(page, tasks)
    qtbot.addWidget(page)
    page.read_file(tmp_path / "x.kamp")
    assert told.routes == [Route("packets", str(tmp_path / "x.kamp"))]
    tasks.close()


def test_reviews_go_back_from_the_lead(qtbot: QtBot, two: Pair, tmp_path: Path) -> None:
    two.lead.take(two.manager.send(two.lead))
    [first, _second] = two.lead.read(lambda s: visit_lists.ids(s))
    two.lead.write(lambda s: visits.review(s, first, accepted=True))
    with opened(qtbot, two.lead) as (page, _told):
        assert page.home.cards[0].button.text() == "Send 1 review(s) …"
        page.home.cards[0].button.click()
        qtbot.waitUntil(lambda: page.stack.currentWidget() is page.choose)
        page.choose.place.setText(str(tmp_path / "back.kamp"))
        page.choose.button.click()
        qtbot.waitUntil(page.home.done.isVisible)
    two.manager.take(tmp_path / "back.kamp")
    assert two.manager.read(lambda s: visits.get(s, first).state) == VisitState.ACCEPTED
    assert two.manager.read(lambda s: len(packets.listed(s))) == 2
    assert two.manager.read(lambda s: len(commitments.of_visit(s, first))) == 1
