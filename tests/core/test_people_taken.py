"""What several rows of a list say of one person and their family."""

from datetime import date

import pytest
from sqlalchemy import select

from kam_desktop.core import history, intake
from kam_desktop.core.records import ClientRecord, ContactRecord, RelativeRecord
from kam_desktop.core.rules import dates
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Change, Contact, Relative

CLIENT = "宁波恒远轮胎有限公司"


def take(store: Database, today: date, *people: ContactRecord) -> tuple[intake.Taken, str]:
    """A list with a row for each of these people of one client."""
    rows = [ClientRecord(2 + at, CLIENT, contacts=(each,)) for at, each in enumerate(people)]
    written = store.write(lambda s: intake.take_in(s, rows, title="x.csv", today=today))
    return written.value, written.batch_id or ""


def told(store: Database, name: str, *columns: str) -> tuple[object, ...]:
    wanted = select(*(getattr(Contact, column) for column in columns)).where(Contact.name == name)
    return tuple(store.read(lambda s: s.execute(wanted).one()))


def test_three_rows_of_one_person_are_one_edit(store: Database, today: date) -> None:
    take(store, today, ContactRecord("周建明"))
    taken, batch_id = take(
        store, today,
        ContactRecord("周建明", notes="爱喝茶", is_primary=True), ContactRecord("周建明", title="经理", notes="常出差"),
        ContactRecord("周建明", title="总经理", notes="下午好找"),
    )  # fmt: skip
    after = {"title": "总经理", "notes": "爱喝茶\n常出差\n下午好找"}
    assert (told(store, "周建明", "title", "notes"), taken.contacts_updated) == (tuple(after.values()), 1)
    logged = select(Change.after).where(Change.batch_id == batch_id, Change.entity == "contact")
    assert store.read(lambda s: list(s.scalars(logged))) == [after]
    store.write(lambda s: history.undo(s, batch_id, today=today))
    assert told(store, "周建明", "title", "notes") == ("", "")


def test_who_comes_first_now_and_has_another_job_is_edited_once(store: Database, today: date) -> None:
    take(store, today, ContactRecord("周建明"), ContactRecord("林海燕"))
    taken, _ = take(store, today, ContactRecord("林海燕", title="总监", is_primary=True))
    assert taken.contacts_updated == 2
    assert told(store, "周建明", "is_primary") == (False,)
    assert told(store, "林海燕", "is_primary", "title") == (True, "总监")


def test_a_row_that_says_again_what_is_known_takes_back_what_one_before_it_said(store: Database, today: date) -> None:
    born = dates.parse("1980-05-08")
    take(store, today, ContactRecord("周建明", title="经理", birthday=born))
    taken, _ = take(
        store, today,
        ContactRecord("周建明", title="总监", birthday=dates.parse("1981-05-08"), has_left=True),
        ContactRecord("周建明", title="经理", birthday=born, has_left=False),
    )  # fmt: skip
    assert (taken.unchanged, taken.contacts_updated) == (1, 0)


def test_the_main_one_is_it_no_more_where_somebody_else_is(store: Database, today: date) -> None:
    take(store, today, ContactRecord("周建明"), ContactRecord("林海燕"))
    taken, _ = take(store, today, ContactRecord("周建明", is_primary=False))
    assert told(store, "周建明", "is_primary") == (True,)
    assert taken.unchanged == 1
    take(store, today, ContactRecord("周建明", is_primary=False), ContactRecord("林海燕", is_primary=True))
    assert told(store, "周建明", "is_primary") == (False,)
    assert told(store, "林海燕", "is_primary") == (True,)


@pytest.mark.parametrize("is_known", [True, False])
def test_a_relative_new_in_a_list_grows_by_its_next_rows(store: Database, today: date, is_known: bool) -> None:
    if is_known:
        take(store, today, ContactRecord("周建明"))
    told_first, told_next = (
        RelativeRecord("", "王圆圆"),
        RelativeRecord("child", "王圆圆", dates.parse("2015-3-2"), "小学"),
    )
    rows = [ContactRecord("周建明", relatives=(each,)) for each in (told_first, told_next)]
    take(store, today, *rows)
    columns = select(Relative.relation, Relative.name, Relative.birthday_year, Relative.notes)
    assert tuple(store.read(lambda s: s.execute(columns).one())) == ("child", "王圆圆", 2015, "小学")
    assert take(store, today, *rows)[0].unchanged == 1


def test_a_relative_who_is_there_is_edited_once(store: Database, today: date) -> None:
    take(store, today, ContactRecord("周建明", relatives=(RelativeRecord("child", "王圆圆"),)))
    said = ("小学", dates.parse("2015-3-2")), ("学琴", None), ("爱画画", dates.parse("2015-3-3"))
    rows = [ContactRecord("周建明", relatives=(RelativeRecord("child", "王圆圆", on, notes),)) for notes, on in said]
    taken, batch_id = take(store, today, *rows)
    row = store.read(lambda s: s.execute(select(Relative.notes, Relative.birthday_day)).one())
    assert (*row, taken.contacts_updated) == ("小学\n学琴\n爱画画", 3, 1)
    store.write(lambda s: history.undo(s, batch_id, today=today))
    assert tuple(store.read(lambda s: s.execute(select(Relative.notes, Relative.birthday_day)).one())) == ("", None)
