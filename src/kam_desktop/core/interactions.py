"""What took place: any contact by any way, in three inputs (D-2.8)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import clients, clocks, commitments, contacts, notes, touches
from kam_desktop.core.errors import Invalid, NotFound
from kam_desktop.core.identity import now
from kam_desktop.core.notes import NoteDraft
from kam_desktop.core.rules import names
from kam_desktop.core.rules.cadence import STRENGTH, satisfies
from kam_desktop.core.rules.kinds import Activity, Channel, CommitmentState, TouchResult, TouchState
from kam_desktop.core.store.changes import actor_of
from kam_desktop.core.store.tables import Client, Commitment, Interaction, Touch

_BY_ANY = (Activity.RECOVERY, Activity.ENVIRONMENT)  # a call or more answers it, whoever it was with
CLOSES_DAYS = 7  # a contact this long before a touch is due still answers it


@dataclass(frozen=True, slots=True)
class InteractionDraft:
    """Who, what, outcome; the next touch may be booked in the same breath."""

    client_id: str
    channel: Channel
    on: date
    outcome: str = ""
    contact_ids: tuple[str, ...] = ()
    touch_id: str | None = None
    next_on: date | None = None
    next_channel: Channel | None = None


class Logged(NamedTuple):
    """The interaction, the touch it closed (or None), and when the client is due next."""

    interaction_id: str
    closed_touch_id: str | None
    next_touch_on: date | None


def log(session: Session, draft: InteractionDraft, *, today: date) -> Logged:
    """Record a contact; it closes the touch it answers, resets the clock, and the plan follows."""
    _check(session, draft, today)
    touch = _answered(session, draft)
    row = record(
        session, draft.client_id, channel=draft.channel, on=draft.on, outcome=names.clean(draft.outcome, 65_536),
        contact_ids=draft.contact_ids, activity=touch.activity if touch else "", touch_id=touch.id if touch else None,
    )  # fmt: skip
    if touch is not None:
        _close(session, touch, row, today)
    if draft.next_on is not None:
        book_next(
            session,
            draft.client_id,
            draft.next_on,
            draft.next_channel or draft.channel,
            draft.contact_ids,
            today,
        )
    settle(session, draft.client_id, today=today)
    return Logged(row.id, touch.id if touch else None, next_touch_on(session, draft.client_id))


def note_missed(session: Session, draft: InteractionDraft, *, told: str = "", today: date) -> str:
    """A call that reached nobody is no contact: what it was for still waits, with one try more. Returns that touch.

    Where nothing waits, a call is booked for today, so that it is tried again. ``told`` says of the try that nobody was
    reached and stays as a note of its day: a touch keeps the words of the last try alone, until it is done.
    """
    _check(session, draft, today)
    touch = _answered(session, draft)
    person = next(iter(draft.contact_ids), None)
    if touch is None:
        touch = touches.book(
            session, draft.client_id, on=today, channel=Channel.CALL, activity=Activity.CALL, contact_id=person
        )
        session.flush()
    touches.note_try(session, touch.id, result=TouchResult.MISSED)
    outcome = names.clean(draft.outcome, notes.LONGEST)
    touch.outcome = outcome or touch.outcome
    if told or outcome:
        notes.create(session, draft.client_id, NoteDraft(told or outcome, person or ""), today=draft.on)
    touches.replan(session, draft.client_id, today=today)
    return touch.id


def close_touch(
    session: Session, touch_id: str, *, outcome: str = "", next_on: date | None = None, today: date
) -> Logged:
    """Do a touch today; the same form puts the next one (D-2.8).

    A ``next_on`` that the plan has anyway, or none, books nothing. Another day moves what was planned next
    instead of adding to it, so that nothing is planned twice.
    """
    touch = touches.get(session, touch_id)
    coming = touches.next_if_done(session, touch_id, on=today)
    people = (touch.contact_id,) if touch.contact_id else ()
    channel = Channel(touch.channel)
    draft = InteractionDraft(touch.client_id, channel, today, outcome, people, touch_id)
    logged = log(session, draft, today=today)
    if next_on is None or (coming is not None and coming.on == next_on):
        return logged
    if next_on < today:
        raise Invalid("next_on", "touch.moved_to_past", on=next_on.isoformat())
    planned = _planned(session, touch.client_id, coming) if coming else None
    if planned is not None:
        touches.move(session, planned, to=next_on, today=today)
    else:
        touches.book(
            session, touch.client_id, on=next_on, channel=coming.channel if coming else channel,
            activity=(coming and coming.activity) or "", contact_id=touch.contact_id,
        )  # fmt: skip
        settle(session, touch.client_id, today=today)
    return logged._replace(next_touch_on=next_touch_on(session, touch.client_id))


def _planned(session: Session, client_id: str, coming: touches.NextTouch) -> str | None:
    """The id of the touch that is to come, None when it lies beyond the weeks that are planned."""
    return session.scalar(
        select(Touch.id).where(
            Touch.client_id == client_id, Touch.state == TouchState.PLANNED, Touch.deleted_at.is_(None),
            Touch.due_on == coming.on, Touch.activity == (coming.activity or ""), Touch.channel == coming.channel,
        )
    )  # fmt: skip


def get(session: Session, interaction_id: str) -> Interaction:
    """A contact that was logged; one that a visit or a gift was is corrected there. Raises NotFound."""
    row = session.get(Interaction, interaction_id)
    if row is None or row.deleted_at is not None or row.visit_id or row.gift_id:
        raise NotFound("interaction.not_found")
    return row


def draft_of(row: Interaction) -> InteractionDraft:
    """What was logged, as it can be corrected."""
    return InteractionDraft(row.client_id, Channel(row.channel), row.on, row.outcome, row.contact_ids, row.touch_id)


def correct(session: Session, interaction_id: str, draft: InteractionDraft, *, today: date) -> str:
    """Put a new row in the place of one that was wrong; returns its id. Client, touch and next touch are not asked.

    The touch that it closed stays closed while a contact of that way and day still answers it; else it is open again.
    """
    old = get(session, interaction_id)
    was = draft_of(old)
    draft = replace(was, channel=draft.channel, on=draft.on, outcome=names.clean(draft.outcome, 65_536),
                    contact_ids=draft.contact_ids)  # fmt: skip
    if draft == was:
        return old.id
    _check(session, replace(draft, contact_ids=tuple(set(draft.contact_ids) - set(was.contact_ids))), today)
    closed = _closed_by(session, old)
    if closed is not None and not _still_answers(closed, was, draft):
        _reopen(session, closed)
        closed = None
    if closed is None and (draft.channel, draft.on) != (was.channel, was.on):
        closed = _answered(session, replace(draft, touch_id=None))
    old.deleted_at = now()
    is_alike = old.touch_id is None and draft.channel == was.channel
    row = record(
        session, old.client_id, channel=draft.channel, on=draft.on, outcome=draft.outcome,
        contact_ids=draft.contact_ids, activity=closed.activity if closed else old.activity if is_alike else "",
        touch_id=closed.id if closed else None,
    )  # fmt: skip
    row.author, row.at, row.external_no, row.corrects_id = old.author, old.at, old.external_no, old.id
    if closed is not None and closed.state == TouchState.DONE:
        closed.done_on, closed.outcome = row.on, row.outcome
    elif closed is not None:
        _close(session, closed, row, today)
    settle(session, old.client_id, today=today)
    return row.id


def remove(session: Session, interaction_id: str, *, today: date) -> None:
    """Put away what did not take place; what it closed is open again, and the clock goes back."""
    row = get(session, interaction_id)
    row.deleted_at = now()
    closed = _closed_by(session, row)
    if closed is not None:
        _reopen(session, closed)
    settle(session, row.client_id, today=today)


def record(
    session: Session, client_id: str, *, channel: Channel, on: date, outcome: str = "",
    contact_ids: Sequence[str] = (), activity: str = "", touch_id: str | None = None, visit_id: str | None = None,
    gift_id: str | None = None,
) -> Interaction:  # fmt: skip
    """The bare fact. ``settle`` must follow in the same transaction."""
    row = Interaction(
        scope_id=client_id, client_id=client_id, channel=channel.value, on=on, outcome=outcome,
        contact_ids=tuple(contact_ids), activity=activity, author=actor_of(session).author, touch_id=touch_id,
        visit_id=visit_id, gift_id=gift_id,
    )  # fmt: skip
    session.add(row)
    return row


def settle(session: Session, client_id: str, *, today: date) -> None:
    """Bring the client's clock and plan in line after something took place."""
    clocks.refresh(session, [client_id])
    touches.replan(session, client_id, today=today)


