"""Tab through a window: each widget once, in the order of the focus chain.

Qt hands the focus of a container to its proxy whenever the chain passes the container, even if the proxy had it
already or is hidden: the focus then runs in a circle or stands still. Here a container is no stop, only what it holds.
"""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def is_stop(widget: QWidget) -> bool:
    """Whether Tab stops at this widget; an area that has nothing to scroll is none."""
    takes_tab = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    if not takes_tab or widget.focusProxy() is not None or not widget.isVisible() or not widget.isEnabled():
        return False
    return not isinstance(widget, QScrollArea) or any(
        bar.maximum() > 0 for bar in (widget.verticalScrollBar(), widget.horizontalScrollBar())
    )


def move(window: QWidget, *, is_forward: bool) -> bool:
    """Give the focus to the next stop of the window or the one before, and show it; False where there is no other."""
    start = window.focusWidget() or window
    at = _step(start, is_forward)
    while at is not None and at is not start and not (at.window() is window and is_stop(at)):
        at = _step(at, is_forward)
    if at is None or at is start:
        return False
    at.setFocus(Qt.FocusReason.TabFocusReason if is_forward else Qt.FocusReason.BacktabFocusReason)
    bring_into_view(at)
    return True


def bring_into_view(widget: QWidget) -> None:
    """Scroll to it in all that it stands in; Qt does so only for one who comes from inside the same area."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()


def follow(layout: QLayout) -> None:
    """Tab from top to bottom through a layout, whatever was made first."""
    stops = [
        each
        for each in _widgets(layout)
        if each.focusPolicy().value & Qt.FocusPolicy.TabFocus.value and each.focusProxy() is None
    ]
    for one, other in pairwise(stops):
        QWidget.setTabOrder(one, other)


def _widgets(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        assert item is not None
        if (widget := item.widget()) is not None:
            yield widget
        if isinstance(widget, QScrollArea) and widget.widget() is not None:
            widget = widget.widget()
        inner = widget.layout() if widget is not None else item.layout()
        if inner is not None:
            yield from _widgets(inner)


def _step(widget: QWidget, is_forward: bool) -> QWidget | None:
    return widget.nextInFocusChain() if is_forward else widget.previousInFocusChain()
