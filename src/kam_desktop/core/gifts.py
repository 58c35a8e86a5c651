"""Gifts from the first thought to how they were received (D-7.1, D-7.2): asked for, approved or declined, handed over.

A gift that the rules forbid is recorded by no way; one that needs approval only when somebody else than its giver
approved it. What was handed over is corrected by a new row that names the old one.
"""

from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import gift_stock, interactions
from kam_desktop.core.errors import Conflict, Invalid, NotFound, Refused
from kam_desktop.core.gift_facts import HOLDS
from kam_desktop.core.gift_lists import GiftRow, VisitGift, Waiting, ids, latest, of_visit, rows, waiting
from kam_desktop.core.gift_weighing import GiftDraft, Judged, Scales, check, check_score, spent, weigh
from kam_desktop.core.identity import now
from kam_desktop.core.rules import approvers, gift_limits, names
from kam_desktop.core.rules.kinds import Channel, GiftCategory, GiftDirection, GiftOccasion, GiftState, GiftVia, Verdict
from kam_desktop.core.store.changes import actor_of
from kam_desktop.core.store.tables import Attachment, Gift, Interaction

__all__ = [
    "GiftDraft", "GiftRow", "Judged", "VisitGift", "Waiting", "check", "correct", "decide", "draft_of", "get", "give", "hold",
    "ids", "latest", "note_reception", "note_refused", "of_visit", "propose", "record", "rows", "spent", "waiting", "weigh",
    "withdraw",
]  # fmt: skip

#: How much of each text is kept.
_TEXTS: Final = {
    "item": 255, "manner": 128, "origin": 65_536, "reception": 65_536, "receipt": 128, "override_reason": 65_536,
    "chosen_by": 64, "handed_by": 64, "story": 65_536, "via_name": 128,
}  # fmt: skip
_CHUNK: Final = 500
_OPEN: Final = (GiftState.PROPOSED, GiftState.APPROVED)


def record(session: Session, draft: GiftDraft, *, today: date) -> tuple[str, Judged]:
    """Record a gift that was given or received.

    Raises Refused for a forbidden one, and Invalid beside its field where a reason or somebody's approval is missing.
    """
    return _record(session, draft, None, today)


def propose(session: Session, draft: GiftDraft, *, today: date) -> tuple[str, Judged]:
    """Ask for a gift that is to be given; ``draft.approver`` is whoever is asked. A forbidden one is refused.

    What the rules allow by themselves needs nobody, and is approved as soon as it is asked for.
    """
    check(draft, today=today, is_plan=True)
    judged = _allowed(session, draft)
    if judged.verdict is Verdict.NEEDS_APPROVAL and not draft.override_reason.strip():
        raise Invalid("override_reason", "gift.needs_reason")
    row = _row(session, draft, judged)
    if judged.open_codes and not row.giver:
        raise Refused("gift.author_missing")
    if row.approver:
        _check_approver(row.approver, row)
    row.state = (GiftState.PROPOSED if judged.open_codes else GiftState.APPROVED).value
    session.add(row)
    session.flush()
    return row.id, judged


def decide(
    session: Session, gift_id: str, *, is_approved: bool, approver: str = "", remark: str = ""
) -> GiftState:  # fmt: skip
    """Approve or decline what was asked for. ``approver`` is whoever uses the store unless named, never the giver.

    Where it was asked for, whoever uses the store is the one who asked, whatever they call themselves now.
    """
    row = get(session, gift_id)
    if row.state != GiftState.PROPOSED:
        raise Refused("gift.not_pending")
    who = names.clean(approver, 64) or actor_of(session).author
    _check_approver(who, row)
    _check_elsewhere(session, who, row)
    if not is_approved and not remark.strip():
        raise Invalid("remark", "gift.decline_needs_remark")
    state = GiftState.APPROVED if is_approved else GiftState.DECLINED
    row.state, row.approver, row.approved_at = state.value, who, now()
    row.approval_remark = names.clean(remark, 65_536)
    return state


def give(
    session: Session, gift_id: str, *, on: date, today: date, manner: str = "", handed_by: str = "", receipt: str = ""
) -> Judged:  # fmt: skip
    """What was approved was handed over on a day; what is said of it takes the place of what was planned.

    The rules judge it once more: what they ask now and the approval did not know of is asked for again.
    """
    row = get(session, gift_id)
    if row.state not in _OPEN:
        raise Refused("gift.not_open")
    draft = replace(
        draft_of(row),
        on=on,
        manner=manner or row.manner,
        handed_by=handed_by or row.handed_by,
        receipt=receipt or row.receipt,
    )
    check(draft, today=today)
    judged = _allowed(session, draft, but=row.id)
    if judged.open_codes and row.state != GiftState.APPROVED:
        raise Refused("gift.not_approved")
    if not judged.open_codes <= _codes(row):
        raise Refused("gift.approval_outdated")
    for name in ("manner", "handed_by", "receipt"):
        setattr(row, name, names.clean(getattr(draft, name), _TEXTS[name]))
    if judged.open_codes:
        _check_approver(row.approver, row)
    row.on, row.state = on, GiftState.DONE.value
    _keep(row, judged)
    _take_place(session, row, draft.client_id, today)
    return judged


