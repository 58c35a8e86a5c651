"""New clients of a file that may be there already under another name (D-2.5); told, not decided."""

from itertools import islice
from typing import Any, Final

from kam_desktop.core import duplicates
from kam_desktop.core.records import ClientRecord
from kam_desktop.exchange import rows
from kam_desktop.exchange.importing import Preview
from kam_desktop.ui.tasks import IsCancelled
from kam_desktop.words import likenesses

COMPARED: Final = 2_000  # rows of a file that are held against the store for likeness


def of(session: Any, preview: Preview, lang: str, cancelled: IsCancelled) -> list[tuple[str, str, str]]:
    """Name in the file, name that is there, why."""
    taken = islice(rows.to_records(preview.parsed, preview.mapping), COMPARED)
    named = {each.row_no: each for each in taken if isinstance(each, ClientRecord) and each.name}
    found = duplicates.doubtful(session, list(named.values()), cancelled=cancelled)
    return [(named[no].name, like.name, likenesses.why(lang, like.likeness)) for no, like in found.items()]
