"""When one arrived and left, stamped by a key and mended by hand."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.ui.visits.small_editors import ClockLine
from kam_desktop.ui.visits.tool_button import ToolButton
from kam_desktop.ui.visits.typed import clock, clock_text, moment
from kam_desktop.ui.widgets.popover import Popover
from kam_desktop.ui.widgets.texts import plain_tip


def now() -> datetime:
    """This moment on the day that counts as today, with the zone of this machine."""
    at = datetime.now().astimezone().replace(microsecond=0)
    return at.combine(runtime.today(), at.timetz())


class StampButton(ToolButton):
    """Its word before the stamp is taken, then the time too."""

    changed = Signal()

    def __init__(self, word: str, keys: str, parent: QWidget) -> None:
        super().__init__(word, parent)
        self._word, self._keys_of, self._at = word, keys, ""
        self.show_at("")

    @property
    def at(self) -> str:
        """The stamp, ISO with the zone; empty before it is taken."""
        return self._at

    def show_at(self, at: str) -> None:
        """Show this stamp, without ``changed``."""
        self._at = at
        found = moment(at)
        here = found.astimezone() if found else None
        self.setText(f"{self._word} {clock_text(here.time())}" if here else self._word)
        self.set_icon_name("" if here else "clock")  # over a box a word alone looks like its label
        self.set_keys(self._keys_of)
        if here:
            self.setToolTip(plain_tip(f"{here:%Y-%m-%d %H:%M:%S}"))

    def take(self) -> None:
        """Stamp this moment."""
        self.show_at(now().isoformat())
        self.changed.emit()

    def mend(self, text: str) -> bool:
        """Another time of the same day, or none; False when it is no time."""
        found, time = moment(self._at), clock(text)
        if text.strip() and (time is None or found is None):
            return False
        mended = ""
        if time is not None and found is not None:
            here = found.astimezone()
            is_same = (here.hour, here.minute) == (time.hour, time.minute)
            mended = (here if is_same else here.replace(hour=time.hour, minute=time.minute, second=0)).isoformat()
        self.show_at(mended)
        self.changed.emit()
        return True


class _Mending(Popover):
    """The time of a stamp; empty takes it away."""

    def __init__(self, page: QWidget, button: StampButton, heading: str) -> None:
        super().__init__(page, button, heading, is_below=True)
        self._button = button
        self.line = ClockLine(heading, self)
        found = moment(button.at)
        self.line.setText(clock_text(found.astimezone().time()) if found else "")
        self.add_line(self.line, self.tr("Change"))
        self.line.selectAll()
        self.present(self.line)

    def submit(self) -> None:
        if self._button.mend(self.line.text()):
            self.dismiss()
        else:
            self.show_error(self.tr("Write a time as 10:05, or nothing to take the stamp away."))


class Stamps(QWidget):
    """Two buttons beside the label of the times. A second press opens the stamp to be mended."""

    taken = Signal(bool, str)  # whether it is the arrival, the time as 10:05
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.arrived = StampButton(self.tr("Arrived"), "Alt+A", self)
        self.left = StampButton(self.tr("Left"), "Alt+L", self)
        self.mending: _Mending | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button in (self.arrived, self.left):
            row.addWidget(button)
            button.changed.connect(self.changed)
        self.arrived.clicked.connect(lambda: self.press(is_arrival=True))
        self.left.clicked.connect(lambda: self.press(is_arrival=False))

    def press(self, *, is_arrival: bool) -> None:
        """Stamp, or mend what was stamped."""
        button = self.arrived if is_arrival else self.left
        if button.at:
            self._mend(button)
            return
        button.take()
        found = moment(button.at)
        self.taken.emit(is_arrival, clock_text(found.astimezone().time()) if found else "")

    def _mend(self, button: StampButton) -> None:
        heading = self.tr("Arrived at") if button is self.arrived else self.tr("Left at")
        self.mending = _Mending(self.window(), button, heading)
        self.mending.closed.connect(button.setFocus)

    def set_locked(self, is_locked: bool) -> None:
        """Only to be read; without stamps there is nothing to see."""
        for button in (self.arrived, self.left):
            button.setEnabled(not is_locked)
            button.setVisible(not is_locked or bool(button.at))
