"""Fields that the users define: their order, their values, and that nothing is lost."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_desktop.core import clients, contacts, custom_fields, history
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.custom_fields import Field
from kam_desktop.core.errors import Invalid, NotFound
from kam_desktop.core.rules.kinds import CustomKind
from kam_desktop.core.store.database import Database

TODAY = date(2026, 6, 15)


def define(
    store: Database, label: str, kind: CustomKind = CustomKind.TEXT, *choices: str, entity: str = "client"
) -> str:
    return str(store.write(lambda s: custom_fields.define(s, entity, label, kind, choices))[0])


def labels(store: Database, entity: str = "client") -> list[str]:
    return [field.label for field in store.read(lambda s: custom_fields.of(s, entity))]


def field(kind: CustomKind, *choices: str) -> Field:
    return Field("f", "client", "栏", kind, choices)


def make(store: Database, **given_: Any) -> str:
    return str(store.write(lambda s: clients.create(s, ClientDraft("恒远轮胎", **given_), today=TODAY))[0])


def test_fields_keep_their_order_and_can_be_put_into_another(store: Database) -> None:
    first, second, third = (define(store, name) for name in ("甲", "乙", "丙"))
    define(store, "另一类", entity="contact")
    assert labels(store) == ["甲", "乙", "丙"]
    store.write(lambda s: custom_fields.reorder(s, "client", [third, first]))
    assert labels(store) == ["丙", "甲", "乙"]
    store.write(lambda s: custom_fields.rename(s, second, "  乙  二 "))
    assert labels(store) == ["丙", "甲", "乙 二"]
    assert labels(store, "contact") == ["另一类"]


def test_labels_and_choices_are_checked(store: Database) -> None:
    define(store, "Fleet")
    for label, code in (("", "custom.label_missing"), ("fleet", "custom.label_taken")):
        with pytest.raises(Invalid, match=code):
            define(store, label)
    with pytest.raises(Invalid, match=r"custom\.choices_missing"):
        define(store, "付款", CustomKind.CHOICE, " ")
    kept = define(store, "付款", CustomKind.CHOICE, "月结", " 现款 ", "月结")
    assert store.read(lambda s: custom_fields.of(s, "client"))[1].choices == ("月结", "现款")
    store.write(lambda s: custom_fields.set_choices(s, kept, ["季结"]))
    assert store.read(lambda s: custom_fields.of(s, "client"))[1].choices == ("季结",)
    with pytest.raises(NotFound):
        store.write(lambda s: custom_fields.rename(s, "nothing", "x"))
    with pytest.raises(Invalid, match=r"value\.unknown"):
        define(store, "x", entity="visit")


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (CustomKind.NUMBER, "1,200", 1200), (CustomKind.NUMBER, "１２.5", 12.5), (CustomKind.NUMBER, "3.5 万", 35_000),
        (CustomKind.NUMBER, "-4", -4), (CustomKind.NUMBER, 7, 7), (CustomKind.NUMBER, "0", 0),
        (CustomKind.DATE, "2026年6月1日", "2026-06-01"), (CustomKind.DATE, "6/1", "--06-01"),
        (CustomKind.DATE, "农历八月十五", "lunar:--08-15"), (CustomKind.DATE, "lunar:--08-15", "lunar:--08-15"),
        (CustomKind.TEXT, " a ", "a"), (CustomKind.TEXT, "  ", None), (CustomKind.CHOICE, "乙", "乙"),
        (CustomKind.CHOICE, "", None),
    ],
)  # fmt: skip
def test_values_as_people_type_them(kind: CustomKind, typed: Any, kept: Any) -> None:
    assert custom_fields.read(field(kind, "甲", "乙"), typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        (CustomKind.NUMBER, "viel", "custom.not_a_number"), (CustomKind.NUMBER, "1,20", "custom.not_a_number"),
        (CustomKind.NUMBER, "9" * 40, "custom.not_a_number"), (CustomKind.NUMBER, "NaN", "custom.not_a_number"),
        (CustomKind.DATE, "2026-02-30", "custom.not_a_date"), (CustomKind.CHOICE, "丙", "custom.not_a_choice"),
    ],
)  # fmt: skip
def test_wrong_values_are_told_with_their_label(kind: CustomKind, typed: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        custom_fields.read(field(kind, "甲"), typed)
    assert (caught.value.field, caught.value.code) == ("custom", code)
    assert caught.value.params["label"] == "栏"


@given(st.one_of(st.integers(-(10**14), 10**14), st.decimals(-10000, 10000, places=3).map(float)))
def test_what_is_shown_of_a_number_reads_back(number: float) -> None:
    number_field = field(CustomKind.NUMBER)
    assert custom_fields.read(number_field, custom_fields.written(number_field, number, "en")) == number


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
@pytest.mark.parametrize("kept", ["2026-06-01", "--06-01", "2026-06", "lunar:--08-15", "lunar:leap:2025-06-03"])
def test_what_is_shown_of_a_date_reads_back(kept: str, lang: str) -> None:
    date_field = field(CustomKind.DATE)
    assert custom_fields.read(date_field, custom_fields.written(date_field, kept, lang)) == kept


def test_a_client_keeps_values_and_shows_them_in_order(store: Database) -> None:
    number, day = define(store, "车队", CustomKind.NUMBER), define(store, "开业", CustomKind.DATE)
    client = make(store, custom=((day, "2019-5-1"), (number, "1,200"), ("unknown", "x")))
    row = store.read(lambda s: custom_fields.values_of(clients.get(s, client)))
    assert row == {number: 1200, day: "2019-05-01"}
    shown = store.read(lambda s: custom_fields.shown(s, "client", row))
    assert shown == [("车队", "1,200"), ("开业", "2019 年 5 月 1 日")]
    assert store.read(lambda s: custom_fields.shown(s, "client", row, "en"))[1] == ("开业", "1 May 2019")


def test_a_removed_field_keeps_its_values_and_comes_back_by_undo(store: Database) -> None:
    number = define(store, "车队", CustomKind.NUMBER)
    other = define(store, "备注栏")
    client = make(store, custom=((number, 5),))
    _, _, batch = store.write(lambda s: custom_fields.remove(s, number))
    assert labels(store) == ["备注栏"]
    draft = store.read(lambda s: clients.draft_of(clients.get(s, client)))
    assert dict(draft.custom) == {number: 5}
    store.write(lambda s: custom_fields.set_values(s, clients.get(s, client), {other: "注", number: ""}))
    assert store.read(lambda s: custom_fields.values_of(clients.get(s, client))) == {number: 5, other: "注"}
    store.write(lambda s: history.undo(s, batch, today=TODAY))
    assert labels(store) == ["车队", "备注栏"]
    assert store.read(lambda s: custom_fields.shown(s, "client", {number: 5})) == [("车队", "5")]


def test_an_edit_of_values_is_one_change_that_undo_takes_back(store: Database) -> None:
    name = define(store, "内部代号")
    client = make(store)
    draft = store.read(lambda s: clients.draft_of(clients.get(s, client)))
    changed = ClientDraft(draft.name, custom=((name, "甲一"),), revision=draft.revision)
    _, _, batch = store.write(lambda s: clients.update(s, client, changed, today=TODAY))
    assert store.read(lambda s: custom_fields.values_of(clients.get(s, client))) == {name: "甲一"}
    store.write(lambda s: history.undo(s, batch, today=TODAY))
    assert store.read(lambda s: custom_fields.values_of(clients.get(s, client))) == {}


def test_people_have_fields_of_their_own(store: Database) -> None:
    name = define(store, "车牌", entity="contact")
    client = make(store)
    draft = ContactDraft("周建明", custom=((name, "浙B12345"),))
    person = store.write(lambda s: contacts.create(s, client, draft, today=TODAY))[0]
    kept = store.read(lambda s: contacts.draft_of(contacts.get(s, person)))
    assert kept.custom == ((name, "浙B12345"),)
