"""Stamps of changes: a hybrid logical clock, so that the order of changes is the same on every laptop."""

import time
from contextlib import suppress
from typing import Final

_COUNTS: Final = 1_000_000  # in one millisecond: six digits


class HybridClock:
    """Stamps that sort by time and never repeat, even when the wall clock stands or goes back."""

    def __init__(self, device_id: str) -> None:
        self.device_id = device_id
        self.last = (0, 0)

    def tick(self) -> str:
        """The next stamp: 13 digits of milliseconds, a counter, the device."""
        millis = time.time_ns() // 1_000_000
        self.last = (millis, 0) if millis > self.last[0] else self._after(1)
        return f"{self.last[0]:013d}-{self.last[1]:06d}-{self.device_id[-12:]}"

    def ticks(self, count: int) -> list[str]:
        """The next ``count`` stamps."""
        if count < 1:
            return []
        first = self.tick()
        (millis, number), device = self.last, first[21:]
        self.last = self._after(count - 1)
        if self.last[0] == millis:
            return [f"{millis:013d}-{each:06d}-{device}" for each in range(number, number + count)]
        pairs = (divmod(each, _COUNTS) for each in range(number, number + count))
        return [f"{millis + more:013d}-{each:06d}-{device}" for more, each in pairs]

    def _after(self, count: int) -> tuple[int, int]:
        """So many stamps on: a full counter goes on in the next millisecond, for seven digits would sort before six."""
        more, number = divmod(self.last[1] + count, _COUNTS)
        return self.last[0] + more, number

    def pass_by(self, stamp: str | None) -> None:
        """Never fall behind a stamp already in the store."""
        with suppress(ValueError, IndexError, AttributeError):
            parts = (stamp or "").split("-")
            self.last = max(self.last, (int(parts[0]), int(parts[1])))
