"""The timeline of a client or a person as rows: months, icons, one title for each kind of fact, and the filter chips."""

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication

from kam_desktop.core.rules import delivered_value, hits
from kam_desktop.core.rules.causes import OF_CLIENT
from kam_desktop.core.rules.kinds import (
    Activity,
    AgreementKind,
    AgreementState,
    AttachmentKind,
    Channel,
    ClientStatus,
    CommitmentState,
    FavourDirection,
    FavourState,
    GiftDirection,
    LifecycleStage,
    OccasionKind,
    ServiceKind,
    ServiceState,
    StaffChangeKind,
    ValueBand,
    VisitState,
)
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.core.timeline_facts import Fact, Line
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.list_rows import GroupHead, Row, TimelineRow
from kam_desktop.words import phrases


class Show(StrEnum):
    """The filter chips, in the order of the keys 1 to 9 and 0."""

    ALL = "all"
    CONTACTS = "contacts"
    VISITS = "visits"
    PURCHASES = "purchases"
    GIFTS = "gifts"
    PROMISES = "promises"
    NOTES = "notes"
    CAUSES = "causes"
    CHANGES = "changes"
    BUSINESS = "business"


FACTS: Final[dict[Show, frozenset[Fact]]] = {
    Show.ALL: frozenset(Fact),
    Show.CONTACTS: frozenset({Fact.CONTACT}),
    Show.VISITS: frozenset({Fact.VISIT, Fact.CONTACT}),
    Show.PURCHASES: frozenset({Fact.PURCHASE}),
    Show.GIFTS: frozenset({Fact.GIFT}),
    Show.PROMISES: frozenset({Fact.COMMITMENT}),
    Show.NOTES: frozenset({Fact.NOTE, Fact.FILE}),
    Show.CAUSES: frozenset({Fact.OCCASION, Fact.FAVOUR}),
    Show.CHANGES: frozenset({Fact.SKIPPED, Fact.CHANGE, Fact.STAFF}),
    Show.BUSINESS: frozenset({Fact.BUSINESS}),
}
BY_VISIT: Final = {Show.CONTACTS: False, Show.VISITS: True}  # of the contacts: a visit is one, with a report or without
ICONS: Final = {
    Channel.CALL: "phone",
    Channel.VISIT: "visit",
    Channel.MESSAGE: "message",
    Channel.EMAIL: "mail",
    Channel.CARD: "card",
    Channel.GIFT: "gift",
    Channel.EVENT: "event",
    Channel.FAVOUR: "favour",
}
_LEVELS: Final = {"lifecycle_stage": LifecycleStage, "value_band": ValueBand, "status": ClientStatus}


def chips(counts: Mapping[Fact, int], noted_visits: int = 0) -> list[tuple[str, str]]:
    """Each filter with how many facts it shows; without numbers where they are not known yet.

    ``noted_visits`` of the contacts were visits.
    """
    names = {
        Show.ALL: QCoreApplication.translate("Timeline", "All"),
        Show.CONTACTS: QCoreApplication.translate("Timeline", "Contacts"),
        Show.VISITS: QCoreApplication.translate("Timeline", "Visits"),
        Show.PURCHASES: QCoreApplication.translate("Timeline", "Purchases"),
        Show.GIFTS: QCoreApplication.translate("Timeline", "Gifts"),
        Show.PROMISES: QCoreApplication.translate("Timeline", "Promises"),
        Show.NOTES: QCoreApplication.translate("Timeline", "Notes, files"),
        Show.CAUSES: QCoreApplication.translate("Timeline", "Days, favours"),
        Show.CHANGES: QCoreApplication.translate("Timeline", "Changes"),
        Show.BUSINESS: QCoreApplication.translate("Timeline", "Business"),
    }
    if not counts:
        return [(show.value, name) for show, name in names.items()]
    number = {show: sum(counts[fact] for fact in FACTS[show]) for show in names}
    number[Show.CONTACTS] -= noted_visits
    number[Show.VISITS] -= counts[Fact.CONTACT] - noted_visits
    return [(show.value, f"{name} {number[show]}") for show, name in names.items()]


