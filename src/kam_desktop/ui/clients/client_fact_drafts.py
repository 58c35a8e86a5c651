"""What was typed into the facts of a client and is not saved yet, kept over a page or a program that is left."""

from typing import Any, Final, NamedTuple

from kam_desktop.core import drafts

PROMISE: Final = "promise"  # beside the facts: one that is being written, with its day


class Typed(NamedTuple):
    """The text of an editor, and why it could not be saved, where that is known; of a promise, its day as typed."""

    text: str
    beside: str


def find(session: Any, client_id: str) -> dict[str, Typed]:
    """What waits to be saved of a client, by the name of the fact."""
    return {name: Typed(*kept) for name, kept in (drafts.find(session, _key(client_id)) or {}).items()}


def keep(session: Any, client_id: str, name: str, typed: Typed) -> None:
    """Keep one more; the last text of a fact is the one that counts."""
    drafts.keep(session, _key(client_id), {**find(session, client_id), name: typed})


def drop(session: Any, client_id: str, name: str) -> None:
    """This fact was saved."""
    kept = find(session, client_id)
    if kept.pop(name, None) is None:
        return
    if kept:
        drafts.keep(session, _key(client_id), kept)
    else:
        drop_all(session, client_id)


def drop_all(session: Any, client_id: str) -> None:
    """All of it is in its editors again."""
    drafts.drop(session, _key(client_id))


def _key(client_id: str) -> str:
    return f"client_facts:{client_id}"
