"""A client's relationship map on one sheet of A4, upright or lying, whichever shows it larger (D-2.2, D-12.1).

Drawn from the same places as the window. Black on white says everything: attitude by mark and word, influence
by size, those who left by a dashed edge. Who of us knows a person stands on the card: lines from everybody to
everybody could not be told apart.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

from kam_desktop import words
from kam_desktop.core.relationships import Bond, MapPerson, RelationshipMap, layout_of
from kam_desktop.core.rules.file_names import LIMIT_BYTES, safe
from kam_desktop.core.rules.kinds import Attitude, BuyingRole
from kam_desktop.core.rules.map_layout import Box, Layout, Point
from kam_desktop.core.rules.map_lines import routes
from kam_desktop.core.rules.relations import MARKS, MOST
from kam_desktop.documents import figures
from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import FOOT, GREY, LEFT, MM, PAGE_HEIGHT, PAGE_WIDTH, RIGHT, Scale, Style, scale
from kam_desktop.documents.output import Frame, Written, publish_sheet
from kam_desktop.documents.paragraphs import set_rows
from kam_desktop.documents.pen import Pen

_HEAD: Final = 30 * MM  # what stands above the map at least
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
    layout = layout_of(seen, with_ours=False)
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
    return f"{kind}_{safe(name, LIMIT_BYTES - len((kind + tail).encode()) - 1)}{tail}"


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
    for route in routes(layout.people, layout.lines):
        pen.line([sheet.point(corner) for corner in route], 0.8, GREY)
    for name, box in layout.people.items():
        known = [bond for bond in seen.bonds if bond.contact_id == name]
        _draw_card(pen, people[name], sheet.box(box), sheet.factor, people, known)


def _draw_card(
    pen: Pen, person: MapPerson, box: Box, factor: float, people: Mapping[str, MapPerson], known: Sequence[Bond]
) -> None:
    pen.card(box.x, box.y, box.width, box.height, 6 * factor, 1.6 if person.is_primary else 0.8, dashed=person.has_left)
    type_, left, room = pen.type, box.x + 10 * factor, box.width - 18 * factor
    name, second, leading = Style(13 * factor, 0, bold=True), Style(11.5 * factor, 0), 18 * factor
    below = _left(type_.lang, person, people) if person.has_left else _stand(type_.lang, person)
    is_known = bool(known) and not person.has_left
    y = box.centre[1] + 4 * factor - (bool(below) + is_known) * leading / 2
    text = type_.shorten(type_.line(person.name), name, room)
    pen.text(left, y, text, name)
    used = type_.width(text, name) + 5 * factor
    pen.text(
        left + used, y, type_.shorten(type_.line(person.title), second, max(0.0, room - used)), second.but(colour=GREY)
    )
    if below:
        y += leading
        pen.text(left, y, type_.shorten(type_.line(below), second, room), second)
    if is_known:
        _draw_known(pen, (left, y + leading), room, known, second)


def _draw_known(pen: Pen, at: Point, room: float, known: Sequence[Bond], style: Style) -> None:
    """The names of ours: bold who is trusted, grey who has only met; smaller where they would not fit."""
    type_, gap = pen.type, style.size / 2
    said = [(type_.line(bond.colleague), _known_style(style, bond.strength)) for bond in known]
    whole = sum(type_.width(text, each) for text, each in said) + gap * (len(said) - 1)
    shrink = min(1.0, room / max(whole, room))
    x = at[0]
    for text, each in said:
        small = Style(each.size * shrink, 0, bold=each.bold, colour=each.colour)
        pen.text(x, at[1], text, small)
        x += type_.width(text, small) + gap * shrink


def _known_style(style: Style, strength: int) -> Style:
    if strength == MOST:
        return style.but(bold=True)
    return style.but(colour=GREY) if strength == 1 else style


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
