"""The story card of a gift: a quarter of a sheet, to be cut off and put into a pocket (D-7.1)."""

import re
from pathlib import Path
from typing import BinaryIO, Final

from kam_desktop import words
from kam_desktop.core.rules.file_names import LIMIT_BYTES, safe
from kam_desktop.core.rules.kinds import GiftOccasion
from kam_desktop.core.story_cards import StoryCard
from kam_desktop.documents import figures
from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import LINE, MM, PAGE_HEIGHT, PAGE_WIDTH, Style, scale
from kam_desktop.documents.output import Frame, Written, publish_sheet
from kam_desktop.documents.paragraphs import set_rows
from kam_desktop.documents.pen import Pen

_WIDTH: Final = PAGE_WIDTH / 2
_HEIGHT: Final = PAGE_HEIGHT / 2
_EDGE: Final = 10 * MM
_LAST: Final = _HEIGHT - 9 * MM
_TITLE: Final = Style(13, 18, bold=True)
_STORY: Final = Style(10.5, 16)
_TEXT: Final = Style(9, 13.5)


def write(card: StoryCard, to: Path | BinaryIO, *, lang: str, invariant: bool = False) -> Written:
    """Writes the card as PDF. What is longer than the card ends with an ellipsis."""
    type_ = Typeface(lang)
    kind = words.say(lang, "paper.story.kind")
    frame = Frame(
        title=f"{kind} {card.item}", author="", running_left=kind, running_right=card.client,
        made=words.say(lang, "paper.story.cut"), confidential=words.say(lang, "paper.confidential"),
    )  # fmt: skip
    return publish_sheet(
        lambda pen: _Card(pen, card).draw(), type_, frame, to, size=(PAGE_WIDTH, PAGE_HEIGHT), invariant=invariant
    )


def file_name(card: StoryCard, lang: str) -> str:
    """``来历卡_宁波恒远_径山茶.pdf``; only the item's name is ever cut."""
    head = f"{words.say(lang, 'paper.story.file')}_{safe(card.client, 90)}_"
    item = re.sub(r"\s+", "-" if lang == "en" else " ", card.item.strip())
    return f"{head}{safe(item, LIMIT_BYTES - len(head.encode()) - 4)}.pdf"


class _Card:
    def __init__(self, pen: Pen, card: StoryCard) -> None:
        self._pen, self._card, self._type, self._lang = pen, card, pen.type, pen.type.lang
        self._sizes = scale(self._lang)
        self._y = _EDGE + 2 * MM

    def draw(self) -> None:
        """The edge to cut along, the head, then what to say, largest first."""
        card, lang = self._card, self._lang
        self._pen.line([(_WIDTH, 0), (_WIDTH, _HEIGHT), (0, _HEIGHT)], 0.4, LINE)
        kind = words.say(lang, "paper.story.kind")
        self._pen.text(_EDGE, self._y, self._type.prepare(kind), self._sizes.kind)
        day = self._type.line(figures.day_in_head(lang, card.on))
        self._pen.text_right(_WIDTH - _EDGE, self._y, day, self._sizes.label)
        self._y += 2 * MM
        pieces = words.say(lang, "paper.story.pieces", n=card.quantity) if card.quantity > 1 else ""
        self._say(" ".join(filter(None, (card.item, pieces))), _TITLE, most=2)
        person = f"{card.person}（{card.greeting}）" if card.person and card.greeting and lang != "en" else card.person
        occasion = words.name_of(lang, card.occasion) if card.occasion is not GiftOccasion.OTHER else ""
        self._say(" · ".join(filter(None, (card.client, person, occasion))), self._sizes.second, most=2)
        self._part("story", card.story, _STORY, most=9)
        self._part("origin", card.origin, _TEXT, most=5)
        self._facts()
        self._part(
            "taboos", "；".join(card.taboos) if lang != "en" else "; ".join(card.taboos), _TEXT.but(bold=True), most=2
        )

    def _facts(self) -> None:
        card, lang = self._card, self._lang
        via = words.name_of(lang, card.via) if card.via else ""
        through = " ".join(filter(None, (via, card.via_name)))
        facts = [
            ("chosen_by", card.chosen_by),
            ("handed_by", card.handed_by),
            ("via", through),
            ("manner", card.manner),
        ]
        said = " · ".join(words.say(lang, f"paper.story.{name}", text=text) for name, text in facts if text)
        if said:
            self._y += 1.5 * MM
            self._say(said, _TEXT, most=3)

    def _part(self, name: str, text: str, style: Style, *, most: int) -> None:
        if not text.strip():
            return
        self._y += 2 * MM
        self._say(words.say(self._lang, f"paper.story.{name}"), self._sizes.label, most=1)
        self._say(text, style, most=most)

    def _say(self, text: str, style: Style, *, most: int) -> None:
        """At most so many lines, and none below the edge of the card."""
        room = int((_LAST - self._y) // style.leading)
        most = min(most, room)
        rows = set_rows(self._type, [(self._type.line(" ".join(text.split())), style)], _WIDTH - 2 * _EDGE)
        for at, row in enumerate(rows[:most]):
            self._y += style.leading
            line = "".join(piece.text for piece in row)
            if at == most - 1 and len(rows) > most:
                line = self._type.shorten(f"{line}{' ' * 4}…", style, _WIDTH - 2 * _EDGE)
            self._pen.text(_EDGE, self._y, line, style)
