"""The normal forms by which a person is known again: telephone numbers and e-mail addresses."""

from collections.abc import Iterable
from typing import Final

from kam_desktop.core.rules import phones

LONGEST: Final = 128  # characters of ``reach.key``


def keys_of(numbers: Iterable[str], emails: Iterable[str] = ()) -> tuple[str, ...]:
    """``tel:+8613800138000`` and ``mail:zhou@hengyuan.cn``, each once, in the order given.

    What holds no digit is no number and what holds no ``@`` no address: neither can be looked up.
    """
    found = [f"tel:{key}" for key in map(phones.normalise, numbers) if any(sign.isdigit() for sign in key)]
    found += [f"mail:{key}" for key in (mail.strip().casefold() for mail in emails) if "@" in key.strip("@")]
    return tuple(dict.fromkeys(key for key in found if len(key) <= LONGEST))
