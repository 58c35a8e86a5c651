"""From an appointment of a calendar to what took place, or what is still to come (D-14.1)."""

from datetime import date, time
from typing import Any, Final

from kam_desktop.core.errors import Invalid
from kam_desktop.core.records import InteractionRecord, Problem
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.exchange import values, vocabulary
from kam_desktop.exchange.parsed import RejectedRow, rejected_row
from kam_desktop.exchange.writers.calendars import OWN_UID

_NUMBER_LIMIT: Final = 64


def record(event: dict[str, Any]) -> InteractionRecord | RejectedRow:
    """One appointment; a cancelled one, one that came from here, and one without a word of what it was are rejected."""
    told = [values.cleaned(event[name], values.NOTES_LIMIT) for name in ("summary", "location", "description")]
    parts = [text for text, _ in told]
    emails = values.once(each for each in event["emails"] if "@" in each)
    text = "\n".join(dict.fromkeys(part for part in parts if part))
    shown = (event["on"], ", ".join(emails), "", text)
    if event["uid"].endswith(OWN_UID):  # it stands in the plan, and did not take place because its day is over
        return rejected_row(event["number"], shown, "event.own", parts[0])
    if event["status"] == "CANCELLED":
        return rejected_row(event["number"], shown, "event.cancelled")
    if not text and not emails:
        return rejected_row(event["number"], shown, "event.says_nothing")
    codes = dict.fromkeys((*event["mended"], *(code for _, found in told for code in found)))
    problems = [Problem("", code, text[:80]) for code in codes]
    if event["repeats"]:
        problems.append(Problem("RRULE", "event.repeats", parts[0]))
    return InteractionRecord(
        row_no=event["number"], on=date.fromisoformat(event["on"]), at=_clock(event["at"]), text=text, emails=emails,
        channel=_channel(parts[0]), external_no=values.cleaned(event["uid"])[0][:_NUMBER_LIMIT], may_come=True,
        problems=tuple(problems),
    )  # fmt: skip


def _clock(text: str) -> time | None:
    return time.fromisoformat(text) if text else None


def _channel(summary: str) -> str:
    """By a word in the title (电话会议); an appointment is a meeting otherwise."""
    try:
        return vocabulary.channel(summary) if summary else Channel.VISIT.value
    except Invalid:
        return Channel.VISIT.value
