"""Where written files usually go."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def usual_folder() -> Path:
    """The folder of downloads, or home where there is none."""
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DownloadLocation)
    return Path(places[0]) if places and Path(places[0]).is_dir() else Path.home()
