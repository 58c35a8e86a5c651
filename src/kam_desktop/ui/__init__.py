"""The window."""

from kam_desktop.ui import lean_start  # noqa: F401
