"""A tier as a mark that reads in grey too: A filled, B outlined, C underlined."""

from kam_desktop.core.rules.kinds import Tier
from kam_desktop.documents.grid import INK, WHITE, Style
from kam_desktop.documents.pen import Pen


def badge(pen: Pen, x: float, y: float, tier: Tier, side: float) -> float:
    """Draws a tier so that it reads in grey: A filled, B outlined, C underlined. Gives its width."""
    letter = tier.value
    style = Style(side * 0.78, 0, bold=True, colour=WHITE if tier is Tier.A else INK)
    width = pen.type.width(letter, style)
    low = y + side * 0.03
    if tier is Tier.C:
        pen.text(x, y - side * 0.16, letter, style)
        pen.rule(x - 1, x + width + 1, low, 1.2)
        return width
    pen.box(x, low, side, side, filled=tier is Tier.A)
    pen.text(x + (side - width) / 2, low - side / 2 + style.size * 0.365, letter, style)
    return side
