"""A client's relationship map on one sheet of A4, upright or lying, whichever shows it larger (D-2.2, D-12.1).

Drawn from the same places as the window. Black on white says everything: attitude by mark and word, influence
by size, ties by weight, those who left by a dashed edge.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

from kam_desktop import words
from kam_desktop.core.relationships import MapPerson, RelationshipMap, layout_of
from kam_desktop.core.rules.kinds import Attitude, BuyingRole
from kam_desktop.core.rules.map_layout import Box, Layout, Point, routes
from kam_desktop.core.rules.relations import MARKS
from kam_desktop.documents import figures
from kam_desktop.documents.file_names import safe
from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import FOOT, GREY, LEFT, LINE, MM, PAGE_HEIGHT, PAGE_WIDTH, RIGHT, Scale, Style, scale
from kam_desktop.documents.output import Frame, Written, publish_sheet
from kam_desktop.documents.paragraphs import set_rows
from kam_desktop.documents.pen import Pen

_WEIGHTS: Final = {1: 0.6, 2: 1.2, 3: 2.4}
_HEAD: Final = 30 * MM  # what stands above the map at least
_NAME_BYTES: Final = 80  # of the client in the name of the file
_LARGEST: Final = 0.78  # of a point a map unit: 10 pt for a name


class _Sheet:
    """The map on its page: from map units to points."""

    def __init__(self, layout: Layout, size: tuple[float, float], top: float) -> None:
        self.size = size
        left, right = LEFT, size[0] - (PAGE_WIDTH - RIGHT)
        bottom = size[1] - (PAGE_HEIGHT - FOOT) - 12 * MM
        bounds = layout.bounds
        room = (right - left, bottom - top)
        self.factor = min(_LARGEST, room[0] / max(1.0, bounds.width), room[1] / max(1.0, bounds.height))
        self._x = left + (room[0] - bounds.width * self.factor) / 2 - bounds.x * self.factor
        self._y = top - bounds.y * self.factor
        self.left, self.right, self.legend = left, right, bottom + 7 * MM

    def box(self, box: Box) -> Box:
        """A box of the layout on the page."""
        return Box(*self.point((box.x, box.y)), box.width * self.factor, box.height * self.factor)

    def point(self, point: Point) -> Point:
        """A point of the layout on the page."""
        return self._x + point[0] * self.factor, self._y + point[1] * self.factor


def write(
    seen: RelationshipMap, to: Path | BinaryIO, *, lang: str, on: date, company: str = "", invariant: bool = False
) -> Written:
    """Writes the map as PDF; ``on`` is the day it shows."""
    type_, sizes = Typeface(lang), scale(lang)
    layout = layout_of(seen)
    sheet = max((_Sheet(layout, size, _HEAD + 10 * MM) for size in _SIZES), key=lambda each: each.factor)
    kind = words.say(lang, "paper.map.kind")
    day = figures.day_in_head(lang, on)
    frame = Frame(
        title=f"{kind} {seen.client}", author=company, running_left=kind, running_right=seen.client,
        made=words.say(lang, "paper.printed", at=day), confidential=words.say(lang, "paper.confidential"),
    )  # fmt: skip

    def draw(pen: Pen) -> None:
        top = _draw_head(pen, sizes, seen, sheet, day, company)
        placed = _Sheet(layout, sheet.size, max(top + 6 * MM, _HEAD))
        _draw_map(pen, seen, layout, placed)
        _draw_legend(pen, sizes, placed)

    return publish_sheet(draw, type_, frame, to, size=sheet.size, invariant=invariant)


_SIZES: Final = ((PAGE_WIDTH, PAGE_HEIGHT), (PAGE_HEIGHT, PAGE_WIDTH))


def file_name(client: str, on: date, lang: str) -> str:
    """``关系图_宁波恒远_2026-09-16.pdf``; only the client's name is ever cut."""
    kind, tail = words.say(lang, "paper.map.file"), f"_{on.isoformat()}.pdf"
    name = re.sub(r"\s+", "-" if lang == "en" else " ", client.strip())
    return f"{kind}_{safe(name, _NAME_BYTES)}{tail}"


