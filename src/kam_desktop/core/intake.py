"""Taking records of an outside file into the store: one batch, matched to what is there (D-14.2).

A client is known again by its external number, else by its normalised name; a person by number, name or phone
within the client. What the file leaves empty stays as it is, so the same file twice changes nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import compress, islice
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core import (
    card_photos,
    contacts,
    known_rows,
    last_met,
    meant_clients,
    meant_people,
    meant_rows,
    newcomers,
    notes,
    settings,
    touches,
)
from kam_desktop.core.records import NONE_TOGETHER, ClientRecord, Refusal, RelativeRecord, Together
from kam_desktop.core.rules import names, readings, shares
from kam_desktop.core.rules.regions import Where, written
from kam_desktop.core.store import changes, plain_rows
from kam_desktop.core.store.tables import Client, Contact, Relative, Touch

STEP = 100
AT_ONCE = 200  # clients matched and written together: a part that a save can wait for


class Taken(NamedTuple):
    """How many clients of the file were new, changed, or as they were; and people new or changed.

    ``refused`` are rows about a client that is not there. ``photos`` were new, those of ``unread`` people no pictures.
    ``together`` are rows about a client of a row before, ``people_together`` people of new clients who were told of before.
    """

    created: int
    updated: int
    unchanged: int
    contacts_created: int
    contacts_updated: int
    refused: tuple[Refusal, ...] = ()
    photos: int = 0
    unread: tuple[str, ...] = ()
    together: Together = NONE_TOGETHER
    people_together: int = 0


@dataclass(slots=True)
class Work:
    """What one part of an intake is to write.

    ``groups`` are the records of one client each, with the client's id; ``known`` the clients as they were found,
    ``clients`` and ``visits`` new ones and the touches booked for them, ``booked`` days that were booked for known
    ones, ``refused`` the rows that mean a client that is not there. Of people that are there ``private`` are personal
    notes (person, client, text), ``turned`` says who left, or is here again, ``relatives`` are new ones of a family
    (person, client, who), and ``family_edits`` are of those that are there (client, relative, person, before, after).
    """

    today: date
    known: dict[str, dict[str, Any]] = field(default_factory=dict)
    groups: list[tuple[str, Sequence[ClientRecord]]] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    clients: newcomers.Columns = field(default_factory=dict)
    people: list[newcomers.Person] = field(default_factory=list)
    visits: newcomers.Columns = field(default_factory=dict)
    booked: list[tuple[str, Mapping[date, str]]] = field(default_factory=list)
    client_edits: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = field(default_factory=list)
    people_edits: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = field(default_factory=list)
    private: list[tuple[str, str, str]] = field(default_factory=list)
    turned: list[tuple[str, str, bool]] = field(default_factory=list)
    relatives: list[tuple[str, str, RelativeRecord]] = field(default_factory=list)
    family_edits: list[tuple[str, str, str, dict[str, Any], dict[str, Any]]] = field(default_factory=list)
    photos: list[card_photos.Photo] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    together: Together = NONE_TOGETHER
    people_together: int = 0


def take_in(
    session: Session, records: Iterable[ClientRecord], *, title: str, today: date,
    step: Callable[[int, int], None] = lambda _done, _total: None,
) -> Taken:  # fmt: skip
    """Merge records into the store under the batch ``title``. The plan is made anew afterwards.

    ``records`` are gone through twice, and only those of clients whose last row is still to come are held.

    ``step(done, total)`` is called now and then, in clients; what it raises stops the whole.
    """
    changes.begin_batch(session, "import", title)
    meant, refused, together = meant_rows.sort(session, records)
    places = {group.place: group for group in meant if group}
    heed = partial(meant_clients.heed, session, places)
    groups = meant_rows.grouped(meant_rows.paced(session, records, heed), meant)
    photos, done = card_photos.Keeping(session), 0
    taken = created = updated = people = people_updated = people_together = 0
    while part := list(islice(groups, changes.at_once(session, AT_ONCE))):
        if done:
            heed(changes.pause(session))
        work = Work(today)
        fit = meant_rows.fitting(part, refused)
        _match(session, work, fit, partial(_stepped, step, done, len(places)))
        _write(session, work)
        photos.keep(work.photos, heed, partial(step, done, len(places)))
        done, taken = done + len(part), taken + len(fit)
        created, updated = created + len(work.clients["id"]), updated + len(work.changed)
        people, people_updated = people + len(work.people), people_updated + _edited(work)
        people_together += work.people_together
    settings.plan_again(session)
    as_they_were, unread = taken - created - updated, tuple(photos.unread)
    return Taken(
        created, updated, as_they_were, people, people_updated, tuple(refused), photos.kept, unread, together,
        people_together,
    )  # fmt: skip


def look(session: Session, records: Iterable[ClientRecord]) -> list[Refusal]:
    """The rows that ``take_in`` would refuse. Writes nothing."""
    return meant_rows.sort(session, records).refused


def prepare(session: Session, records: Iterable[ClientRecord], *, today: date) -> Work:
    """What taking these records in would write; nothing is written yet, so that it can be shown first."""
    work = Work(today)
    meant, work.refused, _ = meant_rows.sort(session, records)
    _match(session, work, list(meant_rows.grouped(records, meant)), lambda _done: None)
    return work


def prepare_known(session: Session, records: Iterable[ClientRecord], *, today: date) -> Iterator[tuple[int, Work]]:
    """Part by part how many clients would be new, and what would be written of those that are there."""
    meant, _, together = meant_rows.sort(session, records)
    groups = meant_rows.grouped(records, meant)
    while part := list(islice(groups, AT_ONCE)):
        work, known = Work(today, together=together), [each for each in part if each[0].client_id]
        _match(session, work, known, lambda _done: None)
        yield len(part) - len(known), work


def _stepped(step: Callable[[int, int], None], start: int, total: int, done: int) -> None:
    step(start + done, total)


def _match(session: Session, work: Work, groups: Sequence[meant_rows.Rows], step: Callable[[int], None]) -> None:
    """Prepare what some clients need: new ones whole, known ones by what the file adds."""
    there = [group.client_id for group, _ in groups if group.client_id]
    known_people, work.known = known_rows.people_of(session, there), known_rows.clients_of(session, there)
    if any(person.relatives for _, rows in groups for each in rows for person in each.contacts):
        known_rows.add_relatives(session, {row["id"]: row for rows in known_people.values() for row in rows})
    if any(person.private_notes for _, rows in groups for each in rows for person in each.contacts):
        told = notes.personal_texts(session, there)
        for row in (row for rows in known_people.values() for row in rows):
            row["private_notes"] = told.get(row["id"], "")
    fresh = [(group.key, rows) for group, rows in groups if group.client_id is None]
    work.clients, work.people, work.visits = newcomers.of(fresh, today=work.today)
    work.people_together = sum(len(each.contacts) for _, rows in fresh for each in rows) - len(work.people)
    ids = iter(work.clients["id"])
    for number, (group, rows) in enumerate(groups):
        if number % STEP == 0:
            step(number)
        if (client_id := group.client_id) is None:
            work.groups.append((next(ids), rows))
            continue
        work.groups.append((client_id, rows))
        is_edited = _edit_client(work, work.known[client_id], rows)
        if _take_people(work, client_id, rows, known_people.get(client_id, [])) or is_edited:
            work.changed.add(client_id)
        if days := newcomers.wanted(rows):
            work.booked.append((client_id, days))


def _edit_client(work: Work, row: dict[str, Any], rows: Sequence[ClientRecord]) -> bool:
    said = newcomers.said(rows)
    shared = newcomers.first(rows, "supplier_shares")
    if row["external_no"]:  # by another number it was found as the client that one was merged into
        said["external_no"] = ""
    if said["short_name"] == names.unpadded(row["short_name"]):
        said["short_name"] = ""
    after = {name: value for name, value in said.items() if value and value != row[name]}
    after = {name: value for name, value in after.items() if not _is_one_place(name, value, row[name])}
    if said["annual_revenue_minor"] and row["currency"] != "CNY":  # a file says it in yuan
        after["currency"] = "CNY"
    text = newcomers.notes(row["notes"], rows, work.today)
    tags = tuple(dict.fromkeys((*row["tags"], *(tag for each in rows for tag in each.tags))))
    custom = {**row["custom"], **newcomers.custom(rows)}
    after |= {n: v for n, v in (("notes", text), ("tags", tags), ("custom", custom)) if v != row[n]}
    if shared and shared != shares.of_plain(row["supplier_shares"]):
        after["supplier_shares"] = shares.to_plain(shared)
    if after:
        if "short_name" in after:
            after["sort_key"] = readings.sort_key(after["short_name"])
        before = {n: row.get(n) for n in after}
        work.client_edits.append((row["id"], row["id"], before, after))
    return bool(after)


def _is_one_place(name: str, value: Any, kept: Any) -> bool:
    """Whether a field says this already in another writing."""
    return name in Where._fields and written(name, value) == written(name, kept)


def _take_people(work: Work, client_id: str, rows: Sequence[ClientRecord], known: list[dict[str, Any]]) -> bool:
    found = meant_people.of_client([person for each in rows for person in each.contacts], known)
    work.people += [newcomers.Person(client_id, *each, at == found.main) for at, each in enumerate(found.fresh)]
    work.people_edits += [(row_id, client_id, before, after) for row_id, (before, after) in found.edits.items()]
    work.turned += [(row_id, client_id, has_left) for row_id, has_left in found.turned.items()]
    work.private += [(row_id, client_id, text) for row_id, text in found.private]
    work.relatives += [(row_id, client_id, each) for row_id, each in found.relatives]
    work.family_edits += [(client_id, *ids, *edit) for ids, edit in found.family_edits.items()]
    work.photos += [card_photos.Photo(client_id, *each) for each in found.photos]
    return found.has_change


def _write(session: Session, work: Work) -> None:
    changes.insert_columns(session, Client, work.clients)
    people = newcomers.people(work.people)
    changes.insert_columns(session, Contact, people)
    work.photos += newcomers.photos(people["id"], work.people)
    fresh = zip(people["id"], work.people, strict=True)
    told = [(row_id, each.client_id, text) for row_id, each in fresh if (text := each.record.private_notes)]
    notes.keep_personal(session, [*told, *work.private], today=work.today)
    changes.insert_columns(session, Touch, work.visits)
    changes.update_many(session, Client, work.client_edits)
    changes.update_many(session, Contact, work.people_edits)
    relatives = (*newcomers.relatives(people["id"], work.people), *work.relatives)
    contacts.add_relatives(session, relatives)
    changes.update_many(
        session, Relative,
        [(row_id, client_id, {n: old[n] for n in new}, new) for client_id, row_id, _, old, new in work.family_edits],
    )  # fmt: skip
    contacts.turn(session, {row_id: has_left for row_id, _, has_left in work.turned}, on=work.today)
    _book(session, newcomers.visits(work.booked))
    work.changed |= last_met.keep(session, work.groups, today=work.today) & work.known.keys()


def _edited(work: Work) -> int:
    """How many edits of people there are; a note alone is one, and so is that somebody left."""
    edited = {row_id for row_id, *_ in work.people_edits}
    others = {row_id for row_id, *_ in (*work.private, *work.turned, *work.relatives)}
    return len(work.people_edits) + len((others | {each[2] for each in work.family_edits}) - edited)


_BOOKED = "id, client_id, plan_key, deleted_at"


def _book(session: Session, wanted: newcomers.Columns) -> None:
    """Touches that were asked for before are left as they are; one that was put away comes back.

    One that came to its client by a merge has the id of the client it was of: it is known by its place.
    """
    if not wanted["id"]:
        return
    scopes = dict(zip(wanted["id"], wanted["scope_id"], strict=True))
    known = {each["id"]: each for each in known_rows.rows(session, "touch", _BOOKED, "id", list(scopes))}
    owners = sorted({scope for row_id, scope in scopes.items() if row_id not in known})
    there = known_rows.rows(session, "touch", _BOOKED, "client_id", owners, " AND plan_key LIKE 'import:%'")
    by_place = {(each["client_id"], each["plan_key"]): each for each in there}
    places = zip(wanted["client_id"], wanted["plan_key"], strict=True)
    found = [known.get(row_id) or by_place.get(place) for row_id, place in zip(scopes, places, strict=True)]
    fresh = {name: list(compress(values, (each is None for each in found))) for name, values in wanted.items()}
    changes.insert_columns(session, Touch, fresh)
    back = [
        (each["id"], scope, {"deleted_at": plain_rows.instant(each["deleted_at"])}, {"deleted_at": None})
        for each, scope in zip(found, scopes.values(), strict=True)
        if each and each["deleted_at"] is not None
    ]
    changes.update_many(session, Touch, back)
    if moved := {*fresh["client_id"], *(scope for _, scope, _, _ in back)}:
        touches.refresh_next(session, sorted(moved))