def book_next(
    session: Session, client_id: str, on: date, channel: Channel, contact_ids: Sequence[str], today: date
) -> None:
    """Book the next touch where the last one is closed."""
    if on < today:
        raise Invalid("next_on", "touch.moved_to_past", on=on.isoformat())
    activity = {Channel.VISIT: Activity.VISIT, Channel.CALL: Activity.CALL}.get(channel, "")
    touches.book(
        session,
        client_id,
        on=on,
        channel=channel,
        activity=activity,
        contact_id=next(iter(contact_ids), None),
    )


def next_touch_on(session: Session, client_id: str) -> date | None:
    """When the client is due next."""
    return session.scalar(select(Client.next_touch_on).where(Client.id == client_id))


def _check(session: Session, draft: InteractionDraft, today: date) -> None:
    clients.get(session, draft.client_id)
    if draft.on > today:
        raise Invalid("on", "interaction.in_future", on=draft.on.isoformat())
    touches.check_day(draft.on)
    for contact_id in draft.contact_ids:
        contacts.of(session, draft.client_id, contact_id)
    if draft.touch_id and touches.get(session, draft.touch_id).client_id != draft.client_id:
        raise NotFound("touch.not_found", id=draft.touch_id)


def _close(session: Session, touch: Touch, row: Interaction, today: date) -> None:
    promise = commitments.of_touch(touch)
    touches.close(session, touch.id, on=row.on, outcome=row.outcome)
    if promise:  # only now: a settled promise takes its open touch off the plan
        commitments.settle(session, promise, today=today)


