"""Who supplies a client, as one bar: ours first, then the competitors, then what nobody is named for."""

from collections.abc import Sequence

from kam_desktop.core.rules import shares
from kam_desktop.core.rules.shares import Share
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.charts.chart import Said
from kam_desktop.ui.widgets.charts.stack import Part, StackedBar


class SupplierBar(StackedBar):
    """Opening a part asks to change the shares."""

    def show_shares(self, kept: Sequence[Share]) -> None:
        """The shares as they are kept, or a sentence that there are none."""
        parts = [_part(each.name or labels.say("shares.ours"), each.percent, is_subject=each.is_ours) for each in kept]
        rest = shares.rest(kept)
        if parts and rest > 0:
            parts.append(_part(labels.say("shares.others"), rest, is_rest=True))
        self.show_parts(parts, self.tr("Nobody has written down yet who supplies how much."))


def _part(name: str, percent: float, *, is_subject: bool = False, is_rest: bool = False) -> Part:
    return Part(Said(name, name, f"{shares.shown(percent)}%"), percent, is_subject, is_rest)
