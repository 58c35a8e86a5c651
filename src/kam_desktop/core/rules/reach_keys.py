"""How a person can be reached, in a form that is equal for the same line or mailbox: for knowing duplicates."""

from collections.abc import Iterable

from kam_desktop.core.rules import phones


def keys_of(numbers: Iterable[str], emails: Iterable[str]) -> tuple[str, ...]:
    """``tel:+8613766756193`` and ``mail:wang@example.com``, each once."""
    lines = (f"tel:{phones.normalise(number)[:120]}" for number in numbers if number)
    boxes = (f"mail:{email.strip().casefold()[:120]}" for email in emails if email.strip())
    return tuple(dict.fromkeys([*lines, *boxes]))
