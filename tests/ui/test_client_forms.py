"""The forms for client and contact: validation, birthdays, drafts that are never lost, clashes of edits."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from kam_desktop.core import clients, contacts, drafts, history
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules.dates import PartialDate, to_text
from kam_desktop.core.rules.kinds import Calendar
from kam_desktop.core.store.tables import Reach
from kam_desktop.ui import labels, tabbing
from kam_desktop.ui.clients import birthday_field, client_form, contact_form, revenue
from kam_desktop.ui.clients.birthday_field import BirthdayField
from kam_desktop.ui.clients.client_form import ClientForm
from kam_desktop.ui.clients.contact_form import ContactForm
from kam_desktop.ui.clients.merging import merge
from kam_desktop.ui.navigation import Route
from ui.client_ground import TODAY, Ground, ground, texts

__all__ = ["ground"]
SHIFT_TAB = Qt.KeyboardModifier.ShiftModifier


def line(form: Any, name: str) -> QLineEdit:
    column = form.columns.left if name in form.columns.left.fields else form.columns.right
    editor = column.fields[name].editor
    assert isinstance(editor, QLineEdit)
    return editor


def error(form: Any, name: str) -> str | None:
    column = form.columns.left if name in form.columns.left.fields else form.columns.right
    return column.fields[name].error  # type: ignore[no-any-return]


@pytest.fixture
def new_form(ground: Ground) -> ClientForm:
    form = ClientForm(ground.tasks)
    ground.show(form, Route("client_form"))
    return form


@pytest.fixture
def person(ground: Ground) -> str:
    """A contact, and through ``contacts.get`` its client."""
    client_id = ground.client("宁波恒远轮胎有限公司")
    draft = ContactDraft("周建明", phones=("13800138000", "95588"), emails=("a@b.cn",), hobbies="钓鱼\u2028围棋")
    return str(ground.write(lambda s: contacts.create(s, client_id, draft, today=TODAY)))


@pytest.fixture
def contact(ground: Ground, person: str) -> ContactForm:
    form = ContactForm(ground.tasks)
    ground.show(form, Route("contact_form", person))
    return form


def stored_contact(ground: Ground, contact_id: str) -> ContactDraft:
    return ground.read(lambda s: contacts.draft_of(contacts.get(s, contact_id)))  # type: ignore[no-any-return]


@pytest.mark.parametrize("which", ["new_form", "contact"])
def test_tab_goes_down_one_column_and_then_the_other(which: str, request: pytest.FixtureRequest) -> None:
    form = request.getfixturevalue(which)
    wanted = [each for column in (form.columns.left, form.columns.right) for each in column.fields.values()]
    wanted = [each for each in wanted if each.isVisibleTo(form)]
    wanted[0].editor.setFocus()
    passed = []
    for _ in range(200):
        focus = form.window().focusWidget()
        field = next((each for each in wanted if each.isAncestorOf(focus)), None)
        if field is not None and (not passed or passed[-1] is not field):
            passed.append(field)
        if focus is form.save_button:
            break
        tabbing.move(form.window(), is_forward=True)
    assert passed == wanted


# --- clients --------------------------------------------------------------------------------------


def test_a_new_client_is_made_with_ctrl_s(qtbot: QtBot, ground: Ground, new_form: ClientForm) -> None:
    name = line(new_form, "name")
    assert name.hasFocus()
    name.insert("A<B>C 公司")
    tier = new_form.columns.left.fields["tier"].editor
    assert isinstance(tier, QComboBox)
    tier.setCurrentIndex(tier.findData("B"))
    line(new_form, "annual_revenue_minor").insert("1,200.5")
    line(new_form, "tags").insert("重点，华东、重点")
    line(new_form, "province").insert("浙江省")
    line(new_form, "city").insert("台州市")
    qtbot.keyClick(new_form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    ground.settle()
    route = ground.routes[-1]
    assert route.page == "client"
    made = ground.read(lambda s: clients.draft_of(clients.get(s, route.id)))
    assert (made.name, made.tier, made.tags) == ("A<B>C 公司", "B", ("重点", "华东"))
    assert made.annual_revenue_minor == 1_200_500_000
    assert (made.province, made.city) == ("浙江", "台州")
    assert made.owner == ground.store.author != ""
    assert ground.notices[-1].text == "A<B>C 公司 saved"


def test_a_time_zone_is_typed_by_city_and_told_when_unknown(qtbot: QtBot, ground: Ground, new_form: ClientForm) -> None:
    line(new_form, "name").insert("Tokyo Tyres")
    zone = line(new_form, "time_zone")
    zone.setFocus()
    qtbot.keyClicks(zone, "somewhere")
    new_form.save()
    assert error(new_form, "time_zone") == labels.sentence(Invalid("time_zone", "time_zone.unknown", text="somewhere"))
    zone.selectAll()
    qtbot.keyClicks(zone, "toky")
    popup = zone.completer().popup()
    assert popup is not None
    assert popup.isVisible()
    assert popup.model().index(0, 0).data() == "Japan · Tokyo"
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert zone.text() == "Japan · Tokyo"
    new_form.save()
    ground.settle()
    made = ground.read(lambda s: clients.draft_of(clients.get(s, ground.routes[-1].id)))
    assert made.time_zone == "Asia/Tokyo"


def test_pressing_save_twice_makes_one_client(ground: Ground, new_form: ClientForm) -> None:
    line(new_form, "name").insert("Once")
    new_form.save()
    new_form.save()
    ground.settle()
    assert ground.read(clients.count) == 1


def test_a_missing_name_is_told_beside_the_field(qtbot: QtBot, ground: Ground, new_form: ClientForm) -> None:
    line(new_form, "city").insert("宁波")
    qtbot.mouseClick(new_form.save_button, Qt.MouseButton.LeftButton)
    ground.settle()
    assert error(new_form, "name") == labels.sentence(Invalid("name", "client.name_missing"))
    assert line(new_form, "name").hasFocus()
    assert ground.read(clients.count) == 0
    line(new_form, "name").insert("x")
    assert error(new_form, "name") is None


def test_a_wrong_amount_is_told_on_leaving_the_field(qtbot: QtBot, new_form: ClientForm) -> None:
    revenue = line(new_form, "annual_revenue_minor")
    revenue.setFocus()
    qtbot.keyClicks(revenue, "about 5")
    assert error(new_form, "annual_revenue_minor") is None
    qtbot.keyClick(revenue, Qt.Key.Key_Tab)
    assert error(new_form, "annual_revenue_minor")


def test_a_name_of_200_characters_is_kept_whole(ground: Ground, new_form: ClientForm) -> None:
    name = "远" * 200
    line(new_form, "name").insert(name)
    new_form.save()
    ground.settle()
    assert ground.read(lambda s: clients.get(s, ground.routes[-1].id).name) == name


def test_a_like_named_client_is_told_while_typing(qtbot: QtBot, ground: Ground, new_form: ClientForm) -> None:
    there = ground.client("浙江省宁波市恒远轮胎有限公司")
    line(new_form, "name").insert("宁波恒远轮胎")
    qtbot.waitUntil(lambda: bool(new_form.alike.links))
    link = new_form.alike.links[0]
    assert link.text() == "浙江省宁波市恒远轮胎有限公司"
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert ground.routes[-1] == Route("client", there)
    assert "is there already (same name)" in texts(new_form)
    assert new_form.alike.merges == []


def test_a_client_being_edited_can_be_merged_with_its_like(ground: Ground, qtbot: QtBot) -> None:
    there = ground.client("宁波恒远轮胎有限公司", external_no="C-1")
    here = ground.client("台州海辰泵业有限公司")
    form = ClientForm(ground.tasks)
    ground.show(form, Route("client_form", here))
    line(form, "external_no").insert("C-1")
    qtbot.waitUntil(lambda: bool(form.alike.merges))
    form.alike.merges[0].setFocus()
    qtbot.keyClick(form.alike.merges[0], Qt.Key.Key_Return)
    assert ground.routes[-1] == Route("merge", "", {"ids": (there, here)})


def test_a_number_that_somebody_has_is_told_while_typing(ground: Ground, qtbot: QtBot) -> None:
    home, other = ground.client("宁波恒远轮胎有限公司"), ground.client("台州海辰泵业有限公司")

    def fill(session: Any) -> tuple[str, str]:
        made = [
            contacts.create(session, client_id, ContactDraft("周建明", phones=("13800138000",)), today=TODAY)
            for client_id in (home, other)
        ]
        session.flush()
        for each in made:
            session.merge(Reach(key="tel:+8613800138000", contact_id=each))
        mine = contacts.create(session, home, ContactDraft("周总"), today=TODAY)
        return made[0], mine

    zhou, mine = ground.write(fill)
    form = ContactForm(ground.tasks)
    ground.show(form, Route("contact_form", mine))
    form.phones.edits()[0].insert("138 0013 8000")
    qtbot.waitUntil(lambda: len(form.alike.links) == 2)
    shown = {link.text() for link in form.alike.links}
    assert shown == {"周建明", "周建明 of 台州海辰泵业"}
    assert len(form.alike.merges) == 1
    qtbot.mouseClick(form.alike.merges[0], Qt.MouseButton.LeftButton)
    assert ground.routes[-1] == Route("merge", "", {"ids": (zhou, mine), "kind": "contact"})


def test_editing_changes_what_was_touched_and_nothing_else(ground: Ground) -> None:
    draft = ClientDraft("宁波恒远", notes="一\u2028二", annual_revenue_minor=12_345, tags=("a,b", "c"), tier="A")
    client_id = ground.write(lambda s: clients.create(s, draft, today=TODAY))
    before = ground.read(lambda s: clients.draft_of(clients.get(s, client_id)))
    form = ClientForm(ground.tasks)
    ground.show(form, Route("client_form", client_id))
    line(form, "city").insert("宁波")
    form.save()
    ground.settle()
    after = ground.read(lambda s: clients.draft_of(clients.get(s, client_id)))
    assert replace(after, revision=before.revision) == replace(before, city="宁波")


def test_the_short_name_follows_the_name_unless_it_was_written_by_hand() -> None:
    made = ClientDraft("宁波恒远轮胎有限公司", short_name="宁波恒远轮胎")
    values = client_form.values_of(made)
    changed = client_form.draft_of(values | {"name": "宁波恒久轮胎有限公司"}, values, made)
    assert changed.short_name == ""
    own = replace(made, short_name="恒远")
    values = client_form.values_of(own)
    assert client_form.draft_of(values | {"name": "x"}, values, own).short_name == "恒远"


@given(st.integers(0, 10**14), st.sampled_from(["CNY", "USD", "JPY", "XAF"]))
def test_every_amount_survives_the_form(minor: int, currency: str) -> None:
    assert revenue.minor(revenue.text(minor), currency) == minor
    assert revenue.minor(revenue.with_unit(minor, currency), currency) == minor


@pytest.mark.parametrize("text", ["x", "-1", "1e400", "NaN", "∞", "1..2", "99999999999", "USD", "QQQ 3"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        revenue.minor(text)


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("¥1,200万元", "CNY", 1_200_000_000), ("￥３ 万", "CNY", 3_000_000), ("USD 3", "USD", 3_000_000),
        ("3 usd", "USD", 3_000_000), ("$3", "USD", 3_000_000), ("3", "USD", 3_000_000), ("¥3", "JPY", 3_000_000),
        ("XAF 3 × 10,000", "XAF", 3_000_000), ("", "EUR", None),
    ],
)  # fmt: skip
def test_an_amount_is_read_in_the_currency_of_the_client(text: str, currency: str, minor: int | None) -> None:
    assert revenue.minor(text, currency) == minor


@pytest.mark.parametrize(("text", "currency"), [("$3", "CNY"), ("3 EUR", "CNY"), ("CNY 3", "USD"), ("HK$ 3", "USD")])
def test_another_currency_is_never_taken_for_the_clients_own(text: str, currency: str) -> None:
    with pytest.raises(Invalid) as caught:
        revenue.minor(text, currency)
    assert caught.value.code == "revenue.other_currency"


def test_the_form_says_in_which_currency(qtbot: QtBot, ground: Ground) -> None:
    client_id = ground.client("Texas Tyres", annual_revenue_minor=5_000_000)
    ground.write(lambda s: setattr(clients.get(s, client_id), "currency", "USD"))  # as a merge or a hub may bring it
    form = ClientForm(ground.tasks)
    ground.show(form, Route("client_form", client_id))
    assert "Yearly revenue, USD 10,000" in texts(form)
    line(form, "annual_revenue_minor").setText("¥6")
    form.save()
    assert "USD" in str(error(form, "annual_revenue_minor"))
    line(form, "annual_revenue_minor").setText("6")
    form.save()
    ground.settle()
    found = ground.read(lambda s: (clients.get(s, client_id).annual_revenue_minor, clients.get(s, client_id).currency))
    assert found == (6_000_000, "USD")


# --- drafts ---------------------------------------------------------------------------------------


def test_unsaved_text_is_kept_and_comes_back(ground: Ground, new_form: ClientForm, qtbot: QtBot) -> None:
    line(new_form, "name").insert("未存")
    assert not new_form.on_escape()
    ground.settle()
    assert ground.read(lambda s: drafts.find(s, "client:new"))["values"]["name"] == "未存"
    again = ClientForm(ground.tasks)
    ground.show(again, Route("client_form"))
    assert line(again, "name").text() == "未存"
    assert again.notice.isVisible()
    qtbot.mouseClick(again.notice.first, Qt.MouseButton.LeftButton)
    ground.settle()
    assert line(again, "name").text() == ""
    assert ground.read(lambda s: drafts.find(s, "client:new")) is None


def test_an_abandoned_draft_says_so_each_time_the_page_opens(
    ground: Ground, new_form: ClientForm, qtbot: QtBot
) -> None:
    line(new_form, "name").insert("半个名字")
    for _ in range(2):
        new_form.hide()
        ground.settle()
        new_form.show_route(Route("client_form"))
        new_form.show()
        ground.settle()
        assert line(new_form, "name").text() == "半个名字"
        assert new_form.notice.isVisible()
    qtbot.mouseClick(new_form.notice.first, Qt.MouseButton.LeftButton)
    ground.settle()
    assert line(new_form, "name").text() == ""
    assert not new_form.notice.isVisible()


def test_text_is_kept_by_itself_and_dropped_by_saving(qtbot: QtBot, ground: Ground, new_form: ClientForm) -> None:
    line(new_form, "name").insert("自动")
    qtbot.waitUntil(lambda: ground.read(lambda s: drafts.find(s, "client:new")) is not None)
    ground.settle()
    new_form.save()
    ground.settle()
    assert ground.read(lambda s: drafts.find(s, "client:new")) is None
    new_form.hide()
    ground.settle()
    assert ground.read(lambda s: drafts.find(s, "client:new")) is None


def test_another_record_in_the_same_form_loses_nothing(ground: Ground) -> None:
    first, second = ground.client("Alpha"), ground.client("Beta")
    form = ClientForm(ground.tasks)
    ground.show(form, Route("client_form", first))
    line(form, "city").insert("宁波")
    form.show_route(Route("client_form", second))
    form.show_route(Route("client_form", first))
    ground.settle()
    assert line(form, "name").text() == "Alpha"
    assert line(form, "city").text() == "宁波"


# --- a clash --------------------------------------------------------------------------------------


def test_a_clash_joins_both_edits_and_names_what_differs(qtbot: QtBot, ground: Ground) -> None:
    client_id = ground.client("Alpha", city="宁波", industry="轮胎")
    form = ClientForm(ground.tasks)
    ground.show(form, Route("client_form", client_id))
    line(form, "city").setText("杭州")

    def elsewhere(session: Any) -> None:
        now = clients.draft_of(clients.get(session, client_id))
        clients.update(session, client_id, replace(now, city="温州", industry="润滑油"), today=TODAY)

    ground.write(elsewhere)
    form.save()
    ground.settle()
    assert form.notice.isVisible()
    assert "City" in form.notice.text.text()
    assert (line(form, "city").text(), line(form, "industry").text()) == ("杭州", "润滑油")
    assert ground.read(lambda s: clients.get(s, client_id).city) == "温州"
    qtbot.mouseClick(form.notice.first, Qt.MouseButton.LeftButton)
    ground.settle()
    row = ground.read(lambda s: clients.draft_of(clients.get(s, client_id)))
    assert (row.city, row.industry) == ("杭州", "润滑油")


def test_a_clash_can_give_way(qtbot: QtBot, ground: Ground) -> None:
    client_id = ground.client("Alpha", city="宁波")
    form = ClientForm(ground.tasks)
    ground.show(form, Route("client_form", client_id))
    line(form, "city").setText("杭州")

    def elsewhere(session: Any) -> None:
        now = clients.draft_of(clients.get(session, client_id))
        clients.update(session, client_id, replace(now, city="温州"), today=TODAY)

    ground.write(elsewhere)
    form.save()
    ground.settle()
    qtbot.mouseClick(form.notice.second, Qt.MouseButton.LeftButton)
    ground.settle()
    assert line(form, "city").text() == "温州"
    assert not form.notice.isVisible()


@given(*(st.fixed_dictionaries({name: st.sampled_from("xyz") for name in "abc"}) for _ in range(3)))
def test_merging_keeps_every_single_edit(base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]) -> None:
    values, taken, clashing = merge(base, mine, theirs)
    for name, was in base.items():
        if mine[name] != was:
            assert values[name] == mine[name]
            assert (name in clashing) == (theirs[name] not in (was, mine[name]))
        else:
            assert values[name] == theirs[name]
            assert (name in taken) == (theirs[name] != was)


# --- contacts -------------------------------------------------------------------------------------


def test_a_new_person_belongs_to_the_client_and_is_the_main_one(ground: Ground) -> None:
    client_id = ground.client("Alpha")
    form = ContactForm(ground.tasks)
    ground.show(form, Route("contact_form", "", {"client_id": client_id}))
    line(form, "name").insert("郑伟")
    form.save()
    ground.settle()
    assert (ground.routes[-1].page, ground.routes[-1].id) == ("client", client_id)
    people = ground.read(lambda s: [(p.name, p.is_primary) for p in contacts.of_client(s, client_id)])
    assert people == [("郑伟", True)]


def test_a_lunar_birthday_goes_round(qtbot: QtBot, ground: Ground, contact: ContactForm, person: str) -> None:
    contact.birthday.line.setFocus()
    contact.birthday.line.insert("八月十五")
    assert contact.birthday.lunar.isChecked()
    assert contact.birthday.echo_text() == "Lunar 8th month, day 15 · next Fri 25 Sep"
    contact.save()
    ground.settle()
    kept = stored_contact(ground, person).birthday
    assert kept == PartialDate(Calendar.LUNAR, None, 8, 15)
    again = ContactForm(ground.tasks)
    ground.show(again, Route("contact_form", person))
    assert again.birthday.value() == kept
    assert again.birthday.lunar.isChecked()
    again.columns.left.fields["title"].editor.insert("x")  # type: ignore[attr-defined]
    again.save()
    ground.settle()
    assert stored_contact(ground, person).birthday == kept


def test_a_day_that_does_not_exist_is_told_and_not_saved(
    qtbot: QtBot, ground: Ground, contact: ContactForm, person: str
) -> None:
    contact.birthday.line.setFocus()
    qtbot.keyClicks(contact.birthday.line, "2023-02-30")
    said = labels.sentence(Invalid("date", "date.impossible", text="2023-02-30"))
    assert error(contact, "birthday") == said
    contact.save()
    ground.settle()
    assert error(contact, "birthday") == said
    assert contact.birthday.line.hasFocus()
    assert stored_contact(ground, person).birthday is None


def test_an_unfinished_birthday_is_told_only_when_it_is_left(qtbot: QtBot, contact: ContactForm) -> None:
    contact.birthday.line.setFocus()
    qtbot.keyClicks(contact.birthday.line, "soon")
    assert error(contact, "birthday") is None
    qtbot.keyClick(contact.birthday.line, Qt.Key.Key_Tab)
    assert error(contact, "birthday")


def test_the_calendar_switch_rereads_the_numbers(qtbot: QtBot) -> None:
    field = BirthdayField()
    qtbot.addWidget(field)
    field.line.setText("8-15")
    assert field.value() == PartialDate(Calendar.SOLAR, None, 8, 15)
    qtbot.mouseClick(field.lunar, Qt.MouseButton.LeftButton)
    assert field.value() == PartialDate(Calendar.LUNAR, None, 8, 15)
    assert birthday_field.read(field.text()) == field.value()
    qtbot.mouseClick(field.solar, Qt.MouseButton.LeftButton)
    assert field.value() == PartialDate(Calendar.SOLAR, None, 8, 15)
    field.set_text("")
    qtbot.mouseClick(field.lunar, Qt.MouseButton.LeftButton)
    field.line.setText("1984-10-6")
    assert field.value() == PartialDate(Calendar.LUNAR, 1984, 10, 6)
    assert birthday_field.read(field.text()) == field.value()


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
@given(data=st.data())
def test_every_kept_birthday_reads_back_as_itself(lang: str, data: st.DataObject) -> None:
    calendar = data.draw(st.sampled_from(Calendar))
    year = data.draw(st.none() | st.integers(1905, 2095))
    month, day = data.draw(st.integers(1, 12)), data.draw(st.none() | st.integers(1, 28))
    wanted = PartialDate(calendar, year, month, day)
    before = labels.language()
    labels.set_language(lang)
    try:
        assert birthday_field.read(birthday_field.written(wanted)) == wanted, to_text(wanted)
    finally:
        labels.set_language(before)


def test_phones_are_shown_as_people_group_them_and_kept_as_they_were(
    qtbot: QtBot, ground: Ground, contact: ContactForm, person: str
) -> None:
    assert contact.phones.texts() == ["138 0013 8000", "95588"]
    contact.phones._add_button.click()
    edit = contact.phones.edits()[-1]
    assert edit.hasFocus()
    qtbot.keyClicks(edit, "139 0013 9000")
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    contact.save()
    ground.settle()
    assert stored_contact(ground, person).phones == ("13800138000", "95588", "13900139000")


def test_an_odd_number_is_a_warning_and_is_saved(
    qtbot: QtBot, ground: Ground, contact: ContactForm, person: str
) -> None:
    edit = contact.phones.edits()[0]
    edit.setFocus()
    edit.setText("1380")
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert contact.phones.remarks()[0].startswith("1380 does not look like")
    contact.save()
    ground.settle()
    assert stored_contact(ground, person).phones == ("1380", "95588")


def test_a_line_is_taken_out_with_its_cross(qtbot: QtBot, ground: Ground, contact: ContactForm, person: str) -> None:
    qtbot.mouseClick(contact.phones._lines[0].cross, Qt.MouseButton.LeftButton)
    assert contact.phones.texts() == ["95588"]
    contact.save()
    ground.settle()
    assert stored_contact(ground, person).phones == ("95588",)


def test_a_bad_address_is_told_beside_the_field(
    qtbot: QtBot, ground: Ground, contact: ContactForm, person: str
) -> None:
    edit = contact.emails.edits()[0]
    edit.setFocus()
    edit.setText("a b@c")
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert error(contact, "emails")
    assert edit.property("invalid") == "true"
    contact.save()
    ground.settle()
    assert stored_contact(ground, person).emails == ("a@b.cn",)


def test_untouched_parts_of_a_person_stay_exactly_as_they_were(
    ground: Ground, contact: ContactForm, person: str
) -> None:
    before = stored_contact(ground, person)
    line(contact, "title").insert("总经理")
    contact.save()
    ground.settle()
    after = stored_contact(ground, person)
    assert replace(after, revision=before.revision) == replace(before, title="总经理")
    assert contact_form.values_of(before)["phones"] == ["138 0013 8000", "95588"]


def test_a_person_is_removed_from_the_form_and_undone(ground: Ground, contact: ContactForm, person: str) -> None:
    contact.remove_button.click()
    ground.settle()
    assert ground.routes[-1].page == "client"
    notice = ground.notices[-1]
    assert notice.text == "周建明 taken off the dossier"
    ground.write(lambda s: history.undo(s, notice.batch_id, today=TODAY))
    assert stored_contact(ground, person).name == "周建明"


def test_superior_influence_and_relatives_are_filled_in(qtbot: QtBot, ground: Ground, person: str) -> None:
    client_id = ground.read(lambda s: contacts.get(s, person).client_id)
    boss = ground.write(lambda s: contacts.create(s, client_id, ContactDraft("林海燕", title="总经理"), today=TODAY))
    form = ContactForm(ground.tasks)
    ground.show(form, Route("contact_form", person, {"client_id": client_id, "back": "contact"}))
    assert [form.superior.itemText(place) for place in range(form.superior.count())] == ["—", "林海燕 总经理"]
    form.superior.setCurrentIndex(1)
    form.influence.setCurrentIndex(form.influence.findData(3))
    form.relatives.add_button.click()
    form.relatives.add_button.click()
    block = form.relatives.blocks()[0]
    block.relation.setCurrentIndex(block.relation.findData("spouse"))
    block.name.setText("王芳")
    block.birthday.line.setText("2-30")
    form.save()
    ground.settle()
    assert error(form, "relatives")
    block.birthday.line.setText("农历八月十五")
    form.save()
    ground.settle()
    assert ground.routes[-1] == Route("contact", person, {"replace": True})

    def look(session: Any) -> Any:
        row = contacts.get(session, person)
        kept = [contacts.relative_draft(each) for each in contacts.relatives_of(session, [person])]
        return row.reports_to_id, row.influence, [(each.name, each.relation, to_text(each.birthday)) for each in kept]

    assert ground.read(look) == (boss, 3, [("王芳", "spouse", "lunar:--08-15")])


def test_a_circle_of_superiors_is_told_beside_its_field(ground: Ground, person: str) -> None:
    client_id = ground.read(lambda s: contacts.get(s, person).client_id)
    below = ContactDraft("郑伟", reports_to_id=person)
    ground.write(lambda s: contacts.create(s, client_id, below, today=TODAY))
    form = ContactForm(ground.tasks)
    ground.show(form, Route("contact_form", person, {"client_id": client_id}))
    form.superior.setCurrentIndex(1)
    form.save()
    ground.settle()
    assert "stands below" in str(error(form, "reports_to_id"))


def test_relatives_left_alone_stay_exactly_as_they_were(ground: Ground, person: str) -> None:
    born = PartialDate(Calendar.LUNAR, 1984, 10, 3, is_leap=True)
    spouse = contacts.RelativeDraft("王芳", "spouse", born, "爱喝茶")

    def add(session: Any) -> None:
        draft = replace(contacts.draft_of(contacts.get(session, person)), relatives=(spouse,))
        contacts.update(session, person, draft, today=TODAY)

    ground.write(add)
    form = ContactForm(ground.tasks)
    ground.show(form, Route("contact_form", person, {"client_id": "x"}))
    form.relatives.blocks()[0].name.setText("王方")
    form.save()
    ground.settle()
    (kept,) = ground.read(lambda s: [contacts.relative_draft(each) for each in contacts.relatives_of(s, [person])])
    assert (kept.name, kept.birthday, kept.notes) == ("王方", born, "爱喝茶")