def withdraw(session: Session, gift_id: str) -> None:
    """It is not to be given after all."""
    row = get(session, gift_id)
    if row.state not in _OPEN:
        raise Refused("gift.not_open")
    row.deleted_at = now()


def note_refused(session: Session, draft: GiftDraft, *, today: date) -> str:
    """Keep an attempt that the rules did not let pass, for the register: declined, counted nowhere."""
    check(draft, today=today, is_plan=True)
    row = _row(session, draft, weigh(session, draft))
    row.state, row.approver = GiftState.DECLINED.value, ""
    session.add(row)
    session.flush()
    return row.id


def correct(session: Session, gift_id: str, draft: GiftDraft, *, today: date) -> tuple[str, Judged]:
    """Put a new row in the place of one that was wrong; returns its id. The old one is put away and never changed.

    The rules judge the gift anew, as if the old one had not been. Its giver, its files and the contact that it was
    go over to the new row; so does its approval, when it covers the new one. Raises Conflict when somebody corrected
    it meanwhile.
    """
    old = get(session, gift_id)
    if old.state != GiftState.DONE:
        raise Refused("gift.not_given")
    if draft == draft_of(old):
        return old.id, Judged(Verdict(old.verdict), gift_limits.revived(old.rules), old.rules_version)
    old.deleted_at = put_away = now()
    for contact in session.scalars(select(Interaction).where(Interaction.gift_id == old.id, ~_is_away(Interaction))):
        contact.deleted_at = put_away
    gift_stock.put_back(session, old.id)
    session.flush()
    new_id, judged = _record(session, draft, old, today)
    for file in session.scalars(select(Attachment).where(Attachment.gift_id == old.id, ~_is_away(Attachment))):
        file.gift_id = new_id
    if draft.client_id != old.client_id:
        interactions.settle(session, old.client_id, today=today)
    return new_id, judged


def note_reception(session: Session, gift_id: str, *, text: str = "", score: int | None = None, today: date) -> None:
    """How it was received became known: added to what stands there, with its day; the verdict stays."""
    row = get(session, gift_id)
    if row.state != GiftState.DONE:
        raise Refused("gift.not_given")
    check_score(score)
    said = names.clean(text, 65_536)
    if not said and score is None:
        raise Invalid("reception", "gift.reception_missing")
    if said:
        line = f"{today.isoformat()} {said}" if row.reception else said
        row.reception = "\n".join(filter(None, (row.reception, line)))[:65_536]
    if score is not None:
        row.reception_score = score


def get(session: Session, gift_id: str) -> Gift:
    """One gift as it is now. Raises NotFound, or Conflict when it was corrected or taken back."""
    row = session.get(Gift, gift_id)
    if row is None:
        raise NotFound("gift.not_found", id=gift_id)
    if row.deleted_at is not None:
        raise Conflict("gift.corrected_meanwhile")
    return row


def draft_of(row: Gift) -> GiftDraft:
    """A gift as a form takes it; its approval is not the form's to give."""
    made: dict[str, Any] = {
        "category": GiftCategory(row.category), "occasion": GiftOccasion(row.occasion),
        "direction": GiftDirection(row.direction), "via": GiftVia(row.via) if row.via else None, "approver": "",
    }  # fmt: skip
    plain = {each.name: getattr(row, each.name) for each in fields(GiftDraft) if each.name not in made}
    return GiftDraft(**plain, **made)


def hold(session: Session, changed: Mapping[str, Collection[str]], *, since: str) -> None:
    """What an undo brings back must pass the rules as well, and what was given keeps its approval. Raises Refused.

    ``changed`` are the fields by gift, ``since`` is the batch that is taken back: what was recorded before it was judged
    together with the gift, what was recorded after it not yet.
    """
    back = [gift_id for gift_id, names in changed.items() if {"deleted_at", "state", "approved_at"} & set(names)]
    scales = Scales(session, of_kept=True)
    for start in range(0, len(back), _CHUNK):
        found = session.scalars(select(Gift).where(Gift.id.in_(back[start : start + _CHUNK]), HOLDS)).all()
        scales.prepare([row.client_id for row in found], [row.contact_id for row in found if row.contact_id])
        for row in found:
            judged = scales.weigh(row, but=row.id, until=since)
            if "approved_at" in changed[row.id] or judged.verdict is Verdict.FORBIDDEN:
                raise Refused("gift.undo_refused")
            if not judged.open_codes <= _codes(row):
                raise Refused("gift.undo_unapproved", item=row.item)


