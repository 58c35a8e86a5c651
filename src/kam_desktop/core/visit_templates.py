"""What a plan and a report may begin with, by tier and kind of client (D-6.5).

A few come with the program, in both languages (``resources/visit_templates.json``). Changing one keeps a row of the
same id in the store, which from then on stands in its place; a row without a name hides it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import assets, identity
from kam_desktop.core.errors import Invalid, NotFound
from kam_desktop.core.rules import names
from kam_desktop.core.store.tables import VisitTemplate

TEXTS: Final = ("objective", "agenda", "discussed", "needs", "competitors")
_LONGEST: Final = 65_536
_NAME: Final = 128


@dataclass(frozen=True, slots=True)
class Template:
    """One template; ``tier`` and ``client_kind`` empty mean any. Without an id it is new."""

    name: str
    tier: str = ""
    client_kind: str = ""
    objective: str = ""
    agenda: str = ""
    to_bring: tuple[str, ...] = ()
    discussed: str = ""
    needs: str = ""
    competitors: str = ""
    id: str = ""


def listed(session: Session, lang: str) -> list[Template]:
    """All templates in their order: those that came with the program, as they were changed, then one's own."""
    rows = {row.id: row for row in session.scalars(select(VisitTemplate).where(VisitTemplate.deleted_at.is_(None)))}
    shipped = built_in(lang)
    found = [(place, each) for place, each in enumerate(shipped) if each.id not in rows]
    known = {each.id: place for place, each in enumerate(shipped)}
    found += [(known.get(row.id, len(shipped) + row.position), _template(row)) for row in rows.values() if row.name]
    return [each for _place, each in sorted(found, key=lambda pair: (pair[0], pair[1].id))]


def built_in(lang: str) -> list[Template]:
    """Those that came with the program, in ``zh_CN`` or ``en``."""
    return [
        Template(**{**each, "to_bring": tuple(each.get("to_bring", ())), "id": _id_of(key)})
        for key, each in assets.read_json("visit_templates.json")[lang].items()
    ]


def best_first(templates: Sequence[Template], tier: str, client_kind: str) -> list[Template]:
    """The one made for this tier and kind first, then for one of both, then for any; what does not fit is left out."""
    fitting = [each for each in templates if each.tier in ("", tier) and each.client_kind in ("", client_kind)]
    return sorted(fitting, key=lambda each: -(2 * bool(each.client_kind) + bool(each.tier)))


def save(session: Session, template: Template) -> str:
    """Keep a template; returns its id. Raises Invalid ``name`` or the text that is too long."""
    name = names.clean(template.name, _NAME)
    if not name:
        raise Invalid("name", "visit_template.name_missing")
    for text in TEXTS:
        if len(getattr(template, text)) > _LONGEST:
            raise Invalid(text, "visit.text_too_long", most=_LONGEST)
    row = session.get(VisitTemplate, template.id) if template.id else None
    if row is None:
        row = VisitTemplate(id=template.id or identity.new_id(), scope_id="team", name=name)
        row.position = 0 if template.id else _next_position(session)
        session.add(row)
    row.deleted_at = None
    for field, value in _columns(replace(template, name=name)).items():
        setattr(row, field, value)
    session.flush()
    return row.id


def remove(session: Session, template_id: str, lang: str) -> None:
    """Take a template away; undo brings it back."""
    shipped = next((each for each in built_in(lang) if each.id == template_id), None)
    if shipped is not None:
        session.get_one(VisitTemplate, save(session, shipped)).name = ""
        return
    row = session.get(VisitTemplate, template_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("visit_template.not_found")
    row.deleted_at = identity.now()


def _template(row: VisitTemplate) -> Template:
    return Template(
        row.name, row.tier, row.client_kind, to_bring=row.to_bring, id=row.id,
        **{text: getattr(row, text) for text in TEXTS},
    )  # fmt: skip


def _columns(template: Template) -> dict[str, Any]:
    lines = tuple(line for each in template.to_bring if (line := names.clean(each, _LONGEST)))
    plain = {"name": template.name, "tier": template.tier, "client_kind": template.client_kind, "to_bring": lines}
    return plain | {text: names.clean(getattr(template, text), _LONGEST) for text in TEXTS}


def _next_position(session: Session) -> int:
    return 1 + max(session.scalars(select(VisitTemplate.position)), default=0)


def _id_of(key: str) -> str:
    return identity.derived_id(f"visit_template:{key}")