def rows(lines: Sequence[Line], people: Mapping[str, str], marked: str = "") -> list[Row]:
    """The facts with a head for each month; ``people`` names contacts by id, ``marked`` was looked for.

    A line that says its ``client`` tells it at the right.
    """
    made: list[Row] = []
    month, year = 0, 0
    for line in lines:
        if (line.on.year, line.on.month) != (year, month):
            made.append(GroupHead(_month(line, is_new_year=line.on.year != year), is_month=True))
            year, month = line.on.year, line.on.month
        made.append(_row(line, people, marked))
    return made


def whole(line: Line, people: Mapping[str, str]) -> str:
    """All that a line says, for the peek."""
    title, _, right, _ = _TELL[line.fact](line, people)
    more = [line.text, str(line.params.get("reception") or "")]
    return "\n".join(part for part in (" · ".join(filter(None, (in_one_line(title), right))), *more) if part)


def _month(line: Line, *, is_new_year: bool) -> str:
    name = labels.say(f"paper.month.{line.on.month}")
    if not is_new_year:
        return name
    return QCoreApplication.translate("Timeline", "{month} {year}").format(month=name, year=line.on.year)


def _row(line: Line, people: Mapping[str, str], marked: str) -> TimelineRow:
    title, text, right, icon = _TELL[line.fact](line, people)
    right = " · ".join(part for part in (str(line.params.get("client") or ""), right) if part)
    day = phrases.day(labels.language(), line.on, line.on)  # its own day as today: the month head says the year
    shown = hits.excerpt(text, marked) if marked else in_one_line(text)
    return TimelineRow(line.id, day, icon, in_one_line(title), shown, right, marked=marked)


def _names(line: Line, people: Mapping[str, str]) -> str:
    return labels.listed(people[each] for each in line.contact_ids if each in people)


def _activity(line: Line) -> str:
    activity = str(line.params.get("activity") or "")
    if activity in set(Activity):
        name = labels.name_of(Activity(activity))
        return name[:1].upper() + name[1:]
    return labels.name_of(line.channel) if line.channel else ""


Told = tuple[str, str, str, str]


def _contact(line: Line, people: Mapping[str, str]) -> Told:
    icon = ICONS[line.channel] if line.channel else "note"
    return f"{_activity(line)} {_names(line, people)}", line.text, line.by, icon


def _visit(line: Line, people: Mapping[str, str]) -> Told:
    about = line.title or _names(line, people)
    state = labels.name_of(VisitState(line.params["state"]))
    return f"{labels.name_of(Channel.VISIT)} {about}", line.text, state, "visit"


def _gift(line: Line, people: Mapping[str, str]) -> Told:
    is_received = line.params["direction"] == GiftDirection.RECEIVED
    kind = QCoreApplication.translate("Timeline", "Received") if is_received else labels.name_of(Channel.GIFT)
    origin = QCoreApplication.translate("Timeline", "Origin: {text}").format(text=line.text) if line.text else ""
    names = _names(line, people)
    value = labels.money(line.params["value"], line.params["currency"]) if line.params["value"] else line.by
    return f"{kind} {line.title} {names}", origin, value, "gift"


def _promise(line: Line, _people: Mapping[str, str]) -> Told:
    state = labels.name_of(CommitmentState(line.params["state"]))
    return QCoreApplication.translate("Timeline", "Promise"), line.title, state, "document-check"


def _skipped(line: Line, _people: Mapping[str, str]) -> Told:
    words = QCoreApplication.translate("Timeline", "Skipped: {what}").format(what=_activity(line))
    return words, line.text, line.by, "minus"


def _change(line: Line, _people: Mapping[str, str]) -> Told:
    name = str(line.params["field"])
    before, after = (_level(name, str(line.params[side])) for side in ("before", "after"))
    icon = "users" if name == "owner" else "insight"
    return f"{labels.field(name)} {before} → {after}", line.text, line.by, icon


def _level(name: str, value: str) -> str:
    members = _LEVELS.get(name)
    return labels.name_of(members(value)) if members and value in set(members) else value or "—"


def _note(line: Line, people: Mapping[str, str]) -> Told:
    note = QCoreApplication.translate("Timeline", "Note")
    return f"{note} {_names(line, people)}", line.text, line.by, "note"


