"""A client's yearly revenue as it is typed: in ten thousands of the client's own currency."""

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from PySide6.QtCore import QCoreApplication

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import currencies
from kam_desktop.ui import labels
from kam_desktop.words.phrases import SIGNS

FIELD: Final = "annual_revenue_minor"
_TEN_THOUSAND: Final = Decimal(1_000_000)  # 1 万元 in fen
_MOST: Final = Decimal(10) ** 9  # 万元; keeps fen well inside 64 bits
_HALF: Final = str.maketrans("０１２３４５６７８９．￥", "0123456789.¥")
_UNIT: Final = re.compile(r"[\s,，]|万元?|元|[×x]\s*10,?000", re.IGNORECASE)
_CURRENCY: Final = re.compile(r"^([A-Z]{3}|HK\$|[¥$€£])|([A-Z]{3})$", re.IGNORECASE)


def label(currency: str) -> str:
    """The name of the field with its unit: ``年营业额（万元）``, ``Yearly revenue, USD 10,000``."""
    name = labels.field(FIELD)
    if currency == "CNY":
        return QCoreApplication.translate("Revenue", "{field}, CNY 10,000").format(field=name)
    return QCoreApplication.translate("Revenue", "{field}, {currency} 10,000").format(field=name, currency=currency)


def hint() -> str:
    """What can be typed, for where it could not be read."""
    return QCoreApplication.translate("Revenue", "Write a number of 10,000s, such as 1200 or 86.5.")


def text(minor: int | None) -> str:
    """Minor units in ten thousands: 12345600 -> 12.3456; nothing when unknown."""
    return "" if minor is None else f"{(Decimal(minor) / _TEN_THOUSAND).normalize():f}"


def with_unit(minor: int | None, currency: str) -> str:
    """The same where no label says the unit: ``856 万``, ``USD 856 × 10,000``."""
    if minor is None:
        return ""
    amount = QCoreApplication.translate("Revenue", "{amount} × 10,000").format(amount=text(minor))
    return amount if currency == "CNY" else f"{currency} {amount}"


def minor(typed: str, currency: str = "CNY") -> int | None:
    """What was typed (1,200 or 1200.5 or 1200 万 or USD 3) in minor units of the client's currency.

    Raises Invalid ``value.unknown`` for other text, ``revenue.other_currency`` where it names another one.
    """
    plain = _UNIT.sub("", typed.strip().translate(_HALF))
    found = _CURRENCY.search(plain)
    named = (found[1] or found[2]).upper() if found else ""
    if found and (named in currencies.KNOWN or named in SIGNS.values()):
        if named not in (currency, SIGNS.get(currency)):
            raise Invalid(FIELD, "revenue.other_currency", text=typed, currency=currency)
        plain = plain[: found.start()] + plain[found.end() :]
    if not plain:
        return None
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or not 0 <= amount < _MOST:
        raise Invalid(FIELD, "value.unknown", text=typed)
    return int((amount * _TEN_THOUSAND).to_integral_value())


def sentence(error: Invalid) -> str:
    """What is wrong, beside the field."""
    return hint() if error.code == "value.unknown" else labels.sentence(error)
