"""The page to print and lock away: the recovery key of a store, and what to do with it (D-13.1)."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from kam_desktop import words
from kam_desktop.documents import figures, mastheads
from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import MM, TEXT_LEFT, TEXT_WIDTH, Scale, Style, scale
from kam_desktop.documents.output import Frame, Written, publish
from kam_desktop.documents.page import Part, Strip, space
from kam_desktop.documents.paragraphs import flowing
from kam_desktop.documents.pen import Pen
from kam_desktop.documents.sections import named

_KEY: Final = Style(20, 0, bold=True)
_GROUPS_ABREAST: Final = 4
_GROUP_LENGTH: Final = 4


def write(
    recovery_key: str,
    store_name: str,
    to: Path | BinaryIO,
    *,
    lang: str,
    made_at: datetime | None = None,
    invariant: bool = False,
) -> Written:
    """Writes the sheet as PDF; ``made_at`` is now unless given. The key stands nowhere but on the page."""
    type_, sizes = Typeface(lang), scale(lang)
    made = figures.instant(made_at or datetime.now().astimezone())
    kind = words.say(lang, "paper.recovery.kind")
    strips = [
        *mastheads.kind_line(type_, sizes, kind, ""),
        *mastheads.title_lines(type_, sizes, store_name),
        *mastheads.fact_lines(type_, sizes, [(words.say(lang, "paper.recovery.made"), [made])]),
        space(2.5 * MM),
        *_key_section(type_, sizes, _groups(recovery_key)),
        *_section(type_, sizes, "what", store=store_name),
        *_section(type_, sizes, "use"),
        *_section(type_, sizes, "keep"),
    ]
    frame = Frame(
        title=words.say(lang, "paper.recovery.title", store=store_name),
        author="",
        running_left=kind,
        running_right=made,
        made=words.say(lang, "paper.printed", at=made),
        confidential=words.say(lang, "paper.recovery.confidential"),
    )
    return publish([Part(strips, has_head=False)], type_, frame, to, invariant=invariant)


def _section(type_: Typeface, sizes: Scale, name: str, **params: object) -> list[Strip]:
    strips = flowing(type_, sizes, words.say(type_.lang, f"paper.recovery.{name}_text", **params))
    return named(type_, sizes, words.say(type_.lang, f"paper.recovery.{name}"), strips)


def _key_section(type_: Typeface, sizes: Scale, groups: Sequence[str]) -> list[Strip]:
    """The groups in numbered rows of four, so that they can be read out and ticked off."""
    lang = type_.lang
    note = words.say(lang, "paper.recovery.key_note", n=len(groups))
    rows = [
        _group_row(type_, sizes, groups[start : start + _GROUPS_ABREAST], start + 1)
        for start in range(0, len(groups), _GROUPS_ABREAST)
    ]
    for row in rows:
        row.keep = row is not rows[-1]
    return named(type_, sizes, words.say(lang, "paper.recovery.key"), rows, [note])


def _groups(recovery_key: str) -> list[str]:
    """The groups of the key as it is written; one written in one piece is cut into groups of four."""
    groups = [group for group in recovery_key.strip().split("-") if group]
    if len(groups) > 1:
        return groups
    return [recovery_key[at : at + _GROUP_LENGTH] for at in range(0, len(recovery_key), _GROUP_LENGTH)]


def _group_row(type_: Typeface, sizes: Scale, groups: Sequence[str], number: int) -> Strip:
    texts = [type_.prepare(group) for group in groups]

    def draw(pen: Pen, y: float) -> None:
        for at, text in enumerate(texts):
            left = TEXT_LEFT + at * TEXT_WIDTH / _GROUPS_ABREAST
            pen.text(left, y - 9 * MM, str(number + at), sizes.label)
            pen.text(left, y, text, _KEY)

    return Strip(17 * MM, draw, top=15 * MM)
