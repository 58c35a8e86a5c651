"""Days of an entry as text: a draft keeps what was typed, even where it is no day yet."""

from datetime import date

from kam_desktop.ui.widgets.date_field import DateField


def text_of_day(field: DateField) -> str:
    """The day, or what was typed and is none yet."""
    day = field.value()
    return day.isoformat() if day is not None else field.text()


def show_day(field: DateField, text: str) -> None:
    """A day, or what was typed and is none yet."""
    try:
        field.set_value(date.fromisoformat(text) if text else None)
    except ValueError:
        field.set_value(None)
        field.setText(text)
        field.textEdited.emit(text)