def _draw_head(pen: Pen, sizes: Scale, seen: RelationshipMap, sheet: _Sheet, day: str, company: str) -> float:
    """Kind, client and day, then the single threads; returns the last baseline."""
    type_, lang = pen.type, pen.type.lang
    y = 16 * MM
    pen.text(sheet.left, y, type_.prepare(words.say(lang, "paper.map.kind")), sizes.kind)
    made = " · ".join(part for part in (company, words.say(lang, "paper.map.as_of") + " " + day) if part)
    pen.text_right(sheet.right, y, type_.line(made), sizes.label)
    y += 8 * MM
    title = Style(16, 20, bold=True)
    pen.text(sheet.left, y, type_.shorten(type_.line(seen.client), title, sheet.right - sheet.left), title)
    said = " ".join(
        words.say(lang, f"thread.{each.code}", name=each.name, colleague=each.colleague) for each in seen.threads
    )
    text = f"{words.say(lang, 'paper.map.threads')} · {said or words.say(lang, 'paper.map.no_threads')}"
    for row in set_rows(type_, [(type_.line(text), sizes.second)], sheet.right - sheet.left):
        y += sizes.second.leading + (1 * MM if y < 25 * MM else 0)
        pen.text(sheet.left, y, row[0].text, row[0].style)
    return y


def _draw_map(pen: Pen, seen: RelationshipMap, layout: Layout, sheet: _Sheet) -> None:
    people = {each.id: each for each in seen.people}
    boxes = {name: sheet.box(box) for name, box in layout.people.items()}
    ours = {name: sheet.box(box) for name, box in layout.colleagues.items()}
    for bond in seen.bonds:
        if bond.colleague in ours and not people[bond.contact_id].has_left:
            _draw_tie(pen, boxes[bond.contact_id], ours[bond.colleague], bond.strength)
    for route in routes(layout.people, layout.lines):
        pen.line([sheet.point(corner) for corner in route], 0.8, GREY)
    for name, box in boxes.items():
        _draw_card(pen, people[name], box, sheet.factor, people)
    for name, box in ours.items():
        pen.card(box.x, box.y, box.width, box.height, box.height / 2, 0.8, dashed=False)
        style = Style(11 * sheet.factor, 0)
        text = pen.type.shorten(pen.type.line(name), style, box.width - 8)
        pen.text(box.centre[0] - pen.type.width(text, style) / 2, box.centre[1] + style.size * 0.36, text, style)


def _draw_tie(pen: Pen, card: Box, ours: Box, strength: int) -> None:
    start, end = (card.x + card.width * 0.75, card.bottom), (ours.centre[0], ours.y)
    bend = max(20.0, abs(end[1] - start[1]) / 2)
    points = [start, (start[0], start[1] + bend), (end[0], end[1] - bend), end]
    pen.curve(points, _WEIGHTS.get(strength, 0.6), LINE, dashed=strength == 1)


def _draw_card(pen: Pen, person: MapPerson, box: Box, factor: float, people: Mapping[str, MapPerson]) -> None:
    pen.card(box.x, box.y, box.width, box.height, 6 * factor, 1.6 if person.is_primary else 0.8, dashed=person.has_left)
    type_, left, room = pen.type, box.x + 10 * factor, box.width - 18 * factor
    name, second = Style(13 * factor, 0, bold=True), Style(11.5 * factor, 0)
    y = box.centre[1] - 4 * factor
    text = type_.shorten(type_.line(person.name), name, room)
    pen.text(left, y, text, name)
    used = type_.width(text, name) + 5 * factor
    pen.text(
        left + used, y, type_.shorten(type_.line(person.title), second, max(0.0, room - used)), second.but(colour=GREY)
    )
    below = _left(type_.lang, person, people) if person.has_left else _stand(type_.lang, person)
    pen.text(left, y + 19 * factor, type_.shorten(type_.line(below), second, room), second)


def _stand(lang: str, person: MapPerson) -> str:
    """``拍板 ▲ 支持``."""
    role = words.name_of(lang, BuyingRole(person.buying_role)) if person.buying_role in set(BuyingRole) else ""
    if person.attitude not in set(Attitude):
        return role
    attitude = Attitude(person.attitude)
    return f"{role} {MARKS[attitude]} {words.name_of(lang, attitude)}".strip()


def _left(lang: str, person: MapPerson, people: Mapping[str, MapPerson]) -> str:
    day = f" {person.left_on.isoformat()}" if person.left_on else ""
    after = people.get(person.successor_id or "")
    return words.say(lang, "paper.map.left") + day + (f" → {after.name}" if after else "")


def _draw_legend(pen: Pen, sizes: Scale, sheet: _Sheet) -> None:
    lang = pen.type.lang
    marks = " ".join(f"{MARKS[each]} {words.name_of(lang, each)}" for each in Attitude)
    text = pen.type.line(words.say(lang, "paper.map.legend", marks=marks))
    y = sheet.legend
    for row in set_rows(pen.type, [(text, sizes.label)], sheet.right - sheet.left):
        pen.text(sheet.left, y, row[0].text, row[0].style)
        y += sizes.label.leading
