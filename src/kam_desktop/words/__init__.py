"""Words that window, paper and command line share, in zh_CN and en: one term, one wording.

The catalogue is ``resources/i18n/words/<part>.<lang>.json``: flat objects of ``key: text`` whose texts are
``str.format`` templates. Keys: ``enum.<Class>.<value>``, ``error.<code>``, ``reason.<code>``,
``field.<name>``, ``paper.…``, ``cli.…``. A plural may be given as a list ``[one, many]``; it is chosen by
the parameter ``n``. What only the window says is in the Qt translations instead.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any, Final

from kam_desktop.core import assets
from kam_desktop.core.errors import KamError

LANGUAGES: Final = ("zh_CN", "en")


@cache
def catalogue(lang: str) -> Mapping[str, Any]:
    """All entries of a language."""
    entries: dict[str, Any] = {}
    for part in sorted(assets.path("i18n", "words").glob(f"*.{lang}.json")):
        entries.update(assets.read_json("i18n", "words", part.name))
    return entries


def say(lang: str, key: str, /, **params: Any) -> str:
    """The text of ``key`` with its parameters filled in; enum parameters are worded too, tuples are enumerated."""
    template = catalogue(lang)[key]
    if isinstance(template, list):
        template = template[0 if params.get("n") == 1 else 1]
    return str(template.format(**{name: _worded(lang, value) for name, value in params.items()}))


def _worded(lang: str, value: Any) -> Any:
    if isinstance(value, tuple):
        return str(catalogue(lang)["cli.between"]).join(map(str, value))
    return name_of(lang, value) if isinstance(value, StrEnum) else value


def has(lang: str, key: str) -> bool:
    """Whether the catalogue knows ``key``."""
    return key in catalogue(lang)


def name_of(lang: str, member: StrEnum) -> str:
    """The name of an enum's member, ``enum.<Class>.<value>``."""
    return str(catalogue(lang)[f"enum.{type(member).__name__}.{member.value}"])


def sentence(lang: str, error: KamError) -> str:
    """One clear sentence for an error: what happened and what to do."""
    return say(lang, f"error.{error.code}", **error.params)
