"""One report as the window shows it for reading: fields in the order of the paper, with the remarks on each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kam_desktop.core import attachments, clients, gifts, visit_reviews, visit_versions
from kam_desktop.core.gifts import VisitGift
from kam_desktop.core.rules.kinds import VisitState
from kam_desktop.core.visit_reviews import Remark
from kam_desktop.core.visits import VisitDraft
from kam_desktop.ui import gift_words, labels
from kam_desktop.ui.reports import wording


@dataclass(frozen=True)
class SheetField:
    """One field: its name in ``visit_reviews.FIELDS`` and what it says."""

    name: str
    text: str
    notes: tuple[tuple[str, str], ...] = ()  # sentences to look at, each with its colour


@dataclass(frozen=True)
class Sheet:
    """A report, of any version."""

    visit_id: str
    client_id: str
    client: str
    tier: str
    manager: str
    on: date
    state: VisitState
    version: int
    fields: tuple[SheetField, ...]
    remarks: tuple[Remark, ...]


def read(session: Any, visit_id: str) -> Sheet:
    """A report by the id of any version. Raises NotFound."""
    row = visit_versions.read(session, visit_id)
    client = clients.get(session, row.client_id)
    content = visit_versions.content(session, visit_id)
    newest = visit_versions.newest_id(session, visit_id)
    given = gifts.of_visit(session, newest)
    photos = [each.caption or each.name for each in attachments.photos_of_visit(session, newest)]
    return Sheet(
        visit_id, row.client_id, client.short_name or client.name, client.tier, row.owner, row.on,
        VisitState(row.state), row.version,
        tuple(
            SheetField(name, text, _allowances(given) if name == "gifts" else ())
            for name, text in _fields(content.draft, content.contacts, [wording.gift(each) for each in given], photos)
            if text
        ),
        visit_reviews.of_visit(session, visit_id),
    )  # fmt: skip


def _allowances(given: Sequence[VisitGift]) -> tuple[tuple[str, str], ...]:
    """What stood against gifts, and who allowed them why."""
    said = ((each.row.item, *gift_words.allowance(each)) for each in given)
    many = len(given) > 1
    return tuple((f"{item} · {words}" if many else words, role) for item, words, role in said if words)


def _fields(draft: VisitDraft, contacts: tuple[str, ...], given: list[str], photos: list[str]) -> list[tuple[str, str]]:
    clock = "–".join(wording.value(each) for each in (draft.started_at, draft.ended_at) if each)
    return [
        ("time", clock),
        ("place", draft.place),
        ("participants", labels.say("visit.comma").join((*contacts, *draft.participant_names))),
        ("colleagues", labels.say("visit.comma").join(draft.colleagues)),
        ("objective", draft.objective.strip()),
        ("agenda", draft.agenda.strip()),
        ("discussed", draft.discussed.strip()),
        ("needs", draft.needs.strip()),
        ("competitors", draft.competitors.strip()),
        ("impression", f"{draft.impression} / 5" if draft.impression else ""),
        ("commitments", "\n".join(wording.promise(each) for each in draft.commitments)),
        ("gifts", "\n".join(given)),
        ("next_step", draft.next_step.strip()),
        ("next_visit_on", wording.value(draft.next_visit_on)),
        ("expenses", "\n".join(wording.row(each) for each in draft.expenses)),
        ("photos", labels.say("visit.comma").join(photos)),
    ]
