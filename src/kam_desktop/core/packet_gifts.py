"""Gifts of packets, judged by the rules here: one that they forbid is kept, for it was given, and marked and told."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from sqlalchemy.orm import Session

from kam_desktop.core.gift_weighing import Judged, Scales
from kam_desktop.core.rules import gift_limits, names
from kam_desktop.core.rules.kinds import GiftDirection, GiftState, Verdict


class Gifts:
    """Judges the gifts of one packet, each as one after those before it. ``facts``: tier and kind of its clients."""

    def __init__(self, session: Session, facts: Mapping[str, tuple[str, str]]) -> None:
        self._scales = Scales(session, of_kept=True)
        for client_id, (tier, kind) in facts.items():
            self._scales.know(client_id, tier=tier, kind=kind)

    def judged(self, gift_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """``verdict``, ``rules`` and ``rules_version`` of a gift: the stricter of what is said there and here."""
        found = self._weigh(gift_id, SimpleNamespace(**{"manner": "", **values}))
        codes = {each.code for each in found.findings}
        theirs = [each for each in gift_limits.revived(values["rules"]) if each.code not in codes]
        verdict = gift_limits.strictest(found.verdict, Verdict(values["verdict"]))
        rules = gift_limits.stored((*found.findings, *theirs))
        return {"verdict": verdict.value, "rules": rules, "rules_version": found.rules_version}

    def _weigh(self, gift_id: str, gift: Any) -> Judged:
        found = self._scales.weigh(gift, but=gift_id)
        if gift.state == GiftState.DONE:
            self._scales.add(gift, gift_id)
        return found


def concern(values: Mapping[str, Any]) -> str:
    """What is to be told of a gift that was given: ``gift_forbidden``, ``gift_unapproved``, or nothing."""
    if values["direction"] != GiftDirection.GIVEN or values["state"] != GiftState.DONE:
        return ""
    if values["verdict"] == Verdict.FORBIDDEN:
        return "gift_forbidden"
    approver = names.person_key(values["approver"])
    is_approved = approver and approver != names.person_key(values["giver"]) and values["override_reason"].strip()
    return "gift_unapproved" if values["verdict"] == Verdict.NEEDS_APPROVAL and not is_approved else ""
