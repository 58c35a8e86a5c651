"""Lists of facts that went out from here and are imported again."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from exchange.outgoing import TODAY, fill, out
from kam_desktop import words
from kam_desktop.core import clients, contacts, gifts, touches
from kam_desktop.core.errors import FileError
from kam_desktop.core.gift_weighing import GiftDraft
from kam_desktop.core.rules.kinds import GiftCategory, GiftDirection
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Gift
from kam_desktop.exchange import importing, taking


def take(store: Database, file: Path) -> taking.Outcome:
    preview = importing.preview(file)
    outcome: taking.Outcome = store.write(lambda s: taking.take_in(s, preview, title=file.name, today=TODAY)).value
    return outcome


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_gifts_come_back_as_gifts(store: Database, tmp_path: Path, lang: str, ending: str) -> None:
    made = fill(store)

    def give(session: Any) -> None:
        person = contacts.of_client(session, made["hostile"])[0].id
        received = GiftDraft(
            made["hostile"], person, "砚台", TODAY, GiftCategory.BOOK, 48_000, "USD",
            origin="老街作坊", reception="很喜欢", direction=GiftDirection.RECEIVED,
        )  # fmt: skip
        gifts.record(session, received, today=TODAY)

    store.write(give)
    file = tmp_path / f"gifts.{ending}"
    out(store, "gifts", file, lang=lang)
    before = store.read(lambda s: {each: clients.get(s, each).tags for each in clients.ids(s)})
    again = take(store, file)
    assert (again.kind, again.created, again.unchanged, again.rejected) == ("gifts", 0, 1, [])
    store.write(lambda s: s.delete(s.scalars(select(Gift)).one()))
    assert take(store, file).created == 1
    columns = (Gift.item, Gift.value_minor, Gift.currency, Gift.direction, Gift.origin, Gift.reception, Gift.category)
    said = store.read(lambda s: tuple(s.execute(select(*columns)).one()))
    assert said == ("砚台", 48_000, "USD", "received", "老街作坊", "很喜欢", "book")
    assert store.read(lambda s: {each: clients.get(s, each).tags for each in clients.ids(s)}) == before


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("what", ["visits", "touches"])
def test_what_has_no_way_back_is_refused_with_its_name(store: Database, tmp_path: Path, what: str, lang: str) -> None:
    fill(store)
    store.write(lambda s: touches.plan_all(s, today=TODAY))
    file = tmp_path / f"{what}.csv"
    out(store, what, file, lang=lang)
    with file.open("a", encoding="utf-8") as lines:  # whether or not there is a row
        lines.write('"2026-06-01","9:00"\r\n')
    for kind in ("", "interactions"):
        with pytest.raises(FileError) as refused:
            importing.preview(file, kind=kind)
        assert refused.value.code == f"file.own_{what}"
