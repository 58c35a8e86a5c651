"""Whose turn it is in the call list while outcomes are written and the list is read anew (D-5.13)."""

from collections.abc import Sequence


class Turns:
    """The calls by their touches, in the order in which they were read; who was called stays in it until then."""

    def __init__(self) -> None:
        self._order: Sequence[str] = ()
        self._in_hand: set[str] = set()  # being written: not to be acted on twice
        self._written: set[str] = set()  # those of them that the list has still to tell of

    def begin(self) -> None:
        """Another list."""
        self._order = ()

    def take(self, order: Sequence[str], shown: str) -> str:
        """The list as it was read again; whose turn it is: whoever is shown, or who follows them in the old order."""
        self._in_hand -= self._written
        self._written.clear()
        following = shown if shown in order else self._after(shown, order)
        self._order = order
        return following

    def hold(self, touch_id: str) -> bool:
        """An outcome is about to be written; False where one is already."""
        is_free = bool(touch_id) and touch_id not in self._in_hand
        if is_free:
            self._in_hand.add(touch_id)
        return is_free

    def wrote(self, touch_id: str) -> None:
        """The outcome is saved: it stays in hand until the list is read again."""
        self._written.add(touch_id)

    def give_back(self, touch_id: str) -> None:
        """The outcome could not be saved."""
        self._in_hand.discard(touch_id)

    def following(self, touch_id: str) -> str:
        """Who comes after somebody; empty where nobody is left."""
        return self._after(touch_id, self._order)

    def _after(self, touch_id: str, among: Sequence[str]) -> str:
        """The next of the order that is still to be called, around its end; else the first of ``among``."""
        free = set(among) - self._in_hand - {touch_id}
        at = self._order.index(touch_id) if touch_id in self._order else len(self._order)
        around = [*self._order[at + 1 :], *self._order[:at]]
        return next((each for each in around if each in free), next((each for each in among if each in free), ""))
