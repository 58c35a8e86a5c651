"""Lists are narrowed by what search finds: any writing, pinyin, people, phones, places, all that is written."""

from datetime import date

import pytest

from kam_desktop.core import (
    clients,
    contacts,
    gift_lists,
    gift_overview,
    gifts,
    list_filters,
    timeline,
    visit_lists,
    visits,
)
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.gift_overview import GiftFilter
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.store.database import Database
from kam_desktop.core.visits import VisitDraft


@pytest.fixture
def known(store: Database, today: date) -> Database:
    def work(session: object) -> None:
        for name, person in (("寧波恒远轮胎有限公司", "周建明"), ("青岛海川橡胶有限公司", "单雄信")):
            one = clients.create(session, ClientDraft(name), today=today)  # type: ignore[arg-type]
            who = contacts.create(session, one, ContactDraft(person, phones=("138-0013-8000",)), today=today)  # type: ignore[arg-type]
            is_first = person == "周建明"
            words = {"objective": "谈ＡＢＣ價格", "needs": "要防冻液二十桶"} if is_first else {"objective": "例行拜访"}
            visit = VisitDraft(one, today, contact_ids=(who,), **words)  # type: ignore[arg-type]
            visits.record(session, visit, today=today)  # type: ignore[arg-type]
            gift = GiftDraft(one, who, "龍井茶" if is_first else "茶具", today, value_minor=100, origin="他爱喝绿茶")
            gifts.record(session, gift, today=today)  # type: ignore[arg-type]

    store.write(work)
    return store


@pytest.mark.parametrize(
    ("typed", "of_visits", "of_gifts"),
    [
        ("恒远", 1, 1), ("宁波", 1, 1), ("寧波", 1, 1), ("nbhy", 1, 1), ("hengyuanlt", 1, 1), ("周建明", 1, 1), ("zjm", 1, 1),
        ("shan", 1, 1), ("138 0013", 2, 2), ("价格", 1, 0), ("abc", 1, 0), ("防冻液二十", 1, 0), ("例行", 1, 0),
        ("龙井", 0, 1), ("龍井茶", 0, 1), ("他爱喝绿", 0, 2), ("%", 0, 0), ("没有的", 0, 0), ("", 2, 2),
    ],
)  # fmt: skip
def test_visits_and_gifts_are_narrowed_as_search_finds(
    known: Database, typed: str, of_visits: int, of_gifts: int
) -> None:
    assert len(known.read(lambda s: visit_lists.ids(s, text=typed))) == of_visits
    assert sum(known.read(lambda s: visit_lists.counts(s, text=typed)).values()) == of_visits
    assert len(known.read(lambda s: gift_lists.ids(s, text=typed))) == of_gifts
    assert len(known.read(lambda s: gift_overview.ids(s, GiftFilter(text=typed)))) == of_gifts


@pytest.mark.parametrize(
    ("typed", "facts"),
    [
        ("防冻液", ["visit"]), ("价格", ["visit"]), ("價格", ["visit"]), ("abc", ["visit"]), ("龙井", ["gift"]),
        ("谈 二十桶", ["visit"]), ("绿茶", ["gift"]), ("%", []), ("visit", []), (" ", ["gift", "visit"]),
    ],
)  # fmt: skip
def test_the_line_of_time_is_searched_in_all_that_was_written(known: Database, typed: str, facts: list[str]) -> None:
    client = known.read(lambda s: list_filters.client_ids(s, "恒远"))[0]
    lines = known.read(lambda s: timeline.page(s, client, text=typed)).lines
    assert sorted(line.fact for line in lines) == facts


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("防冻液", "寧波"), ("价格", "寧波"), ("例行拜", "青岛"), ("绿茶", "寧波 青岛"), ("茶", "寧波 青岛"), ("茶具", "青岛"),
        ("周建明", ""), ("宁波恒远", ""), ("没有的", ""), ("%", ""), ("", ""), ("ab", "寧波"), ("a", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_waiting", [False, True])
def test_clients_are_found_by_what_was_written_of_them(
    known: Database, typed: str, expected: str, is_waiting: bool
) -> None:
    if is_waiting:
        known.write(_take_out)
    found = known.read(lambda s: [clients.get(s, each).name[:2] for each in list_filters.written_ids(s, typed)])
    assert sorted(found) == sorted(expected.split())


def _take_out(session: object) -> None:
    connection = session.connection()  # type: ignore[attr-defined]
    connection.exec_driver_sql("DELETE FROM find_texts")
    for entity in ("gift", "visit"):
        connection.exec_driver_sql(f"UPDATE {entity} SET text_no = NULL")
        connection.exec_driver_sql(f"INSERT INTO unindexed SELECT '{entity}', id FROM {entity}")


def test_what_waits_for_the_index_is_read_as_it_is(known: Database) -> None:
    known.write(_take_out)
    assert len(known.read(lambda s: gift_lists.ids(s, text="龙井"))) == 1


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("东莞", ["恒远", "海川"]), ("東莞", ["恒远", "海川"]), ("dongguan", ["恒远", "海川"]), ("莞", ["恒远", "海川"]),
        ("余姚", ["长城"]), ("dg", []), ("xian", []), ("西安", []), ("", []),
    ],
)  # fmt: skip
def test_clients_are_narrowed_by_city_and_district(store: Database, today: date, typed: str, names: list[str]) -> None:
    def make(session: object) -> dict[str, str]:
        drafts = (
            ClientDraft("恒远", city="东莞市", district="长安镇"), ClientDraft("海川", city="東莞"),
            ClientDraft("长城", city="宁波", district="余姚市"), ClientDraft("万里"),
        )  # fmt: skip
        return {clients.create(session, draft, today=today): draft.name for draft in drafts}  # type: ignore[arg-type]

    made = store.write(make).value
    assert sorted(made[each] for each in store.read(lambda s: list_filters.client_ids(s, typed))) == sorted(names)
