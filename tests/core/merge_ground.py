"""Two clients that are one company, with something in every table, for the tests of merging."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core.duplicate_ground import client, person
from kam_desktop.core import (
    clients,
    contacts,
    gifts,
    interactions,
    mergers,
    touches,
    visits,
)
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.mergers import Choices
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar, Channel
from kam_desktop.core.store.base import BOOKKEEPING, Base, Synced
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import (
    Attachment,
    Client,
    CustomField,
    Favour,
    Note,
    Occasion,
    Policy,
    Purchase,
    Relative,
    StaffChange,
    Tie,
    VisitRemark,
)
from kam_desktop.core.visits import CommitmentDraft, VisitDraft

USUAL = Choices()
NOT_FACTS = BOOKKEEPING | {"name_no", "text_no"}


def read(store: Database, table: Any, row_id: str) -> Any:
    """A row as plain values."""

    def work(session: Any) -> Any:
        row = session.get(table, row_id)
        session.expunge_all()
        return row

    return store.read(work)


def dump(store: Database) -> dict[str, dict[str, dict[str, Any]]]:
    """Every synced row of the store, bookkeeping excepted."""

    def work(session: Any) -> dict[str, dict[str, dict[str, Any]]]:
        found = {}
        for mapper in Base.registry.mappers:
            if issubclass(mapper.class_, Synced):
                rows = session.execute(select(mapper.local_table)).mappings()
                found[mapper.local_table.name] = {
                    row["id"]: {name: value for name, value in row.items() if name not in NOT_FACTS} for row in rows
                }
        return found

    return store.read(work)


class Two:
    """Two clients that are one company, with something in every table."""

    def __init__(self, store: Database, today: date) -> None:
        self.store, self.today = store, today
        self.keep = client(
            store, "宁波恒远轮胎有限公司", today, tier="A", city="宁波", tags=("老客户",), notes="好", owner="刘敏"
        )
        self.drop = client(
            store, "恒远轮胎(宁波)公司", today, tier="B", province="浙江", city="宁波", industry="轮胎",
            tags=("展会", "老客户"), notes="要发票", external_no="C-7",
        )  # fmt: skip
        self.zhou = person(store, self.keep, "周建明", today, phones=("13800138000",), title="采购经理")
        birthday = PartialDate(Calendar.SOLAR, 1980, 7, 3)
        self.zhou2 = person(
            store, self.drop, "周·建明", today, phones=("138 0013 8000", "0574-55500138"), hobbies="钓鱼",
            birthday=birthday,
        )  # fmt: skip
        self.shen = person(store, self.drop, "沈立群", today, birthday=PartialDate(Calendar.SOLAR, None, 7, 20))
        store.write(self._fill)
        store.write(lambda s: touches.plan_all(s, today=today))

    def _fill(self, session: Any) -> None:
        drop, day = self.drop, self.today
        contacts.get(session, self.shen).reports_to_id = self.zhou2
        draft = InteractionDraft(drop, Channel.CALL, day - timedelta(days=3), "谈价格", (self.zhou2, self.shen))
        interactions.log(session, draft, today=day)
        visit = VisitDraft(
            drop, day, contact_ids=(self.zhou2,), discussed="谈妥", next_visit_on=day + timedelta(days=20),
            commitments=(CommitmentDraft("寄样品", day + timedelta(days=9)),),
        )  # fmt: skip
        visit_id = visits.record(session, visit, today=day)
        gifts.record(session, GiftDraft(drop, self.zhou2, "茶叶", day, value_minor=9_900, origin="客户要求"), today=day)
        scope = {"scope_id": drop, "client_id": drop}
        own = CustomField(label="车牌")
        session.add_all([
            own, Note(**scope, contact_id=self.zhou2, on=day, text="记一笔"), Purchase(**scope, on=day, amount_minor=5),
            Tie(**scope, contact_id=self.zhou2, colleague="刘敏", strength=3),
            Tie(scope_id=self.keep, client_id=self.keep, contact_id=self.zhou, colleague="刘敏", strength=1),
            VisitRemark(scope_id=drop, visit_id=visit_id, text="写细些"),
            Relative(scope_id=drop, contact_id=self.zhou2, name="王芳", relation="spouse"),
            StaffChange(**scope, contact_id=self.shen, kind="came", on=day),
            Occasion(**scope, contact_id=self.zhou2, kind="wedding", title="嫁女", on=day),
            Favour(**scope, contact_id=self.zhou2, direction="they_help", what="介绍客户", on=day, state="done"),
            Attachment(**scope, visit_id=visit_id, name="a.jpg", content=b"x"),
            Attachment(scope_id=drop, contact_id=self.zhou2, name="card.jpg", content=b"y"),
            Policy(scope_id=drop, tier="", client_id=drop, activity="call", channel="call", ideal_days=9, latest_days=12),
            Policy(scope_id=drop, tier="", client_id=drop, activity="visit", channel="visit", ideal_days=9, latest_days=12),
            Policy(scope_id=self.keep, tier="", client_id=self.keep, activity="visit", channel="visit", ideal_days=8, latest_days=9),
            Client(name="恒远子公司", parent_id=drop),
        ])  # fmt: skip
        session.flush()
        clients.get(session, drop).custom = {own.id: "浙B12345"}
        touch = touches.book(session, drop, on=day + timedelta(days=6), channel=Channel.CALL, contact_id=self.zhou2)
        touch.plan_key = f"birthday:{self.zhou2}:2026-07-03"

    def rows(self, table: Any, **given: Any) -> list[Any]:
        def work(session: Any) -> list[Any]:
            found = list(session.scalars(select(table).filter_by(deleted_at=None, **given)))
            session.expunge_all()
            return found

        return self.store.read(work)

    def merge(self, choices: Choices = USUAL) -> str:
        work = self.store.write(lambda s: mergers.merge(s, self.keep, self.drop, choices, today=self.today))
        assert work.batch_id is not None
        return work.batch_id


@pytest.fixture
def two(store: Database, today: date) -> Two:
    return Two(store, today)
