"""Making two clients, or two people of one client, one without losing a fact (D-2.5).

The preview and the merge come from the same plan; a merge is one batch, and undoing it restores every row.
What a merge costs depends on the two records and what belongs to them, never on the store.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import belongings, clients, clocks, contacts, groups, meant_clients, namesakes, touches
from kam_desktop.core.errors import Refused
from kam_desktop.core.identity import now
from kam_desktop.core.namesakes import Person
from kam_desktop.core.rules import text_diff, unions
from kam_desktop.core.rules.unions import CLIENT, CUSTOM, Joined, Take
from kam_desktop.core.store import changes
from kam_desktop.core.store.base import Synced
from kam_desktop.core.store.tables import (
    CampaignGuest,
    Client,
    Contact,
    CustomField,
    Policy,
    StaffChange,
    Tie,
    VisitRemark,
)

Edit = tuple[str, str, dict[str, Any], dict[str, Any]]
#: of which a client needs one of each, and what tells them apart: policy lines, ties, invitations
_ONE_OF_EACH: Final[dict[type[Synced], tuple[str, ...]]] = {
    Policy: ("activity",), Tie: ("contact_id", "colleague"), CampaignGuest: ("campaign_id",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose: sides by field name; by dropped contact the kept one it becomes, ``ALONE`` for none, and
    the sides of their fields.
    """

    fields: Mapping[str, Take] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    of_people: Mapping[str, Mapping[str, Take]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Preview:
    """What the merge will make. ``values`` are the kept row's columns afterwards, ``facts`` rows that move by kind.

    ``can_join`` are the kept client's people that a dropped one may become; ``labels`` name parents, people and own
    fields; ``client_id`` is the client whose page shows the result. ``cut`` names who would stand below whom in a circle, and
    therefore does not.
    """

    kept_id: str
    dropped_id: str
    kept: str
    dropped: str
    fields: tuple[Joined, ...]
    values: Mapping[str, Any]
    people: tuple[Person, ...] = ()
    can_join: tuple[tuple[str, str], ...] = ()
    facts: Mapping[str, int] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    client_id: str = ""
    cut: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """What it will be called."""
        return str(self.values["name"])


@dataclass(slots=True)
class _Plan:
    preview: Preview
    edits: dict[type[Synced], list[Edit]]
    client_ids: tuple[str, ...]


def preview(session: Session, keep_id: str, drop_id: str, choices: Choices = Choices()) -> Preview:
    """How the client ``keep_id`` will look when ``drop_id`` is merged into it. Changes nothing."""
    return _plan_clients(session, keep_id, drop_id, choices).preview


def merge(session: Session, keep_id: str, drop_id: str, choices: Choices = Choices(), *, today: date) -> Preview:
    """Merge ``drop_id`` into ``keep_id``; returns the preview that came true. Undo restores both."""
    return _carry_out(session, _plan_clients(session, keep_id, drop_id, choices), today)


def preview_people(session: Session, keep_id: str, drop_id: str, choices: Choices = Choices()) -> Preview:
    """How the contact ``keep_id`` will look when ``drop_id``, of the same client, is merged into it."""
    return _plan_people(session, keep_id, drop_id, choices).preview


def merge_people(
    session: Session, keep_id: str, drop_id: str, choices: Choices = Choices(), *, today: date
) -> Preview:  # fmt: skip
    """Merge two people of one client."""
    return _carry_out(session, _plan_people(session, keep_id, drop_id, choices), today)


def fuller_first(session: Session, one_id: str, other_id: str) -> tuple[str, str]:
    """Which of two clients should stay: the one with more facts; the first of two that have as many."""

    def facts(client_id: str) -> int:
        rows = belongings.of(session, client_id, ())
        return sum(len(some) for table, some in rows if table not in (Client, Contact))

    return (other_id, one_id) if facts(other_id) > facts(one_id) else (one_id, other_id)


def survivor(session: Session, client_id: str) -> str:
    """The client that this one was merged into, over any number of merges; itself when it was not."""
    seen: set[str] = set()
    while client_id not in seen:
        seen.add(client_id)
        client_id = session.scalar(select(Client.merged_into_id).where(Client.id == client_id)) or client_id
    return client_id


def became(session: Session, client_id: str) -> tuple[str, str] | None:
    """The client that one was merged into, and the name of the one that went; None where there is none."""
    into_id = survivor(session, client_id)
    gone, into = session.get(Client, client_id), session.get(Client, into_id)
    if gone is None or gone.deleted_at is None or into is None or into.deleted_at is not None:
        return None
    return into_id, gone.name


def _carry_out(session: Session, plan: _Plan, today: date) -> Preview:
    changes.begin_batch(session, "merge", f"{plan.preview.kept} + {plan.preview.dropped}"[:255])
    for table, edits in plan.edits.items():
        changes.update_many(session, table, [edit for edit in edits if edit[3]])
    session.expire_all()
    clocks.refresh(session, plan.client_ids)
    touches.plan_some(session, plan.client_ids, today=today)
    return plan.preview


def _plan_clients(session: Session, keep_id: str, drop_id: str, choices: Choices) -> _Plan:
    if keep_id == drop_id:
        raise Refused("merge.with_itself")
    kept, dropped = (namesakes.values(clients.get(session, each), CLIENT) for each in (keep_id, drop_id))
    _leave_lost_parent(session, kept, dropped)
    cut = _leave_circles(session, keep_id, drop_id, (kept, dropped))
    joined = unions.join(CLIENT, kept, dropped, choices.fields)
    after = unions.columns_of(CLIENT, joined)
    after |= clients.derived(after["name"], after["short_name"])
    own, theirs = contacts.of_client(session, keep_id), contacts.of_client(session, drop_id)
    matched = namesakes.match(own, theirs, choices.people, choices.of_people)
    people, tangles = namesakes.untangle(matched, (*own, *theirs))
    into = {each.id: each.into_id for each in people if each.into_id}
    kept_row = _edit(clients.get(session, keep_id), after)
    kept_row[2]["merged_into_id"] = kept_row[3]["merged_into_id"] = (
        None  # its log names every merge: the timeline reads it
    )
    edits: dict[type[Synced], list[Edit]] = {Client: [kept_row]}
    put_away = {"deleted_at": now(), "merged_into_id": keep_id}
    edits[Client].append(_edit(clients.get(session, drop_id), put_away))
    facts = _move(session, edits, keep_id, drop_id, _everybody(session, drop_id), into)
    _join_people(edits, own, theirs, people, into)
    labels = _labels(session, [*joined, *(one for each in people for one in each.fields)])
    labels |= {row.id: row.name for row in (*own, *theirs)}
    shown = Preview(
        keep_id, drop_id, kept["name"], dropped["name"], joined, after, people,
        tuple((row.id, row.name) for row in own), facts, labels, keep_id, (*cut, *tangles),
    )  # fmt: skip
    return _Plan(shown, edits, (keep_id, drop_id))


def _plan_people(session: Session, keep_id: str, drop_id: str, choices: Choices) -> _Plan:
    kept, dropped = contacts.get(session, keep_id), contacts.of(
        session, contacts.get(session, keep_id).client_id, drop_id
    )  # fmt: skip
    if keep_id == drop_id:
        raise Refused("merge.with_itself")
    into, everybody = {drop_id: keep_id}, contacts.of_client(session, kept.client_id)
    person = Person(drop_id, dropped.name, keep_id, kept.name, namesakes.join(kept, dropped, into, choices.fields))
    (person,), cut = namesakes.untangle([person], everybody)
    joined, after = person.fields, person.values
    edits: dict[type[Synced], list[Edit]] = {
        Contact: [_edit(kept, after), _edit(dropped, {"deleted_at": now(), "is_primary": False})]
    }
    facts = _move(session, edits, kept.client_id, kept.client_id, [drop_id], into)
    labels = _labels(session, joined) | {row.id: row.name for row in everybody}
    shown = Preview(
        keep_id, drop_id, kept.name, dropped.name, joined, after, facts=facts, labels=labels, client_id=kept.client_id,
        cut=cut,
    )  # fmt: skip
    return _Plan(shown, edits, (kept.client_id,))


def _leave_lost_parent(session: Session, *rows: dict[str, Any]) -> None:
    """A parent company that was taken off the list gives way to one that is there."""
    there = [meant_clients.living(session, row["parent_id"]) is not None for row in rows]
    for row, is_there in zip(rows, there, strict=True):
        if not is_there and any(there):
            row["parent_id"] = None


def _leave_circles(
    session: Session, keep_id: str, drop_id: str, rows: Sequence[dict[str, Any]]
) -> tuple[tuple[str, str], ...]:  # fmt: skip
    """Take off a parent company that stands below one of the two; who would have stood below whom."""
    cut = []
    for row in rows:
        parent_id = row["parent_id"]
        if parent_id and groups.is_in(session, parent_id, (keep_id, drop_id)):
            row["parent_id"] = None
            if parent_id not in (keep_id, drop_id):
                cut.append((row["short_name"] or row["name"], clients.get(session, parent_id).short_name))
    return tuple(cut)


def _move(
    session: Session, edits: dict[type[Synced], list[Edit]], keep_id: str, drop_id: str, people: Sequence[str],
    into: Mapping[str, str],
) -> dict[str, int]:  # fmt: skip
    """Edits that give all that belongs to the dropped record to the kept one; counts of living facts by table."""
    facts: Counter[str] = Counter()
    handled = {row_id for some in edits.values() for row_id, *_ in some} | set(into)
    for table, rows in belongings.of(session, drop_id, people):
        taken = _taken_already(session, table, keep_id, into) if table in _ONE_OF_EACH else {}
        if table is StaffChange:
            edits.setdefault(table, []).extend(_other_halves(session, rows, keep_id, drop_id, people, into))
        for row in rows:
            after = belongings.remapped(row, into)
            if row["id"] in handled:
                continue
            if keep_id != drop_id:
                after |= _to_client(table, row, keep_id)
            if after and (here := taken.get(_place(table, {**row, **after}))) and not row["deleted_at"]:
                edits.setdefault(table, []).extend(_united(table, here, {**row, **after}))
                after = {"deleted_at": now()}
            if after:
                edits.setdefault(table, []).append((row["id"], row["scope_id"], {n: row[n] for n in after}, after))
                facts[table.__tablename__] += table not in (Client, Contact, VisitRemark) and row["deleted_at"] is None  # type: ignore[attr-defined]
    return {name: count for name, count in facts.items() if count}


def _other_halves(
    session: Session, rows: Sequence[Mapping[str, Any]], keep_id: str, drop_id: str, people: Sequence[str],
    into: Mapping[str, str],
) -> list[Edit]:  # fmt: skip
    """At the clients to or from which people moved, the client and the card that stay are named."""
    found = []
    for row in belongings.other_halves(session, rows, drop_id, people):
        after = belongings.remapped(row, into)
        if row["other_client_id"] == drop_id != keep_id:
            after["other_client_id"] = keep_id
        found.append((row["id"], row["scope_id"], {name: row[name] for name in after}, after))
    return found


def _everybody(session: Session, client_id: str) -> list[str]:
    """The client's people, those taken off the dossier too: their families move with them."""
    return list(session.scalars(select(Contact.id).where(Contact.client_id == client_id).order_by(Contact.id)))


def _to_client(table: type[Synced], row: Mapping[str, Any], keep_id: str) -> dict[str, Any]:
    if table is Client:
        return {"parent_id": keep_id}
    return {"scope_id": keep_id} | ({"client_id": keep_id} if row.get("client_id") else {})


def _taken_already(
    session: Session, table: type[Synced], keep_id: str, into: Mapping[str, str]
) -> dict[tuple[str, ...], dict[str, Any]]:  # fmt: skip
    """What the kept client has of the kinds of which one of each is enough, by what tells them apart."""
    rows = belongings.in_table(session, table, keep_id)
    return {_place(table, row): row for row in rows if row["deleted_at"] is None and row.get("contact_id") not in into}


def _place(table: type[Synced], row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(row[name] for name in _ONE_OF_EACH.get(table, ()))


def _united(table: type[Synced], here: dict[str, Any], row: Mapping[str, Any]) -> list[Edit]:
    """What the row that stays takes from the other: the stronger tie and both notes, all that is known of a guest."""
    after: dict[str, Any] = {}
    if table is Tie:
        after = {
            "strength": max(here["strength"], row["strength"]), "notes": text_diff.both(here["notes"], row["notes"]),
        }  # fmt: skip
    elif table is CampaignGuest:
        after = {
            "reply": "yes" if "yes" in (here["reply"], row["reply"]) else here["reply"] or row["reply"],
            "has_come": row["has_come"] if here["has_come"] is None else here["has_come"] or bool(row["has_come"]),
            "contact_id": here["contact_id"] or row["contact_id"],
            "notes": text_diff.both(here["notes"], row["notes"]),
        }
    after = {name: value for name, value in after.items() if value != here[name]}
    before = {name: here[name] for name in after}
    here |= after
    return [(here["id"], here["scope_id"], before, after)] if after else []


def _join_people(
    edits: dict[type[Synced], list[Edit]], own: Sequence[Contact], theirs: Sequence[Contact],
    people: Sequence[Person], into: Mapping[str, str],
) -> None:  # fmt: skip
    """The matched people's fields go to the kept ones; one main contact stays."""
    by_id = {row.id: row for row in (*own, *theirs)}
    some = edits.setdefault(Contact, [])
    for each in people:
        if each.into_id:
            some.append(_edit(by_id[each.into_id], each.values))
            some.append(_edit(by_id[each.id], {"deleted_at": now()}))
    if any(row.is_primary for row in own):
        for row_id, _scope, before, after in some:
            if row_id not in into and row_id in by_id and by_id[row_id].is_primary and "client_id" in after:
                before["is_primary"], after["is_primary"] = True, False


def _edit(row: Synced, after: Mapping[str, Any]) -> Edit:
    changed = {name: value for name, value in after.items() if getattr(row, name) != value}
    return row.id, row.scope_id, {name: getattr(row, name) for name in changed}, changed


def _labels(session: Session, joined: Sequence[Joined]) -> dict[str, str]:
    """The words for ids among the values: parents, and the fields that the users defined."""
    own = [each.name.removeprefix(CUSTOM) for each in joined if each.name.startswith(CUSTOM)]
    parents = {value for each in joined if each.name == "parent_id" for value in (*each.kept, *each.dropped) if value}
    labels: dict[str, str] = {}
    if own:
        fields = session.execute(select(CustomField.id, CustomField.label).where(CustomField.id.in_(own)))
        labels |= {row.id: row.label for row in fields}
    if parents:
        named = session.execute(select(Client.id, Client.name).where(Client.id.in_(sorted(parents))))
        labels |= {row.id: row.name for row in named}
    return labels
