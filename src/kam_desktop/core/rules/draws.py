"""What looks like chance in a plan is drawn from a name, so that every machine draws the same."""

import hashlib


def draw(seed: str) -> int:
    """A whole number of 64 bits that follows from the seed alone."""
    return int.from_bytes(hashlib.blake2b(seed.encode(), digest_size=8).digest(), "big")


def spread(seed: str, days: int) -> int:
    """1 to ``days``: where in its interval a client without history begins, lest an import fall on one day."""
    return 1 + draw(seed) % max(days, 1)
