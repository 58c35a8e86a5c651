"""Which paper a route means."""

from datetime import date
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from kam_desktop.core.gift_overview import EVERY
from kam_desktop.papers import Kind, Wanted
from kam_desktop.ui import labels
from kam_desktop.ui.navigation import Route

#: papers of which private facts can be left out or not
PRIVATE: Final = frozenset({Kind.DOSSIER, Kind.BRIEF, Kind.HANDOVER, Kind.STORY})
#: papers that need no record, only days and a manager
OF_DAYS: Final = frozenset({Kind.PERIOD, Kind.PROMISES, Kind.WEEKLY, Kind.GIFTS})


#: which row of the sidebar a paper belongs to, where it is not the visits
_UNDER: Final = {
    **dict.fromkeys((Kind.DOSSIER, Kind.BRIEF, Kind.HANDOVER, Kind.VALUE, Kind.MAP, Kind.STORY), "clients"),
    Kind.GIFTS: "gifts",
}
#: the words that name a paper
_NAMES: Final = {
    **{
        kind: f"paper.book.{kind.value}"
        for kind in (Kind.DOSSIER, Kind.BRIEF, Kind.HANDOVER, Kind.PROMISES, Kind.WEEKLY)
    },
    Kind.GIFTS: "paper.register.kind",
}


def under(kind: Kind) -> str:
    """The row of the sidebar that is marked while the paper is looked at."""
    return _UNDER.get(kind, "")


def title(kind: Kind) -> str:
    """What the page is called while it shows the paper."""
    if kind in _NAMES:
        words = QCoreApplication.translate("PreviewPage", "Preview: {paper}")
        return words.format(paper=labels.say(_NAMES[kind]))
    if kind in (Kind.VISIT, Kind.PERIOD):
        return QCoreApplication.translate("PreviewPage", "Report preview")
    return QCoreApplication.translate("PreviewPage", "Preview")


def wanted(route: Route) -> Wanted:
    """The report of a visit, unless ``paper`` names another; the days, managers and the rest are args as well."""
    args = route.args
    named = str(args.get("paper", ""))
    return Wanted(
        Kind(named) if named in set(Kind) else Kind.VISIT,
        route.id,
        _day(args.get("first_on")),
        _day(args.get("last_on")),
        str(args.get("manager", "")),
        str(args.get("to_manager", "")),
        bool(args.get("with_private", False)),
        gifts=args.get("gifts", EVERY),
    )


def _day(value: Any) -> date | None:
    if isinstance(value, str) and value:
        return date.fromisoformat(value)
    return value if isinstance(value, date) else None
