"""Which folders may hold a store: not one that a cloud client syncs, not a network share, not read-only.

Cloud clients copy the live file without its write-ahead log, and network shares break SQLite's locks; both
have cost people their data.
"""

import os
import tempfile
from pathlib import Path, PurePath

from kam_desktop.core.errors import StoreError
from kam_desktop.core.files import of_os_error

CLOUD_NAMES = (
    "onedrive", "dropbox", "google drive", "googledrive", "icloud drive", "iclouddrive", "mobile documents",
    "com~apple~clouddocs", "nutstore", "坚果云", "baidusyncdisk", "baidunetdisk", "百度网盘", "百度网盘同步空间",
    "wps cloud files", "wpsdrive", "wps云盘", "box sync", "pcloud", "syncthing", "seafile", "nextcloud",
    "owncloud", "阿里云盘", "腾讯微云", "weiyun",
)  # fmt: skip
CLOUD_MARKERS = (
    ".dropbox",
    ".dropbox.cache",
    ".stfolder",
    ".nutstore",
    ".sync",
    ".owncloudsync.log",
    ".tmp.drivedownload",
)
NETWORK_FILE_SYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "davfs", "fuse.davfs2", "afs"})


def check(folder: Path) -> None:
    """Raise ``StoreError`` with the reason when ``folder`` must not hold a store; makes it when missing."""
    refuse(folder)
    try:
        if not folder.exists():
            folder.mkdir(parents=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"\0" * 4096)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        code = of_os_error(error, folder).code
        raise StoreError(
            "place.disk_full" if code == "file.disk_full" else "place.read_only", path=str(folder)
        ) from error


def refuse(folder: Path) -> None:
    """Raise ``StoreError`` for a place that damages stores, without touching it: a full disk can still be read."""
    if cloud := _cloud_of(folder):
        raise StoreError("place.cloud", path=str(folder), cloud=cloud)
    if _is_network(folder):
        raise StoreError("place.network", path=str(folder))


def _cloud_of(folder: Path) -> str:
    resolved = folder.expanduser().resolve()
    for part in resolved.parts:
        name = part.casefold()
        if any(name == known or name.startswith((f"{known} ", f"{known}-")) for known in CLOUD_NAMES):
            return part
    for place in (resolved, *resolved.parents):
        if place == Path.home():
            continue  # cloud clients keep their own programs there
        for marker in CLOUD_MARKERS:
            if (place / marker).exists():
                return f"{place.name}/{marker}"
    return ""


def _is_network(folder: Path) -> bool:
    if str(folder).startswith(("\\\\", "//")):
        return True
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return False
    resolved = folder.expanduser().resolve()
    best, kind = -1, ""
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        fields = line.split(" ")
        point = PurePath(fields[1].replace("\\040", " "))
        if resolved.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), fields[2]
    return kind in NETWORK_FILE_SYSTEMS
