"""Tables of any length: ``PagedTableModel`` and ``RowTable``, from one place."""

from kam_desktop.ui.widgets.paged_model import Cell, Column, PagedTableModel, Request, request_through
from kam_desktop.ui.widgets.row_table import RowTable

__all__ = ["Cell", "Column", "PagedTableModel", "Request", "RowTable", "request_through"]
