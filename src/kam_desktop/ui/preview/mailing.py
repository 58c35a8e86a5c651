"""A mail that is begun in the person's own mail program; a file cannot be attached from outside."""

from PySide6.QtCore import QUrl, QUrlQuery


def url(subject: str, body: str) -> QUrl:
    """``mailto:`` with subject and body; whom it goes to is the person's choice."""
    asked = QUrlQuery()
    asked.addQueryItem("subject", QUrl.toPercentEncoding(subject).toStdString())
    asked.addQueryItem("body", QUrl.toPercentEncoding(body).toStdString())
    made = QUrl("mailto:")
    made.setQuery(asked)
    return made
