"""The tier of a client, told by its letter and its filling first and by its hue last."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kam_desktop.ui import appearance, fonts, painting
from kam_desktop.ui.appearance import Theme

SIDE = 20


def paint_badge(painter: QPainter, rect: QRect, tier: str, theme: Theme) -> None:
    """A filled, B tinted and outlined, C (and anything else) outlined."""
    if not tier:
        return
    fill, line, letter = {
        "A": (theme.tier_a, None, theme.on_tier_a),
        "B": (theme.tier_b_soft, theme.tier_b, theme.tier_b),
    }.get(tier, (None, theme.border_strong, theme.tier_c))
    painting.box(painter, rect, rect.width() * 0.25, fill, line)
    painting.text(painter, rect, tier, fonts.label(bold=True), letter, align=painting.CENTRE)


class TierBadge(QWidget):
    """The badge as a widget, 20 px square."""

    def __init__(self, tier: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tier = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_tier(tier)
        appearance.changed.connect(self.update)

    def set_tier(self, tier: str) -> None:
        """A, B, C or nothing."""
        self._tier = tier
        self.setAccessibleName(self.tr("Tier {tier}").format(tier=tier) if tier else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(SIDE), fonts.px(SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_badge(QPainter(self), self.rect(), self._tier, appearance.current())
