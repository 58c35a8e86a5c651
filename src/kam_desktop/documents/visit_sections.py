"""The sections of a visit report, in their fixed order; what is empty is left out unless it must be seen."""

from collections.abc import Sequence
from typing import Final

from kam_desktop import words
from kam_desktop.core.rules.kinds import VisitState
from kam_desktop.core.visit_report import VisitReport
from kam_desktop.documents import figures, photos, review_words, visit_tables
from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import GREY, HAIRLINE, HEAVY, MM, RIGHT, TEXT_LEFT, TEXT_WIDTH, scale
from kam_desktop.documents.page import Strip, keep_whole
from kam_desktop.documents.paragraphs import flowing, paragraph
from kam_desktop.documents.pen import Pen
from kam_desktop.documents.sections import named

_BEST_IMPRESSION: Final = 5
_CIRCLE: Final = 1.55 * MM


class Sections:
    """Makes the strips of each section of one report."""

    def __init__(self, report: VisitReport, type_: Typeface) -> None:
        self._report, self._type = report, type_
        self._sizes = scale(type_.lang)

    def strips(self) -> list[Strip]:
        """All sections in order."""
        report = self._report
        if report.is_plan:
            return self._plan()
        return [
            *self._objective(),
            *self._section("discussion", self._words(report.discussed)),
            *self._section("needs", self._words(report.needs)),
            *self._section("competitors", self._words(report.competitors)),
            *self._section("satisfaction", self._impression()),
            *self._section("commitments", self._commitments()),
            *self._section("next_step", self._next_step()),
            *self._expenses(),
            *self._gifts(),
            *self._section("photos", photos.strips(self._type, self._sizes, report.photos)),
            *self._section("review", self._review(), rule=HEAVY),
        ]

    def _plan(self) -> list[Strip]:
        """What is meant to happen, what to take along, what is open with this client."""
        report = self._report
        open_ = visit_tables.commitments(self._type, report.open_promises) if report.open_promises else []
        return [
            *self._section("objective", self._words(report.objective) or self._words(self._say("none"))),
            *self._section("agenda", self._words(report.agenda)),
            *self._section("to_bring", self._words("\n".join(report.to_bring))),
            *self._section("still_open", open_ or self._words(self._say("none"))),
        ]

    def _say(self, key: str, **params: object) -> str:
        return words.say(self._type.lang, f"paper.{key}", **params)

    def _words(self, text: str, lead: str = "") -> list[Strip]:
        return flowing(self._type, self._sizes, text, lead)

    def _section(
        self, name: str, strips: list[Strip], notes: Sequence[str] = (), rule: float = HAIRLINE
    ) -> list[Strip]:
        """Gives the strips their name in the margin."""
        return named(self._type, self._sizes, self._say(name), strips, notes, rule=rule)

    def _objective(self) -> list[Strip]:
        report = self._report
        strips = self._words(report.objective)
        if not strips:
            return self._section("result", self._words(report.result))
        result = self._words(report.result, self._type.prepare(self._say("result_lead")))
        if result and self._type.lang == "en":
            result[0].gap = self._sizes.paragraph_gap
        return self._section("objective", [*strips, *self._agenda(), *result], [self._say("from_plan")])

    def _agenda(self) -> list[Strip]:
        """What had been planned, in small."""
        lines = [line.strip() for line in self._report.agenda.splitlines() if line.strip()]
        lead = self._type.prepare(self._say("agenda_lead")) if lines else ""
        strips = []
        for at, line in enumerate(lines):
            strips += paragraph(self._type, [((lead if at == 0 else "") + self._type.line(line), self._sizes.note)])
        return strips

    def _impression(self) -> list[Strip]:
        report, sizes = self._report, self._sizes
        if report.impression is None:
            return []
        number = min(max(report.impression, 0), _BEST_IMPRESSION)
        score = f"{number} / {_BEST_IMPRESSION}"
        before = self._type.prepare(self._previous())

        def draw(pen: Pen, y: float) -> None:
            for at in range(_BEST_IMPRESSION):
                pen.circle(TEXT_LEFT + _CIRCLE + at * 4.6 * MM, y - 1.25 * MM, _CIRCLE, filled=at < number)
            pen.text(TEXT_LEFT + 25 * MM, y, score, sizes.text.but(bold=True))
            pen.text(TEXT_LEFT + 36 * MM, y, before, sizes.table.but(colour=GREY))

        return [Strip(sizes.text.leading, draw)]

    def _previous(self) -> str:
        report = self._report
        if report.previous_impression is None:
            return ""
        score = f"{report.previous_impression} / {_BEST_IMPRESSION}"
        if report.previous_impression_on is None:
            return self._say("previous", score=score)
        return self._say("previous_on", score=score, on=report.previous_impression_on.isoformat())

    def _commitments(self) -> list[Strip]:
        promises = self._report.commitments
        return visit_tables.commitments(self._type, promises) if promises else self._words(self._say("none"))

    def _next_step(self) -> list[Strip]:
        report = self._report
        strips = self._words(report.next_step)
        if report.next_visit_on:
            lead = self._type.prepare(self._say("next_visit_lead"))
            again = self._words(report.next_visit_on.isoformat(), lead)
            again[0].gap = self._sizes.paragraph_gap if strips else again[0].gap
            strips += again
        return strips or self._words(self._say("none"))

    def _expenses(self) -> list[Strip]:
        items = self._report.expenses
        notes = visit_tables.unit(self._type.lang, [item.currency for item in items])
        return self._section("expenses", visit_tables.expenses(self._type, items), notes) if items else []

    def _gifts(self) -> list[Strip]:
        given = self._report.gifts
        notes = visit_tables.unit(self._type.lang, [gift.currency for gift in given])
        return self._section("gifts", visit_tables.gifts(self._type, given), notes) if given else []

    def _review(self) -> list[Strip]:
        report, lang = self._report, self._type.lang
        verdict = {VisitState.ACCEPTED: "accepted", VisitState.RETURNED: "returned"}.get(report.state)
        strips = [self._verdict(verdict)] if verdict else self._words(self._say("waiting"))
        strips += self._words(report.review_remark)
        for remark in report.remarks:
            lines = self._words(review_words.remark(lang, remark), self._type.prepare(review_words.meant(lang, remark)))
            for line in lines[:1]:
                line.gap = self._sizes.paragraph_gap
            strips += lines
        note = self._type.prepare(review_words.submission(lang, report))
        if note:
            lines = paragraph(self._type, [(note, self._sizes.note)], width=TEXT_WIDTH)
            lines[0].gap = 2 * MM
            strips += lines
        keep_whole(strips)
        return strips

    def _verdict(self, key: str) -> Strip:
        report, sizes = self._report, self._sizes
        at = figures.instant(report.reviewed_at) if report.reviewed_at else ""
        verdict = self._type.prepare(self._say(key))
        room = TEXT_WIDTH - self._type.width(verdict, sizes.text.but(bold=True)) - 6 * MM
        who = "\u2003".join(filter(None, (self._type.line(report.reviewer), at)))
        who = self._type.shorten(who, sizes.table, room)

        def draw(pen: Pen, y: float) -> None:
            pen.text(TEXT_LEFT, y, verdict, sizes.text.but(bold=True))
            pen.text_right(RIGHT, y, who, sizes.table)

        return Strip(sizes.text.leading, draw)