# --- writing -------------------------------------------------------------------------------------------------------


def _record(session: Session, draft: GiftDraft, old: Gift | None, today: date) -> tuple[str, Judged]:
    check(draft, today=today)
    judged = _allowed(session, draft, but=old.id if old else "")
    row = _row(session, draft, judged)
    if old is not None:
        row.corrects_id, row.giver = old.id, old.giver or row.giver
    if judged.verdict is Verdict.NEEDS_APPROVAL:
        if not draft.override_reason.strip():
            raise Invalid("override_reason", "gift.needs_reason")
        _approve(session, row, judged, old)
    else:
        row.approver = ""
    session.add(row)
    session.flush()
    _take_place(session, row, draft.client_id, today)
    return row.id, judged


def _approve(session: Session, row: Gift, judged: Judged, old: Gift | None) -> None:
    """By whoever is named, or by the approval of the row that is corrected, as far as that goes."""
    if not row.approver and old is not None and old.approver and _covers(old, row, judged):
        row.approver, row.approved_at, row.approval_remark = old.approver, old.approved_at, old.approval_remark
    elif not row.approver:
        raise Invalid("approver", "gift.needs_approver")
    elif old is not None:
        _check_approver(row.approver, old)
        _check_elsewhere(session, row.approver, old)
    _check_approver(row.approver, row)
    row.approved_at = row.approved_at or now()


def _covers(old: Gift, row: Gift, judged: Judged) -> bool:
    same = ("client_id", "contact_id", "category", "currency")
    return (
        all(getattr(old, name) == getattr(row, name) for name in same)
        and row.value_minor <= old.value_minor
        and judged.open_codes <= _codes(old)
    )


def _allowed(session: Session, draft: GiftDraft, *, but: str = "") -> Judged:
    judged = weigh(session, draft, but=but)
    if judged.verdict is Verdict.FORBIDDEN:
        raise Refused("gift.forbidden", item=names.clean(draft.item, 255))
    return judged


def _codes(row: Gift) -> frozenset[str]:
    """The rules that a gift was approved against; an older version did not keep which of them asked for it."""
    found = gift_limits.revived(row.rules)
    if row.rules_version == 0 and all(not each.params and each.verdict is Verdict.ALLOWED for each in found):
        return frozenset(each.code for each in found)
    return frozenset(each.code for each in found if each.verdict is Verdict.NEEDS_APPROVAL)


def _check_approver(approver: str, row: Gift) -> None:
    """Nobody approves what they give, hand over or asked for themselves. Raises Invalid, Refused where no giver is known."""
    if not approvers.is_named(approver):
        raise Invalid("approver", "gift.approver_missing")
    if not row.giver:
        raise Refused("gift.author_missing")
    if any(approvers.may_be_same(approver, each) for each in (row.giver, row.handed_by, row.created_by)):
        raise Invalid("approver", "gift.approver_is_giver", name=approver)


def _check_elsewhere(session: Session, approver: str, row: Gift) -> None:
    """Nobody approves by a new name of their own on the device where they asked for it. Raises Invalid."""
    actor = actor_of(session)
    if row.device_id == actor.clock.device_id and approvers.may_be_same(approver, actor.author):
        raise Invalid("approver", "gift.asked_here", name=approver)


def _take_place(session: Session, row: Gift, client_id: str, today: date) -> None:
    """Handing over a gift is a contact too (D-2.8), and takes it out of the stock it comes from."""
    if row.stock_id and row.direction == GiftDirection.GIVEN:
        gift_stock.take(session, row.stock_id, row.id, row.quantity, on=row.on, today=today)
    interactions.record(
        session, client_id, channel=Channel.GIFT, on=row.on, outcome=row.item,
        contact_ids=[row.contact_id] if row.contact_id else [], gift_id=row.id,
    )  # fmt: skip
    interactions.settle(session, client_id, today=today)


def _keep(row: Gift, judged: Judged) -> None:
    row.verdict, row.rules, row.rules_version = (
        judged.verdict.value, gift_limits.stored(judged.findings), judged.rules_version,
    )  # fmt: skip


def _row(session: Session, draft: GiftDraft, judged: Judged) -> Gift:
    made: dict[str, Any] = {each.name: getattr(draft, each.name) for each in fields(GiftDraft)}
    made |= {name: names.clean(made[name], length) for name, length in _TEXTS.items()}
    made |= {name: made[name].value for name in ("category", "occasion", "direction")}
    made |= {"via": draft.via.value if draft.via else "", "approver": names.clean(draft.approver, 64)}
    row = Gift(scope_id=draft.client_id, giver=actor_of(session).author, **made)
    _keep(row, judged)
    return row


def _is_away(table: Any) -> Any:
    return table.deleted_at.is_not(None)