def _closed_by(session: Session, row: Interaction) -> Touch | None:
    touch = session.get(Touch, row.touch_id) if row.touch_id else None
    is_closed = touch is not None and touch.deleted_at is None and touch.state == TouchState.DONE
    return touch if is_closed else None


def _still_answers(touch: Touch, was: InteractionDraft, draft: InteractionDraft) -> bool:
    is_of_kind = draft.channel == was.channel or _answers(touch, draft)
    return is_of_kind and (draft.on >= was.on or touch.due_on <= draft.on + timedelta(days=CLOSES_DAYS))


def _reopen(session: Session, touch: Touch) -> None:
    """It was not done after all, and the promise that it reminds of was not kept by it."""
    touch.state, touch.done_on, touch.outcome = TouchState.PLANNED.value, None, ""
    touch.result, touch.tried_at = "", None
    promise = session.get(Commitment, commitments.of_touch(touch) or "")
    if promise is not None and promise.state == CommitmentState.KEPT:
        promise.state, promise.settled_on = CommitmentState.OPEN.value, None


def _answered(session: Session, draft: InteractionDraft) -> Touch | None:
    """The touch named, else the earliest one due that a contact of this kind answers."""
    if draft.touch_id:
        return touches.get(session, draft.touch_id)
    due = session.scalars(
        select(Touch)
        .where(
            Touch.client_id == draft.client_id, Touch.state == TouchState.PLANNED, Touch.deleted_at.is_(None),
            Touch.due_on <= draft.on + timedelta(days=CLOSES_DAYS),
        )
        .order_by(Touch.due_on, Touch.id)
    )  # fmt: skip
    return next((touch for touch in due if _answers(touch, draft)), None)


def _answers(touch: Touch, draft: InteractionDraft) -> bool:
    """Whether a contact by this way, of that day and with these people is what the touch asked for."""
    if touch.activity and satisfies(Activity(touch.activity), draft.channel, ""):
        return True
    if touch.activity in _BY_ANY and touch.earliest_on <= draft.on and STRENGTH[draft.channel] >= 2:
        return True
    if touch.due_on > draft.on:
        return False
    is_greeting = touch.channel == draft.channel and touch.activity in (Activity.FESTIVAL, Activity.BIRTHDAY)
    return is_greeting and touch.contact_id in draft.contact_ids
