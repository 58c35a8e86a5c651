"""Reminders that reach the user when the window is closed, and the inbox of those that did not."""
