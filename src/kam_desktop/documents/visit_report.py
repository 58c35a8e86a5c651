"""One visit on paper (D-6.2, D-6.3): who, when, what came of it, and what was promised."""

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from kam_desktop import words
from kam_desktop.core.rules.kinds import VisitState
from kam_desktop.core.visit_report import Person, VisitReport
from kam_desktop.documents import figures, mastheads
from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import MM, scale
from kam_desktop.documents.output import Frame, Written, publish
from kam_desktop.documents.page import Part, Strip, space
from kam_desktop.documents.visit_sections import Sections

_MARKED = {
    VisitState.REPORTED: "paper.draft",
    VisitState.CANCELLED: "paper.cancelled",
}


def write(report: VisitReport, to: Path | BinaryIO, *, lang: str, invariant: bool = False) -> Written:
    """Writes the report as PDF or raises ``FileError``; ``invariant``: equal bytes each time, for tests."""
    type_ = Typeface(lang)
    top = mastheads.kind_line(type_, scale(lang), kind(report, lang), report.company, report.logo)
    part = Part([*top, *strips(report, type_, drop=16 * MM)], has_head=False)
    return publish([part], type_, frame(report, lang), to, invariant=invariant)


def strips(report: VisitReport, type_: Typeface, *, drop: float) -> list[Strip]:
    """The visit from its title on, which stands ``drop`` below what is above it."""
    lang, sizes = type_.lang, scale(type_.lang)
    return [
        *mastheads.title_lines(type_, sizes, report.client, report.tier, mark(report, lang), drop),
        *mastheads.subject_lines(type_, sizes, report.subject),
        *mastheads.fact_lines(type_, sizes, facts(report, lang)),
        *mastheads.people_lines(
            type_,
            sizes,
            [
                (words.say(lang, "paper.for_client"), _people(report.participants)),
                (words.say(lang, "paper.for_us"), _people(report.colleagues)),
            ],
        ),
        space(2.5 * MM),
        *Sections(report, type_).strips(),
    ]


def kind(report: VisitReport, lang: str) -> str:
    """A report, or the plan of a visit that did not take place yet."""
    return words.say(lang, "paper.visit_plan" if report.is_plan else "paper.visit_report")


def mark(report: VisitReport, lang: str) -> str:
    """What stands behind the title of a report that is not handed in yet, or of a visit that was called off."""
    return words.say(lang, _MARKED[report.state]) if report.state in _MARKED else ""


def _people(people: Sequence[Person]) -> list[tuple[str, str]]:
    return [(person.name, person.role) for person in people]


def facts(report: VisitReport, lang: str) -> list[mastheads.Fact]:
    """The facts of the head: when, where, what the client is, who went."""

    def say(key: str) -> str:
        return words.say(lang, f"paper.{key}")

    when = [figures.day_in_head(lang, report.on), figures.span(report.started_at, report.ended_at)]
    channel = words.name_of(lang, report.channel)
    place = (say("place"), [report.place, channel]) if report.place else (say("channel"), [channel])
    found: list[mastheads.Fact] = [(say("date"), when), place]
    if report.tier or report.value_band:
        found.append(_standing(report, lang))
    if report.manager:
        found.append((say("manager"), [report.manager, _visit_count(report, lang)]))
    return found


def _standing(report: VisitReport, lang: str) -> mastheads.Fact:
    tier = words.say(lang, "paper.tier_of", tier=report.tier) if report.tier else ""
    band = words.say(lang, "paper.band_of", band=report.value_band) if report.value_band else ""
    labels = [words.say(lang, "paper.tier")] if tier else []
    labels += [words.say(lang, "paper.value_band")] if band else []
    label = " · ".join(labels)
    return (label[:1].upper() + label[1:], [tier, band])


def _visit_count(report: VisitReport, lang: str) -> str:
    number = report.visits_this_quarter
    if number < 1 or report.is_plan:
        return ""
    return words.say(lang, "paper.visit_of_quarter", number=number, ordinal=figures.ordinal(number))


def frame(report: VisitReport, lang: str) -> Frame:
    """What stands around the text of each page."""
    name = kind(report, lang)
    on = report.on.isoformat()
    return Frame(
        title=f"{name} · {report.client} · {on}",
        author=report.printed_by or report.manager,
        running_left=f"{name} · {report.client}",
        running_right=on if lang == "zh_CN" else figures.day_in_head(lang, report.on),
        made=_made(report, lang),
        confidential=words.say(lang, "paper.confidential"),
    )


def _made(report: VisitReport, lang: str) -> str:
    version = "" if report.is_plan else words.say(lang, "paper.version", version=report.version)
    if report.printed_at is None:
        return version
    at = figures.instant(report.printed_at)
    key = "paper.printed_by" if report.printed_by else "paper.printed"
    return " · ".join(filter(None, (words.say(lang, key, name=report.printed_by, at=at), version)))
