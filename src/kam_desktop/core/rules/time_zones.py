"""Time zones by their IANA ids; which of them has which name for people is said by ``words.zones``."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def is_known(zone: str) -> bool:
    """Whether clocks can be told by this id (``Asia/Tokyo``)."""
    try:
        return bool(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
