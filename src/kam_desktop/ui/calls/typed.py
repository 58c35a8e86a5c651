"""Outcomes that were typed and not said yet: kept for each call, here at once and soon in the store (D-6.6)."""

from PySide6.QtCore import QObject

from kam_desktop.ui.calls.reading import key_of
from kam_desktop.ui.draft_keeper import DraftKeeper
from kam_desktop.ui.tasks import Tasks


class TypedOutcomes(QObject):
    """By touch. ``keep`` before another person comes up, or the page is left."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._texts: dict[str, str] = {}
        self._last = ""
        self._keeper = DraftKeeper(tasks, self)
        self._keeper.due.connect(self.keep)

    def of(self, touch_id: str) -> str:
        """What was typed for a call."""
        return self._texts.get(touch_id, "")

    def type(self, touch_id: str, text: str) -> None:
        """A person typed."""
        self._texts[touch_id], self._last = text, touch_id
        self._keeper.start()

    def found(self, touch_id: str, text: str) -> bool:
        """What the store had kept; True where it is news."""
        is_news = bool(text) and touch_id not in self._texts
        if is_news:
            self._texts[touch_id] = text
        return is_news

    def keep(self) -> None:
        """Keep what was typed last, now, if it is not kept yet."""
        if self._keeper.is_due():
            self._keeper.keep(key_of(self._last), self._texts.get(self._last, ""))
        self._keeper.stop()

    def stop(self, touch_id: str) -> None:
        """It is being said: it is not to be kept any more, but stays here until that is done."""
        self._keeper.forget(key_of(touch_id))

    def drop(self, touch_id: str) -> None:
        """It was said."""
        self._texts.pop(touch_id, None)
