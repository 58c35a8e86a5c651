"""The timeline of a client as rows: months, icons, one title for each kind of fact, and the filter chips."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication

from kam_desktop.core.rules.kinds import Activity, Channel, CommitmentState, GiftDirection, VisitState
from kam_desktop.core.timeline import Fact, Line
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.list_rows import GroupHead, Row, TimelineRow
from kam_desktop.words import phrases


class Show(StrEnum):
    """The filter chips, in the order of the keys 1 to 6."""

    ALL = "all"
    CONTACTS = "contacts"
    VISITS = "visits"
    GIFTS = "gifts"
    PROMISES = "promises"
    CHANGES = "changes"


SHOWN_AS: Final = {
    Fact.CONTACT: Show.CONTACTS,
    Fact.VISIT: Show.VISITS,
    Fact.GIFT: Show.GIFTS,
    Fact.COMMITMENT: Show.PROMISES,
    Fact.SKIPPED: Show.CHANGES,
    Fact.CHANGE: Show.CHANGES,
}
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


def chips(lines: Sequence[Line]) -> list[tuple[str, str]]:
    """Each filter with how many facts it shows."""
    names = {
        Show.ALL: QCoreApplication.translate("Timeline", "All"),
        Show.CONTACTS: QCoreApplication.translate("Timeline", "Contacts"),
        Show.VISITS: QCoreApplication.translate("Timeline", "Visits"),
        Show.GIFTS: QCoreApplication.translate("Timeline", "Gifts"),
        Show.PROMISES: QCoreApplication.translate("Timeline", "Promises"),
        Show.CHANGES: QCoreApplication.translate("Timeline", "Changes"),
    }
    return [(show.value, f"{name} {len(chosen(lines, show))}") for show, name in names.items()]


def chosen(lines: Sequence[Line], show: Show) -> list[Line]:
    """The facts a filter lets through."""
    return [line for line in lines if show is Show.ALL or SHOWN_AS[line.fact] is show]


def rows(lines: Sequence[Line], people: Mapping[str, str]) -> list[Row]:
    """The facts with a head for each month; ``people`` names contacts by id."""
    made: list[Row] = []
    month, year = 0, 0
    for line in lines:
        if (line.on.year, line.on.month) != (year, month):
            made.append(GroupHead(_month(line, is_new_year=line.on.year != year), is_month=True))
            year, month = line.on.year, line.on.month
        made.append(_row(line, people))
    return made


def _month(line: Line, *, is_new_year: bool) -> str:
    name = labels.say(f"paper.month.{line.on.month}")
    if not is_new_year:
        return name
    return QCoreApplication.translate("Timeline", "{month} {year}").format(month=name, year=line.on.year)


def _row(line: Line, people: Mapping[str, str]) -> TimelineRow:
    title, text, right, icon = _TELL[line.fact](line, people)
    day = phrases.day(labels.language(), line.on, line.on)  # its own day as today: the month head says the year
    return TimelineRow(line.id, day, icon, " ".join(title.split()), " ".join(text.split()), right)


def _names(line: Line, people: Mapping[str, str]) -> str:
    return "、".join(people[each] for each in line.contact_ids if each in people)


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
    name = labels.field(str(line.params["field"]))
    before, after = (str(line.params[side] or "—") for side in ("before", "after"))
    icon = "insight" if line.params["field"] == "tier" else "users"
    return f"{name} {before} → {after}", "", line.by, icon


_TELL: Final = {
    Fact.CONTACT: _contact,
    Fact.VISIT: _visit,
    Fact.GIFT: _gift,
    Fact.COMMITMENT: _promise,
    Fact.SKIPPED: _skipped,
    Fact.CHANGE: _change,
}