def _purchase(line: Line, _people: Mapping[str, str]) -> Told:
    kind = QCoreApplication.translate("Timeline", "Purchase")
    count = QCoreApplication.translate("Timeline", "{count} lines").format(count=line.params["lines"])
    order = str(line.params["order_no"])
    about = " · ".join(part for part in (order, count if line.params["lines"] > 1 else "") if part)
    return f"{kind} {line.title}", about, labels.money(line.params["amount"], line.params["currency"]), "cart"


def _staff(line: Line, _people: Mapping[str, str]) -> Told:
    kind = str(line.params["kind"])
    name = labels.name_of(StaffChangeKind(kind)) if kind in set(StaffChangeKind) else ""
    other = f" · {line.params['other']}" if line.params["other"] else ""
    return f"{name} {line.title}{other}", line.text, "", "users"


def _file(line: Line, people: Mapping[str, str]) -> Told:
    kind = str(line.params["kind"])
    name = labels.name_of(AttachmentKind(kind if kind in set(AttachmentKind) else AttachmentKind.FILE))
    return f"{name} {line.title} {_names(line, people)}", line.text, line.by, "file"


def _occasion(line: Line, people: Mapping[str, str]) -> Told:
    kind = str(line.params["kind"])
    name = labels.name_of(OccasionKind(kind)) if kind in set(OccasionKind) else ""
    text = " · ".join(part for part in (str(line.params.get("place") or ""), line.text) if part)
    yearly = QCoreApplication.translate("Timeline", "every year") if line.params.get("is_yearly") else ""
    icon = "event" if kind in OF_CLIENT else "heart"
    return f"{name[:1].upper()}{name[1:]} {line.title} {_names(line, people)}", text, yearly, icon


def _favour(line: Line, people: Mapping[str, str]) -> Told:
    direction, state = FavourDirection(line.params["direction"]), FavourState(line.params["state"])
    kind = QCoreApplication.translate("Timeline", "We helped")
    if direction is FavourDirection.THEY_HELP:
        kind = QCoreApplication.translate("Timeline", "They helped")
    elif state is FavourState.OPEN:
        kind = QCoreApplication.translate("Timeline", "We help")
    right = " · ".join(part for part in (line.by, labels.name_of(state)) if part)
    return f"{kind} {line.title} {_names(line, people)}", line.text, right, "favour"


def _business(line: Line, _people: Mapping[str, str]) -> Told:
    params = line.params
    if params["source"] == "value":
        return _value(line)
    if params["source"] == "service":
        cost = labels.money(params["first"], params["second"]) if params["first"] else ""
        right = " · ".join(filter(None, (cost, labels.name_of(ServiceState(params["state"])))))
        return f"{labels.name_of(ServiceKind(params['kind']))} {line.title}", line.text, right, "star"
    until = QCoreApplication.translate("Timeline", "until {day}").format(day=params["first"]) if params["first"] else ""
    text = " · ".join(filter(None, (str(params["second"]), until, line.text)))
    state = labels.name_of(AgreementState(params["state"]))
    return f"{labels.name_of(AgreementKind(params['kind']))} {line.title}", text, state, "document-check"


def _value(line: Line) -> Told:
    """Value and cost as means of what was scored."""
    scored = delivered_value.reckon({
        name: score
        for names, side in ((delivered_value.VALUES, "first"), (delivered_value.COSTS, "second"))
        for name, score in zip(names, json.loads(line.params[side]), strict=True)
    })  # fmt: skip
    told = QCoreApplication.translate("Timeline", "value {value}, cost {cost}").format(
        value="—" if scored.value is None else f"{scored.value:.1f}",
        cost="—" if scored.cost is None else f"{scored.cost:.1f}",
    )
    return QCoreApplication.translate("Timeline", "Delivered value scored"), line.text, told, "insight"


_TELL: Final = {
    Fact.CONTACT: _contact,
    Fact.VISIT: _visit,
    Fact.GIFT: _gift,
    Fact.COMMITMENT: _promise,
    Fact.SKIPPED: _skipped,
    Fact.CHANGE: _change,
    Fact.NOTE: _note,
    Fact.PURCHASE: _purchase,
    Fact.STAFF: _staff,
    Fact.FILE: _file,
    Fact.OCCASION: _occasion,
    Fact.FAVOUR: _favour,
    Fact.BUSINESS: _business,
}
