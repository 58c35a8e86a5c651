"""What an index of an older version has no words for since names, numbers and own fields are found by other forms too:
names without blanks between Chinese characters, letters without accents, numbers of clients without their signs, and
own fields as they are shown. Rows that have such forms are taken in anew in idle time.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from kam_desktop.core.rules import folding, names
from kam_desktop.core.store.index_renewal import FORMS, FORMS_DONE, note, put

STEP: Final = 1_000  # rows that are looked at at once: as long as taking in a few
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "client": ("name", "short_name", "external_no"), "contact": ("name", "greeting_name", "wechat"),
}  # fmt: skip


def are_known(raw: Any) -> bool:
    """Whether every row can be found by all its forms."""
    return note(raw, FORMS) == FORMS_DONE


def renew(raw: Any, texts: Mapping[str, Sequence[str]]) -> int:
    """One step: the rows behind the last one that was looked at, table by table; how many these were.

    ``texts`` are the columns of each table that are looked for as texts.
    """
    said = note(raw, FORMS) or f"{next(iter(texts))}:"
    if said == FORMS_DONE:
        return 0
    entity, _, last = said.partition(":")
    columns = (*NAMES.get(entity, ()), *texts[entity])
    wanted = f"SELECT id, {', '.join(columns)} FROM {entity} WHERE id > ? ORDER BY id LIMIT ?"
    rows = raw.execute(wanted, (last, STEP)).fetchall()
    changed = [row[0] for row in rows if have_forms(entity, columns, row[1:])]
    raw.execute("INSERT OR IGNORE INTO unindexed SELECT ?, value FROM json_each(?)", (entity, json.dumps(changed)))
    if len(rows) == STEP:
        put(raw, FORMS, f"{entity}:{rows[-1][0]}")
    else:
        following = list(texts)[list(texts).index(entity) + 1 :]
        put(raw, FORMS, f"{following[0]}:" if following else FORMS_DONE)
    return max(1, len(rows))


def have_forms(entity: str, columns: Sequence[str], values: Sequence[Any]) -> bool:
    """Whether these values of a row are found by more words than an older version knew."""
    told = dict(zip(columns, values, strict=True))
    if told.get("external_no") or told.get("custom", "{}") not in ("{}", "", None):
        return True
    is_padded = any(names.unpadded(told.get(name) or "") != (told.get(name) or "") for name in NAMES.get(entity, ()))
    return is_padded or any(folding.has_accents(str(value)) for value in values if value)
