"""A contact that was noted wrongly: corrected and taken back, with the clock, the plan and what it closed."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from kam_desktop.core import agenda, clients, commitments, contacts, history, interactions, timeline, touches
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.errors import Invalid, NotFound, Refused
from kam_desktop.core.interactions import InteractionDraft, Logged
from kam_desktop.core.rules.kinds import Activity, Channel, TouchState
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Commitment, Interaction, Touch
from kam_desktop.core.timeline_facts import Fact, Line

DAY = timedelta(days=1)


@pytest.fixture
def client_id(store: Database, today: date) -> str:
    since = today - 400 * DAY
    return str(store.write(lambda s: clients.create(s, ClientDraft("恒远轮胎", tier="A"), today=since)).value)


def log(store: Database, client_id: str, channel: Channel, on: date, today: date, **given: Any) -> Logged:
    draft = InteractionDraft(client_id, channel, on, **given)
    return store.write(lambda s: interactions.log(s, draft, today=today)).value


def correct(store: Database, row_id: str, today: date, **given: Any) -> tuple[str, str]:
    """The id of the new row and of the batch."""

    def work(s: Any) -> str:
        old = interactions.draft_of(interactions.get(s, row_id))
        values = {name: given.get(name, getattr(old, name)) for name in ("channel", "on", "outcome", "contact_ids")}
        return interactions.correct(s, row_id, InteractionDraft(old.client_id, **values), today=today)

    done = store.write(work)
    return done.value, done.batch_id or ""


def shown(store: Database, client_id: str) -> list[Line]:
    return store.read(lambda s: timeline.page(s, client_id, kinds={Fact.CONTACT})).lines


def last_on(store: Database, client_id: str) -> date | None:
    return store.read(lambda s: clients.get(s, client_id).last_contact_on)


def next_call(store: Database, client_id: str, today: date) -> date:
    found = store.read(lambda s: agenda.of_client(s, client_id, today=today))
    return min(each.due_on for each in found if each.activity == Activity.CALL)


def next_due(store: Database, client_id: str, today: date) -> date:
    """Of whatever: a call may be said by a visit near it."""
    return min(each.due_on for each in store.read(lambda s: agenda.of_client(s, client_id, today=today)))


def touch(store: Database, touch_id: str | None) -> Any:
    names = (Touch.id, Touch.activity, Touch.state, Touch.done_on, Touch.outcome)
    return store.read(lambda s: s.execute(select(*names).where(Touch.id == touch_id)).one())


def kept(store: Database, row_id: str) -> Any:
    names = [Interaction.__table__.c[name] for name in ("channel", "activity", "touch_id", "corrects_id", "author")]
    return store.read(lambda s: s.execute(select(*names).where(Interaction.id == row_id)).one())


def test_a_call_of_yesterday_is_put_on_its_day(store: Database, client_id: str, today: date) -> None:
    logged = log(store, client_id, Channel.CALL, today, today, outcome="谈了涨价")
    before = next_call(store, client_id, today)
    new_id, batch_id = correct(store, logged.interaction_id, today, on=today - 3 * DAY, outcome="谈了价格")
    [line] = shown(store, client_id)
    assert (line.id, line.on, line.text) == (new_id, today - 3 * DAY, "谈了价格")
    assert last_on(store, client_id) == today - 3 * DAY
    closed = touch(store, logged.closed_touch_id)
    assert (closed.state, closed.done_on, closed.outcome) == (TouchState.DONE, today - 3 * DAY, "谈了价格")
    assert next_due(store, client_id, today) <= before
    row = kept(store, new_id)
    assert (row.corrects_id, row.author, row.touch_id) == (logged.interaction_id, "刘敏", closed.id)
    store.write(lambda s: history.undo(s, batch_id, today=today))
    assert [(each.id, each.on) for each in shown(store, client_id)] == [(logged.interaction_id, today)]
    assert last_on(store, client_id) == today
    assert today < next_due(store, client_id, today) <= before


def test_what_was_no_call_leaves_the_call_to_be_made(store: Database, client_id: str, today: date) -> None:
    logged = log(store, client_id, Channel.CALL, today, today)
    assert touch(store, logged.closed_touch_id).activity == Activity.CALL
    new_id, batch_id = correct(store, logged.interaction_id, today, channel=Channel.MESSAGE)
    row = kept(store, new_id)
    assert (row.channel, row.activity, row.touch_id) == (Channel.MESSAGE, "", None)
    due = next_due(store, client_id, today)
    assert today < due <= today + 18 * DAY, "put off by the message, and no more than that"
    store.write(lambda s: history.undo(s, batch_id, today=today))
    assert touch(store, logged.closed_touch_id).state == TouchState.DONE
    assert next_call(store, client_id, today) > today + DAY


def test_a_day_long_before_no_longer_answers_what_is_due_now(store: Database, client_id: str, today: date) -> None:
    log(store, client_id, Channel.CALL, today, today)
    due = next_call(store, client_id, today)
    chosen = store.read(
        lambda s: next(each.id for each in agenda.of_client(s, client_id, today=today) if each.due_on == due)
    )
    logged = log(store, client_id, Channel.CALL, today, today, touch_id=chosen)
    assert touch(store, chosen).state == TouchState.DONE
    new_id, _ = correct(store, logged.interaction_id, today, on=today - 30 * DAY)
    assert kept(store, new_id).touch_id != chosen
    assert touch(store, chosen).state == TouchState.PLANNED
    assert next_call(store, client_id, today) == due


def test_a_contact_is_removed_and_brought_back(store: Database, client_id: str, today: date) -> None:
    log(store, client_id, Channel.MESSAGE, today - 40 * DAY, today - 40 * DAY)
    logged = log(store, client_id, Channel.CALL, today, today, outcome="写错了客户")
    after = next_call(store, client_id, today)
    batch_id = store.write(lambda s: interactions.remove(s, logged.interaction_id, today=today)).batch_id
    assert [each.channel for each in shown(store, client_id)] == [Channel.MESSAGE]
    assert last_on(store, client_id) == today - 40 * DAY
    assert next_due(store, client_id, today) < after
    store.write(lambda s: history.undo(s, batch_id, today=today))
    assert len(shown(store, client_id)) == 2
    assert (last_on(store, client_id), next_call(store, client_id, today)) == (today, after)
    assert touch(store, logged.closed_touch_id).state == TouchState.DONE
    keys = store.read(lambda s: s.scalars(select(Touch.plan_key).where(Touch.deleted_at.is_(None))).all())
    assert len(keys) == len(set(keys)), "nothing stands twice"


def test_a_correction_that_was_corrected_is_not_undone_under_it(store: Database, client_id: str, today: date) -> None:
    logged = log(store, client_id, Channel.CALL, today, today, outcome="谈了涨价")
    second_id, second = correct(store, logged.interaction_id, today, outcome="谈了价格")
    third_id, third = correct(store, second_id, today, outcome="谈了交期")
    with pytest.raises(Refused, match="correction_edited"):
        store.write(lambda s: history.undo(s, second, today=today))
    assert [each.id for each in shown(store, client_id)] == [third_id]
    for batch_id in (third, second):
        store.write(lambda s, batch_id=batch_id: history.undo(s, batch_id, today=today))
    assert [each.id for each in shown(store, client_id)] == [logged.interaction_id]


def test_a_promise_is_open_again_with_what_kept_it(store: Database, client_id: str, today: date) -> None:
    def promise(s: Any) -> str:
        row = commitments.add(s, client_id, text="送样品", due_on=today)
        touches.replan(s, client_id, today=today)
        return row.id

    promise_id = store.write(promise).value
    touch_id = store.read(lambda s: s.scalar(select(Touch.id).where(Touch.plan_key == f"commitment:{promise_id}")))
    logged = log(store, client_id, Channel.VISIT, today, today, touch_id=touch_id)
    assert store.read(lambda s: s.get(Commitment, promise_id).state) == "kept"
    store.write(lambda s: interactions.remove(s, logged.interaction_id, today=today))
    assert store.read(lambda s: s.get(Commitment, promise_id).state) == "open"
    assert touch(store, touch_id).state == TouchState.PLANNED


def test_what_cannot_be_is_refused_and_nothing_is_written(store: Database, client_id: str, today: date) -> None:
    logged = log(store, client_id, Channel.CALL, today, today)
    with pytest.raises(Invalid):
        correct(store, logged.interaction_id, today, on=today + DAY)
    with pytest.raises(NotFound):
        correct(store, logged.interaction_id, today, contact_ids=("nobody",))
    assert correct(store, logged.interaction_id, today) == (logged.interaction_id, ""), "unchanged, nothing is written"
    new_id, _ = correct(store, logged.interaction_id, today, outcome="改过")
    for gone in (logged.interaction_id, "unknown"):
        with pytest.raises(NotFound):
            store.read(lambda s, gone=gone: interactions.get(s, gone))
    assert [each.id for each in shown(store, client_id)] == [new_id]


def test_who_has_gone_since_stays_in_what_they_took_part_in(store: Database, client_id: str, today: date) -> None:
    person = store.write(lambda s: contacts.create(s, client_id, ContactDraft("周建明"), today=today)).value
    logged = log(store, client_id, Channel.CALL, today, today, contact_ids=(person,))
    store.write(lambda s: contacts.remove(s, person, today=today))
    new_id, _ = correct(store, logged.interaction_id, today, outcome="补一句")
    assert store.read(lambda s: interactions.get(s, new_id).contact_ids) == (person,)


def test_the_contact_that_a_visit_was_is_not_corrected_here(store: Database, client_id: str, today: date) -> None:
    def add(s: Any) -> str:
        row = interactions.record(s, client_id, channel=Channel.VISIT, on=today, visit_id="v")
        s.flush()
        return row.id

    row_id = store.write(add).value
    with pytest.raises(NotFound):
        store.write(lambda s: interactions.remove(s, row_id, today=today))
    assert store.read(lambda s: s.get(Interaction, row_id).deleted_at) is None
