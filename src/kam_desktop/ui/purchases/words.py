"""How purchases are said: quantities, changes against the year before."""

from kam_desktop.core.purchases import PurchaseRow
from kam_desktop.ui import labels

_FALL = -20  # percent, from which less than before is a warning


def change(now: int, before: int) -> tuple[str, str]:
    """How much more or less than before in percent, and the role of its colour; empty without a before."""
    if before <= 0:
        return "", "muted"
    percent = round(100 * (now - before) / before)
    if abs(percent) > 999:
        return ">+999%", "text"
    sign = "+" if percent > 0 else "−" if percent < 0 else "±"
    return f"{sign}{abs(percent)}%", "warning" if percent <= _FALL else "text"


def quantity(milli: int | None) -> str:
    """``1,200`` or ``1.5``; nothing when the file did not tell."""
    if milli is None:
        return ""
    whole, part = divmod(abs(milli), 1000)
    rest = f".{part:03d}".rstrip("0") if part else ""
    return f"{'-' if milli < 0 else ''}{whole:,}{rest}"


def cells(row: PurchaseRow) -> tuple[str, ...]:
    """One line of the table; its amounts in one form, with cents as the ERP has them."""
    margin = "" if row.margin_minor is None else labels.money(row.margin_minor, row.currency, has_cents=True)
    amount = labels.money(row.amount_minor, row.currency, has_cents=True)
    return (
        labels.day(row.on) if row.on else "—",
        row.product,
        quantity(row.quantity_milli),
        amount,
        margin,
        row.order_no,
    )
