"""The status of a client where it is chosen and seen: the form, the client's page, the list and changes to many."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from kam_desktop.core import clients
from kam_desktop.core.rules.kinds import ClientStatus
from kam_desktop.core.store.tables import Client
from kam_desktop.ui import labels
from kam_desktop.ui.clients.client_form import ClientForm
from kam_desktop.ui.clients.client_page import ClientPage
from kam_desktop.ui.clients.inputs import Inputs
from kam_desktop.ui.clients.list_page import ClientsPage
from kam_desktop.ui.navigation import Route
from ui.client_ground import Ground, ground, texts
from ui.list_ground import conditions, names, page

__all__ = ["ground", "page"]
WORDS = ["Active", "Paused", "Ended"]


def choices(box: QComboBox) -> list[str]:
    return [box.itemText(place) for place in range(box.count())]


def kept(ground: Ground, client_id: str) -> Any:
    return ground.read(lambda s: (clients.get(s, client_id).status, clients.get(s, client_id).next_touch_on))


def test_a_form_has_the_choice_and_says_what_it_means(ground: Ground) -> None:
    client_id = ground.client("甲", tier="A")
    form = ClientForm(ground.tasks)
    ground.show(form, Route("client_form", client_id))
    box = form.columns.right.fields["status"].editor
    assert isinstance(box, QComboBox)
    assert (choices(box), box.currentText(), form.unplanned.isVisible()) == (WORDS, "Active", False)
    box.setCurrentIndex(1)
    assert form.unplanned.isVisible()
    form.hide()
    ground.settle()
    again = ClientForm(ground.tasks)
    ground.show(again, Route("client_form", client_id))
    assert again.unplanned.isVisible()  # with what was not saved
    form = again
    form.save()
    ground.settle()
    assert kept(ground, client_id) == ("paused", None)


def test_a_word_of_one_client_is_not_offered_for_the_next(qtbot: QtBot) -> None:
    form = QWidget()
    inputs = Inputs(form)
    box = inputs.choice("status", ClientStatus, has_nothing=False)
    qtbot.addWidget(box)
    inputs.fill({"status": "closed"})
    assert (choices(box), inputs.values()) == ([*WORDS, "closed"], {"status": "closed"})
    inputs.fill({"status": "paused"})
    assert (choices(box), inputs.values()) == (WORDS, {"status": "paused"})
    inputs.fill({"status": ""})
    assert inputs.values() == {"status": "active"}


def test_a_word_of_before_stays_in_the_form_until_another_is_chosen(ground: Ground) -> None:
    client_id = ground.client("甲", tier="A")
    ground.write(lambda s: [setattr(s.get(Client, client_id), *each) for each in (("status", "closed"), ("tier", "S"))])
    form = ClientForm(ground.tasks)
    ground.show(form, Route("client_form", client_id))
    box = form.columns.right.fields["status"].editor
    assert isinstance(box, QComboBox)
    assert box.currentText() == "closed"
    form.inputs.fill({"industry": "港口"})
    form.save()
    ground.settle()
    assert ground.refused == []
    assert ground.read(lambda s: [getattr(clients.get(s, client_id), name) for name in ("industry", "status", "tier")]) == [
        "港口", "closed", "S",
    ]  # fmt: skip


def test_the_page_says_that_nothing_is_planned(qtbot: QtBot, ground: Ground) -> None:
    client_id = ground.client("甲", tier="A")
    made = ClientPage(ground.tasks)
    ground.show(made, Route("client", client_id))
    line, told = made.panel.facts.lines["status"], labels.say("client.unplanned")
    assert line.value.text() == "Active"
    assert (made.head.tags(), told in texts(made.panel)) == ([], False)
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    box = line.editor
    assert isinstance(box, QComboBox)
    assert choices(box) == WORDS
    box.setCurrentIndex(2)
    line.save()
    ground.settle()
    assert [tag.accessibleName() for tag in made.head.tags()] == ["Ended"]
    assert told in texts(made.panel)
    assert kept(ground, client_id) == ("ended", None)


def test_an_odd_word_is_not_changed_by_looking_at_it(qtbot: QtBot, ground: Ground) -> None:
    client_id = ground.client("甲")
    ground.write(lambda s: [setattr(s.get(Client, client_id), *each) for each in (("status", "closed"), ("kind", "x"))])
    made = ClientPage(ground.tasks)
    ground.show(made, Route("client", client_id))
    assert [tag.accessibleName() for tag in made.head.tags()] == ["closed"]
    for name in ("status", "kind"):
        line = made.panel.facts.lines[name]
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
        line.save()
    ground.settle()
    assert ground.read(lambda s: (clients.get(s, client_id).status, clients.get(s, client_id).kind)) == ("closed", "x")


def test_many_are_paused_at_once_and_the_list_tells(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    page.table.selectAll()
    panel = page.acts.change("status")
    assert panel is not None
    assert choices(panel.word) == WORDS
    panel.word.setCurrentIndex(panel.word.findData("paused"))
    qtbot.waitUntil(lambda: panel.button.isEnabled())
    assert panel.preview().splitlines() == ["Status Active → Paused", labels.say("client.unplanned")]
    panel.submit()
    ground.settle()
    assert [kept(ground, each)[0] for each in page.model.ids] == ["paused"] * 3
    first = page.model.ids[0]
    ground.write(lambda s: setattr(s.get(Client, first), "status", "active"))
    asked = page.add_filter("status")
    assert [asked.values.item(n).text() for n in range(asked.values.count())] == WORDS
    asked.values.item(1).setCheckState(Qt.CheckState.Checked)
    asked.submit()
    ground.settle()
    assert (conditions(page), names(ground, page)) == (["Status: Paused"], ["Beta", "Gamma"])
