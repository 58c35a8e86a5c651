"""Segments beside the list of clients: saved from its filter, applied, renamed, taken away, by the keys."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kam_desktop.core import history, segments
from kam_desktop.core.rules.criteria import Criterion
from kam_desktop.core.rules.kinds import SegmentKind
from kam_desktop.ui.clients.list_page import ClientsPage
from kam_desktop.ui.clients.list_segments import NamePopover
from kam_desktop.ui.navigation import Route
from ui.client_ground import TODAY, Ground
from ui.list_ground import conditions, ground, names, page

__all__ = ["ground", "page"]
KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def test_a_segment_is_saved_counted_applied_renamed_and_undone(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    page._take_criteria((Criterion("city", "any", ("杭州",)),))
    ground.settle()
    qtbot.keyClick(page.table, KEY.Key_S, CTRL)
    [panel] = page.findChildren(NamePopover)
    assert panel.kind.currentData() == SegmentKind.GEOGRAPHIC
    qtbot.keyClick(panel.name, KEY.Key_Return)
    assert panel.error() == "Give the segment a name."
    qtbot.keyClicks(panel.name, "Lake")
    qtbot.keyClick(panel.name, KEY.Key_Return)
    ground.settle()
    page.clear_filter()
    qtbot.keyClick(page.table, KEY.Key_S)
    ground.settle()
    items = page.segments.list
    assert page.segments.isVisible()
    assert [items.item(n).text() for n in range(items.count())] == ["Geographic", "Lake"]
    assert items.item(1).data(Qt.ItemDataRole.UserRole + 1) == 2
    items.setCurrentRow(1)
    qtbot.keyClick(items, KEY.Key_Return)
    ground.settle()
    assert names(ground, page) == ["Beta", "Gamma"]
    qtbot.keyClick(items, KEY.Key_F2)
    panel = next(each for each in page.findChildren(NamePopover) if each.isVisible())
    panel.name.setText("West")
    panel.submit()
    ground.settle()
    assert ground.read(lambda s: segments.find(s, "west").criteria) == page.criteria
    assert items.hasFocus()  # Del must not reach the clients
    items.setCurrentRow(1)
    qtbot.keyClick(items, KEY.Key_Delete)
    ground.settle()
    assert not items.isVisible()
    assert len(page.model.ids) == 2  # the filter itself stays
    ground.write(lambda s: history.undo(s, ground.notices[-1].batch_id, today=TODAY))
    ground.settle()
    assert items.item(1).text() == "West"


def test_a_segment_keeps_all_that_the_list_is_filtered_by(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    def save(name: str) -> None:
        qtbot.keyClick(page.table, KEY.Key_S, CTRL)
        panel = next(each for each in page.findChildren(NamePopover) if each.isVisible())
        panel.name.setText(name)
        panel.submit()
        ground.settle()

    page._set_criteria((Criterion("owner", "any", ("刘敏",)),))
    page.head.ask("A", "alp")
    page._read_list()
    ground.settle()
    shown = names(ground, page)
    save("Typed")
    page.head.ask("", "gam")
    page.clear_filter()
    page.filter.setText("gam")
    ground.settle()
    save("Text alone")
    kept = {each.name: each for each in ground.read(segments.listed)}
    assert kept["Text alone"].criteria == (Criterion("text", "has", "gam"),)
    page.saved.update(kept["Text alone"].id)
    ground.settle()
    page.clear_filter()
    page.saved.apply(kept["Typed"].id)
    ground.settle()
    assert names(ground, page) == shown == ["Alpha"]
    assert conditions(page) == ["Owner: 刘敏", "Tier: A", "Search “alp”"]
    page.clear_filter()
    page.head.ask("B", "bet")
    page.saved.update(kept["Typed"].id)
    ground.settle()
    assert ground.read(lambda s: segments.find(s, "Typed").criteria) == (
        Criterion("tier", "any", ("B",)), Criterion("text", "has", "bet"),
    )  # fmt: skip


def test_segments_without_any_say_so_at_the_top_and_leave_with_escape(
    qtbot: QtBot, ground: Ground, page: ClientsPage
) -> None:
    page.filter.setText("Beta")
    ground.settle()
    qtbot.keyClick(page.table, KEY.Key_S)
    ground.settle()
    panel = page.segments
    assert not panel.list.isVisible()
    assert panel._empty.isVisible()
    assert panel._empty.geometry().bottom() < panel.height() // 3
    assert page.on_escape()
    assert not panel.isVisible()
    assert page.filter.text() == "Beta"


def test_a_name_is_given_once(ground: Ground, page: ClientsPage) -> None:
    asked = (Criterion("tier", "any", ("A",)),)
    ground.write(lambda s: segments.save(s, "Key", asked))
    panel = page.saved.save(page.filter, asked)
    assert panel is not None
    panel.name.setText("KEY")
    panel.submit()
    ground.settle()
    assert "Choose another name" in panel.error()


def test_a_route_names_a_segment(ground: Ground, page: ClientsPage) -> None:
    ground.write(lambda s: segments.save(s, "Key", (Criterion("tier", "any", ("A",)),)))
    ground.settle()
    page.show_route(Route("clients", "", {"segment": "Key"}))
    ground.settle()
    assert names(ground, page) == ["Alpha"]


def test_without_a_filter_nothing_is_saved(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    qtbot.keyClick(page.table, KEY.Key_S, CTRL)
    assert ground.refused[-1].code == "segment.no_criteria"
