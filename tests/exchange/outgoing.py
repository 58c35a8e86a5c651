"""A small store with hostile names, and what the tests of exporting share."""

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from kam_desktop.core import clients, contacts, intake, kept_mappings
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Contact, Note, Relative
from kam_desktop.exchange import exporting, importing, rows
from kam_desktop.exchange.exporting import Exported, Order, What

TODAY = date(2026, 6, 15)
SECRETS = ("有两个女儿", "怕狗的秘密", "爱钓鲈鱼", "脾气急", "湖州老家", "个人备注的话", "小女儿圆圆")


def fill(store: Database) -> dict[str, str]:
    """Three clients: one whose every text is hostile, one with five people, one with nobody."""

    def work(session: Any) -> dict[str, str]:
        hostile = clients.create(
            session,
            ClientDraft(
                "=1+1 <b>公司", external_no="00123456789012345678", tier="A", city="宁波", tags=("重点", "-1"),
                notes="@SUM(A1)\n第二行 😀 \"引号\", 逗号；", annual_revenue_minor=123_456_789, address="+路 1-2", source="3-4",
            ),
            today=TODAY,
        )  # fmt: skip
        contacts.create(
            session,
            hostile,
            ContactDraft(
                "欧阳'明", title="+总", phones=("+86 138 0013 8000", "13800138000"), emails=("a@b.cn",), wechat="-wx",
                birthday=PartialDate(Calendar.LUNAR, None, 8, 15), family="有两个女儿", taboos="怕狗的秘密", hobbies="爱钓鲈鱼",
                personality="脾气急", hometown="湖州老家", notes="=联系人备注\\n;,", external_no="9" * 20,
            ),
            today=TODAY,
        )  # fmt: skip
        crowd = clients.create(session, ClientDraft("台州海辰泵业有限公司", tier="B"), today=TODAY)
        for number in range(5):
            birthday = PartialDate(Calendar.SOLAR, 1980 + number if number else None, 2, 28 + (number == 0))
            contacts.create(
                session, crowd, ContactDraft(f"沈{'一二三四五'[number]}", birthday=birthday), today=TODAY
            )  # fmt: skip
        alone = clients.create(session, ClientDraft("无人公司"), today=TODAY)
        person = session.scalar(select(Contact.id).where(Contact.client_id == hostile))
        session.add(Relative(scope_id=hostile, contact_id=person, name="小女儿圆圆", relation="child"))
        session.add(Note(scope_id=hostile, client_id=hostile, on=TODAY, text="个人备注的话", is_private=True))
        session.add(Note(scope_id=hostile, client_id=hostile, on=TODAY, text="大家的备注"))
        return {"hostile": hostile, "crowd": crowd, "alone": alone}

    made: dict[str, str] = store.write(work).value
    return made


def out(store: Database, what: str, file: Path, **given: Any) -> Exported:
    lang = given.pop("lang", "zh_CN")
    order = Order(What(what), **given)
    return store.read(lambda s: exporting.export(s, order, file, lang=lang, today=TODAY))


def back(store: Database, file: Path) -> intake.Taken:
    """Import a file as a person would, with the mapping that the program finds."""
    preview = importing.preview(file, own=store.read(kept_mappings.own_fields))
    assert not preview.problem_counts, preview.problem_counts
    assert not preview.rejected
    records = list(rows.to_records(preview.parsed, preview.mapping))
    taken: intake.Taken = store.write(lambda s: intake.take_in(s, records, title=file.name, today=TODAY)).value
    return taken


def everything(store: Database) -> dict[str, dict[str, Any]]:
    """Clients and people by name, without ids: for comparing two stores."""

    def work(session: Any) -> dict[str, dict[str, Any]]:
        found = {}
        for each in clients.ids(session):
            row = clients.get(session, each)
            people = {person.name: contacts.draft_of(person) for person in contacts.of_client(session, each)}
            found[row.name] = {"client": clients.draft_of(row), "people": people}
        return found

    return store.read(work)


def all_text(file: Path) -> str:
    """Everything that a file says, folded lines joined."""
    if file.suffix in (".zip", ".xlsx"):
        with zipfile.ZipFile(file) as archive:
            return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return file.read_bytes().replace(b"\r\n ", b"").decode()
