"""The gift rules in the settings: tried on the last year, saved as a new version, never edited in place."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kam_desktop.core import blackouts, clients, contacts, gift_rules, gifts
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.ui.clients.closed_times import ClosedTimes
from kam_desktop.ui.settings.gift_rules import GiftRulesSection
from ui.visit_ground import TODAY, Ground, ground, words_of


@pytest.fixture
def home(qtbot: QtBot, tmp_path: Path) -> Iterator[Ground]:
    with ground(tmp_path / "store") as made:
        yield made


def section(qtbot: QtBot, home: Ground) -> GiftRulesSection:
    made = GiftRulesSection(home.tasks)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    qtbot.waitUntil(lambda: made.grid.cells["base", "single"].text() == "200")
    return made


def versions(home: Ground) -> list[Any]:
    found: list[Any] = home.read(lambda s: gift_rules.versions(s, today=TODAY))
    return found


def test_a_change_is_tried_then_saved_as_a_new_version(qtbot: QtBot, home: Ground) -> None:
    draft = GiftDraft(
        home.client_id, home.ma, "骑行头巾", TODAY - timedelta(days=9), value_minor=14_800, origin="环太湖"
    )
    home.write(lambda s: gifts.record(s, draft, today=TODAY))
    made = section(qtbot, home)
    assert made.asks["cash"].currentData() == "forbid"
    assert not made.asks["cash"].isEnabled()
    made.grid.cells["base", "single"].setText("100")
    made.words["cash"].setText("茶票，水票")
    qtbot.mouseClick(made.try_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "骑行头巾" in words_of(made))
    qtbot.waitUntil(lambda: "1 would have been judged otherwise" in words_of(made))
    made.save()
    qtbot.waitUntil(lambda: made.form.fields["reason"].error is not None)
    made.reason.setText("审计要求")
    made.save()
    qtbot.waitUntil(lambda: len(versions(home)) == 2)
    newest = versions(home)[0]
    assert (newest.version, newest.reason, newest.rules.limits["base"]["single"]) == (1, "审计要求", 10_000)
    assert newest.rules.cash_words == ("茶票", "水票")
    made.reload()
    qtbot.waitUntil(lambda: "审计要求" in words_of(made))


@pytest.mark.parametrize(
    ("cell", "text"), [(("tier:A", "single"), "much"), (("base", "person_count"), "2.5"), (("base", "budget"), "-1")]
)
def test_what_cannot_be_read_is_marked_in_its_cell(
    qtbot: QtBot, home: Ground, cell: tuple[str, str], text: str
) -> None:
    made = section(qtbot, home)
    made.grid.cells[cell].setText(text)
    made.save()
    assert made.grid.cells[cell].property("invalid") == "true"
    assert text in made.grid.error.text()
    made.grid.cells[cell].setText("")
    made.days["split"].setText("999")
    made.save()
    assert made.form.fields["days.split"].error is not None
    assert made.grid.cells[cell].property("invalid") == "false"
    assert len(versions(home)) == 1


def test_an_older_version_can_be_looked_at_and_used_again(qtbot: QtBot, home: Ground) -> None:
    tighter = {"limits": {"base": {"single": 5_000}}}
    home.write(lambda s: gift_rules.save(s, tighter, reason="一", today=TODAY))
    made = GiftRulesSection(home.tasks)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    qtbot.waitUntil(lambda: made.grid.cells["base", "single"].text() == "50")
    made._fill(home.read(gift_rules.first))
    assert made.grid.cells["base", "single"].text() == "200"
    made.reason.setText("回到原来")
    made.save()
    qtbot.waitUntil(lambda: len(versions(home)) == 3)


def test_days_without_gifts_on_the_page_of_a_client(qtbot: QtBot, home: Ground) -> None:
    made = ClosedTimes(home.tasks)
    qtbot.addWidget(made)
    made.show()
    made.show_client(home.client_id)
    qtbot.mouseClick(made.add, Qt.MouseButton.LeftButton)
    made.last_on.set_value(TODAY - timedelta(days=1))
    made.title.setText("年度招标")
    qtbot.keyClick(made.title, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: made.form.fields["last_on"].error is not None)
    made.last_on.set_value(TODAY + timedelta(days=20))
    qtbot.mouseClick(made.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(made.lines()) == 1)
    assert "年度招标" in made.lines()[0]
    assert not made.form.isVisible()
    [closed] = home.read(lambda s: blackouts.rows(s, client_id=home.client_id))
    home.write(lambda s: blackouts.remove(s, closed.id))
    made.show_client(home.client_id)
    qtbot.waitUntil(lambda: made.lines() == [])


def test_ownership_and_office_are_facts_of_the_dossier(home: Ground) -> None:
    def work(s: Any) -> None:
        client, person = clients.get(s, home.client_id), contacts.get(s, home.ma)
        client.ownership, person.is_official = "state", True

    home.write(work)
    assert home.read(lambda s: contacts.draft_of(contacts.get(s, home.ma))).is_official
    assert home.read(lambda s: clients.draft_of(clients.get(s, home.client_id))).ownership == "state"
