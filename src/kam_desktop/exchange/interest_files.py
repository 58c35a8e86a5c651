"""Coming events out of a calendar file: what people may like, by its categories (D-5.6)."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from kam_desktop.core.errors import FileError
from kam_desktop.core.interest_events import InterestDraft
from kam_desktop.exchange import sandbox, values

_TITLE: Final = 255
_WORD: Final = 64


class InterestFile(NamedTuple):
    """What a file holds. ``unusable`` ones are cancelled, have no name or no day; ``repeating`` ones come once."""

    name: str
    drafts: tuple[InterestDraft, ...]
    unusable: int
    repeating: int


def read(path: Path, *, cancelled: Callable[[], bool] | None = None) -> InterestFile:
    """Read a calendar file in a child process. Raises FileError, of a file that is no calendar too."""
    drafts: dict[InterestDraft, None] = {}
    unusable = repeating = 0
    for message in sandbox.messages(path, cancelled=cancelled):
        if message.get("facts", {}).get("kind", "ics") != "ics":
            raise FileError("file.no_events")
        unusable += len(message.get("rejected", ()))
        for event in message.get("events", ()):
            draft = _draft(event)
            unusable += draft is None
            if draft is not None:
                drafts[draft] = None
                repeating += bool(event["repeats"])
    return InterestFile(path.name, tuple(drafts), unusable, repeating)


def _draft(event: dict[str, Any]) -> InterestDraft | None:
    """The event; without an id of its own its name stands for one, so that reading again finds it."""
    title = values.cleaned(event["summary"], _TITLE)[0].strip()
    if not title or event["status"] == "CANCELLED":
        return None
    words = tuple(values.once(values.cleaned(each, _WORD)[0] for each in event["categories"]))
    until = date.fromisoformat(event["until"]) if event["until"] else None
    place = values.cleaned(event["location"], _TITLE)[0]
    uid = values.cleaned(event["uid"])[0][:_TITLE] or title
    return InterestDraft(title, date.fromisoformat(event["on"]), words, until, place, uid)
