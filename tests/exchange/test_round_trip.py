"""Whatever a list, a card or a calendar says comes back from it, column by column; what does not is named here.

A new column of a client or a contact must find its way, or a line with the reason.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from conftest import LIGHT, PASSPHRASE
from exchange.outgoing import TODAY, out
from kam_desktop import words
from kam_desktop.core import clients, contacts, custom_fields, opening, samples
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft, RelativeDraft
from kam_desktop.core.records import RelativeRecord
from kam_desktop.core.rules import shares
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import (
    Attitude,
    BuyingRole,
    Calendar,
    Channel,
    ClientKind,
    CustomKind,
    LifecycleStage,
    Ownership,
    RelationshipLevel,
    ValueBand,
)
from kam_desktop.core.rules.privacy import PRIVATE
from kam_desktop.core.rules.shares import Share
from kam_desktop.core.store.base import Synced
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Client, Gift, Interaction, Touch
from kam_desktop.exchange import families, importing, supplier_shares, taking
from kam_desktop.words import phrases

_BOOKKEEPING: Final = {*Synced.__annotations__, "name_no", "text_no", "sort_key", "name_key"}
#: Of a client: why a list does not bring it into another store.
CLIENT_STAYS: Final = {
    "parent_id": "a place in this store's tree of groups",
    "region_code": "follows from province, city and district",
    "currency": "lists tell revenues of other currencies with it, and an import takes yuan",
    "status": "a list is of clients that are looked after; lost ones have their own facts",
    "team": "the people of this store",
    "confirmed_on": "who brings a list has confirmed nothing",
    "merged_into_id": "a merge of this store",
    "next_touch_on": "follows from what is planned there",
}
CONTACT_STAYS: Final = {
    "client_id": "compared by the client's name",
    "influence": "a weight on this store's map",
    "reports_to_id": "a line on this store's map",
    "successor_id": "a fact of this store",
    "map_x": "a place on this store's map",
    "map_y": "a place on this store's map",
    "left_on": "a fact of this store: a list says only that somebody left",
}
#: A card is what one person gives another: it never told these.
CARD_LACKS: Final = {
    "greeting_name", "buying_role", "attitude", "is_official", "has_left", "preferred_channel", "preferred_hours", "custom",
}  # fmt: skip
OWN: Final = (("client", "港口", CustomKind.TEXT), ("client", "吨位", CustomKind.NUMBER), ("contact", "行业", CustomKind.TEXT), ("contact", "入职", CustomKind.DATE))  # fmt: skip
BIRTHDAYS: Final = (
    None, PartialDate(Calendar.SOLAR, 1984, 10, 21), PartialDate(Calendar.SOLAR, None, 2, 29), PartialDate(Calendar.SOLAR, 1984),
    PartialDate(Calendar.SOLAR, 1984, 10), PartialDate(Calendar.LUNAR, None, 8, 15), PartialDate(Calendar.LUNAR, 2025, 6, 15, is_leap=True),
)  # fmt: skip


@pytest.fixture
def full(store: Database) -> Database:
    """The sample, and clients that say something in every column."""
    store.write(lambda s: samples.fill(s, today=TODAY, number=12))
    define(store)

    def work(session: Any) -> None:
        own = {each.label: each.id for entity in ("client", "contact") for each in custom_fields.of(session, entity)}
        for number, birthday in enumerate(BIRTHDAYS):
            draft = ClientDraft(
                f"温州满格{'一二三四五六七'[number]}号船舶有限公司", short_name=f"满格{number}", kind=ClientKind.DEALER, industry="=船舶",
                province="浙江", city="温州", district="龙湾区", address="滨海 1-2 路", time_zone="Asia/Tokyo", products="主机\n螺旋桨",
                annual_volume="1200 吨", annual_revenue_minor=123_456_78, source="3-4", tier="B", lifecycle_stage=LifecycleStage.STABLE,
                relationship_level=RelationshipLevel.BALANCED, value_band=ValueBand.GOLD, owner="王强", leader="高原", tags=("重点", "-1"),
                notes="第一行\n@第二行", external_no=f"00{number}", ownership=Ownership.STATE,
                supplier_shares=(Share("", 61.5, True), Share("米其林 (中国)", 20), Share("3M 二号", 8)),
                custom=((own["港口"], "=北仑"), (own["吨位"], 12.5)),
            )  # fmt: skip
            client_id = clients.create(session, draft, today=TODAY)
            clients.get(session, client_id).since_on = date(2019, 5, 1)
            first = ContactDraft(f"来去{number}", has_left=number == 1, title="前经理", phones=("0571-88886666 转 12",))
            second = ContactDraft(
                f"周建{number}", greeting_name="周总", title="总经理 / 董事", buying_role=BuyingRole.DECIDES, attitude=Attitude.SUPPORTER,
                is_primary=True, phones=("+86 138 0013 8000", "13900139000"), emails=("a@b.cn", "C@d.cn"), wechat="-wx", birthday=birthday,
                family="女儿高考\n儿子当兵", hometown="舟山", hobbies="钓鱼；爬山", personality="直爽", taboos="怕狗",
                preferred_channel=Channel.MESSAGE, preferred_hours="下午四点后", notes="=备注\n家人：不是这行", external_no=f"P/{number}",
                custom=((own["行业"], "轮机"), (own["入职"], "2020-01-02")), is_official=True,
                relatives=(
                    RelativeDraft("王圆圆", "child", birthday, "读小学 | 三班\n爱画画\\"), RelativeDraft("", "spouse"),
                    RelativeDraft("老周", "parent", notes="住在乡下"), RelativeDraft("阿姨", "", birthday),
                ),
            )  # fmt: skip
            for each in (first, second):
                contacts.create(session, client_id, each, today=TODAY)

    store.write(work)
    return store


def define(store: Database) -> None:
    def work(session: Any) -> None:
        for entity, label, kind in OWN:
            custom_fields.define(session, entity, label, kind)

    store.write(work)


@pytest.fixture
def empty(tmp_path: Path) -> Any:
    """Another computer's store, with the same fields of the users' own."""
    store = opening.create(tmp_path / "other", PASSPHRASE, author="王强", kdf=LIGHT).store
    define(store)
    yield store
    store.close()


def take(store: Database, file: Path) -> taking.Outcome:
    from kam_desktop.core import kept_mappings

    preview = importing.preview(file, own=store.read(kept_mappings.own_fields))
    outcome: taking.Outcome = store.write(lambda s: taking.take_in(s, preview, title=file.name, today=TODAY)).value
    assert (outcome.rejected, outcome.problems) == ([], [])
    return outcome


def told(store: Database) -> dict[str, dict[str, Any]]:
    """Clients and people by name: every column, with own fields by their labels, and the family."""

    def work(session: Any) -> dict[str, dict[str, Any]]:
        labels = {each.id: each.label for entity in ("client", "contact") for each in custom_fields.of(session, entity)}

        def columns(row: Any, stays: Any) -> dict[str, Any]:
            names = {each.key for each in row.__table__.columns} - _BOOKKEEPING - set(stays)
            said = {name: getattr(row, name) for name in names}
            return said | {"custom": {labels[key]: value for key, value in said["custom"].items()}}

        found = {}
        for client in session.scalars(select(Client).where(Client.deleted_at.is_(None))):
            found[client.name] = columns(client, CLIENT_STAYS)
            for person in contacts.of_client(session, client.id):
                family = contacts.relatives_of(session, [person.id])
                drafts = [replace(contacts.relative_draft(each), id="") for each in family]
                key = f"{client.name} {person.name}"
                found[key] = columns(person, CONTACT_STAYS) | {"relatives": sorted(map(str, drafts))}
        return found

    return store.read(work)


def compare(ours: dict[str, Any], theirs: dict[str, Any], lacks: Any = ()) -> None:
    assert theirs.keys() == ours.keys()
    for key, said in ours.items():
        differs = {n: (v, theirs[key][n]) for n, v in said.items() if n not in lacks and theirs[key][n] != v}
        assert not differs, (key, differs)


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_lists_bring_everything_into_an_empty_store(
    full: Database, empty: Database, tmp_path: Path, ending: str, lang: str
) -> None:
    for what in ("clients", "contacts"):
        out(full, what, tmp_path / f"{what}.{ending}", lang=lang, with_private=True)
        take(empty, tmp_path / f"{what}.{ending}")
    compare(told(full), told(empty))
    for store in (full, empty):
        for what in ("clients", "contacts"):
            again = take(store, tmp_path / f"{what}.{ending}")
            assert (again.created, again.updated, again.contacts_created, again.contacts_updated) == (0, 0, 0, 0)


def test_without_what_is_private_everything_else_comes(full: Database, empty: Database, tmp_path: Path) -> None:
    for what in ("clients", "contacts"):
        out(full, what, tmp_path / f"{what}.csv")
        take(empty, tmp_path / f"{what}.csv")
    theirs = told(empty)
    compare(told(full), theirs, {*PRIVATE, "relatives"})
    assert not any(said[name] for said in theirs.values() if "phones" in said for name in (*PRIVATE, "relatives"))


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("version", ["3.0", "4.0"])
@pytest.mark.parametrize("is_asked", [True, False])
def test_cards_bring_people_into_an_empty_store(
    full: Database, empty: Database, tmp_path: Path, version: str, lang: str, is_asked: bool
) -> None:
    out(full, "contacts", tmp_path / "x.vcf", card_version=version, with_private=is_asked, lang=lang)
    take(empty, tmp_path / "x.vcf")
    left = {key for key, said in told(full).items() if said.get("has_left")}
    of_people = [
        {key: said for key, said in told(store).items() if "phones" in said and key not in left}
        for store in (full, empty)
    ]
    compare(*of_people, {*CARD_LACKS, *(() if is_asked else (*PRIVATE, "relatives"))})
    if not is_asked:
        assert not any(said[name] for said in of_people[1].values() for name in (*PRIVATE, "relatives"))
    of_clients = [{key: said for key, said in told(store).items() if "tier" in said} for store in (full, empty)]
    compare(*of_clients, {*of_clients[0][next(iter(of_clients[0]))]} - {"name", "province", "city", "address", "tags"})
    assert take(full, tmp_path / "x.vcf").contacts_updated == 0


def test_a_calendar_of_ours_makes_nothing(full: Database, tmp_path: Path) -> None:
    counted = [select(table.id).where(table.deleted_at.is_(None)) for table in (Touch, Interaction, Client, Gift)]
    before = full.read(lambda s: [len(s.scalars(each).all()) for each in counted])
    out(full, "touches", tmp_path / "x.ics")
    preview = importing.preview(tmp_path / "x.ics")
    assert (preview.clients, preview.facts) == (0, 0)
    assert full.read(lambda s: [len(s.scalars(each).all()) for each in counted]) == before


PLAIN = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Cn", "Co")), max_size=20).map(
    lambda text: contacts.names.clean(text)
)
NOTES = st.lists(PLAIN, max_size=3).map(lambda lines: contacts.names.clean("\n".join(lines)))


@given(
    st.lists(
        st.builds(RelativeRecord, st.sampled_from(("", "spouse", "child", "parent", "other")), PLAIN, st.sampled_from(BIRTHDAYS), NOTES)
        .filter(lambda each: each.relation or each.name), max_size=4, unique=True,
    ),
    st.sampled_from(words.LANGUAGES),
)  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_a_family_in_a_cell_is_read_again(given_: list[RelativeRecord], lang: str) -> None:
    text = contacts.names.clean("\n".join(families.written(each, lang) for each in given_))
    assert families.read(text) == (tuple(given_), "")


def test_a_relation_that_is_not_known_is_written_as_it_is() -> None:
    assert families.written(RelativeRecord("friend", "老王", None, ""), "zh_CN") == "friend | 老王"


@pytest.mark.parametrize(
    ("text", "expected", "left"),
    [
        (
            "女儿王圆圆 2015-3-2；妻子：李秀英",
            [("child", "王圆圆", "2015-03-02", "女儿"), ("spouse", "李秀英", "", "妻子")],
            "",
        ),
        ("配偶 李秀英（农历八月十五）", [("spouse", "李秀英", "lunar:--08-15", "")], ""),
        ("Son Tom 2010-01-02\nWifely advice", [("child", "Tom", "2010-01-02", "Son")], "Wifely advice"),
        ("一家五口，住在城西", [], "一家五口，住在城西"),
        ("邻居 | 老王", [], "邻居 | 老王"),
        ("子女 | 小宝 | 去年", [("child", "小宝", "", "去年")], ""),
        ("儿子 2015-3-2", [("child", "", "2015-03-02", "儿子")], ""),
        ("妻子", [("spouse", "", "", "妻子")], ""),
        ("妻子李秀英；孩子两个", [("spouse", "李秀英", "", "妻子")], "妻子李秀英；孩子两个"),
        *(
            (prose, [], prose)
            for prose in (
                "妻子在医院工作，儿子读高中",
                "妻子：在医院工作，儿子读高中",
                "孩子两个",
                "母亲去年过世",
                "母校浙大",
                "太太是老师",
                "女儿高三",
                "太太宁波人",
                "妻子李秀英，老师",
                "妻子|儿子",
                "Wife works in a hospital",
            )
        ),
    ],
)
def test_a_family_as_people_write_it(text: str, expected: list[tuple[str, ...]], left: str) -> None:
    from kam_desktop.core.rules import dates

    found, rest = families.read(text)
    said = [
        (each.relation, each.name, dates.to_text(each.birthday) if each.birthday else "", each.notes) for each in found
    ]
    assert (said, rest) == (expected, left)


NAMES = st.text(st.characters(categories=("L",)), min_size=1, max_size=12) | st.sampled_from(
    ("3M 中国", "A&B (华东)", "X-1 号")
)


@given(
    st.lists(st.tuples(NAMES.map(contacts.names.clean).filter(bool), st.integers(0, 10)), max_size=6),
    st.none() | st.integers(0, 400), st.sampled_from(words.LANGUAGES),
)  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_shares_in_a_cell_are_read_again(others: list[tuple[str, int]], ours: int | None, lang: str) -> None:
    fit = {name.casefold(): (name, percent) for name, percent in others if not supplier_shares._OURS.match(name)}
    said = [Share(name, float(percent)) for name, percent in fit.values()]
    said += [Share("", ours / 10, True)] if ours is not None else []
    known = shares.checked(said)
    if text := phrases.supplier_shares(lang, known):
        assert supplier_shares.read(text) == known
