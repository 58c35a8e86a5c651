"""Stamps of changes: a hybrid logical clock, so that the order of changes is the same on every laptop."""

import time
from contextlib import suppress
from dataclasses import dataclass


@dataclass(slots=True)
class HybridClock:
    """Stamps that sort by time and never repeat, even when the wall clock stands or goes back."""

    device_id: str
    last: tuple[int, int] = (0, 0)

    def tick(self) -> str:
        """The next stamp: 13 digits of milliseconds, a counter, the device."""
        millis = time.time_ns() // 1_000_000
        self.last = (millis, 0) if millis > self.last[0] else (self.last[0], self.last[1] + 1)
        return f"{self.last[0]:013d}-{self.last[1]:06d}-{self.device_id[-12:]}"

    def ticks(self, count: int) -> list[str]:
        """The next ``count`` stamps."""
        first = self.tick()
        (millis, number), device = self.last, first[21:]
        self.last = (millis, number + count - 1)
        return [f"{millis:013d}-{each:06d}-{device}" for each in range(number, number + count)]

    def pass_by(self, stamp: str | None) -> None:
        """Never fall behind a stamp already in the store."""
        with suppress(ValueError, IndexError, AttributeError):
            parts = (stamp or "").split("-")
            self.last = max(self.last, (int(parts[0]), int(parts[1])))
