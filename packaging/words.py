"""Collects the window's texts into the .ts files and compiles them: ``./dev words``.

English needs a .qm of its own for its plurals; its other texts are the sources themselves. ``--check`` changes
nothing and fails when a text of the window is not in the files.
"""

import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
I18N = ROOT / "resources" / "i18n"
TOOLS = Path(sys.executable).parent


def main() -> None:
    if "--check" in sys.argv:
        check()
        return
    for language in ("zh_CN", "en"):
        file = I18N / f"window.{language}.ts"
        collect(language, file)
        subprocess.run([TOOLS / "pyside6-lrelease", "-silent", file, "-qm", file.with_suffix(".qm")], check=True)


def collect(language: str, file: Path) -> None:
    """Bring one .ts file in line with the sources."""
    package = ROOT / "src" / "kam_desktop"
    sources = [*sorted((package / "ui").rglob("*.py")), package / "app.py", package / "desk.py"]
    plural = ["-pluralonly"] if language == "en" else []
    subprocess.run(
        [TOOLS / "pyside6-lupdate", "-silent", *sources, "-no-obsolete", "-locations", "none", "-source-language", "en_US",
         "-target-language", language, *plural, "-ts", file], check=True,
    )  # fmt: skip


def check() -> None:
    """Fail when collecting would change a file."""
    with tempfile.TemporaryDirectory() as place:
        for language in ("zh_CN", "en"):
            kept = I18N / f"window.{language}.ts"
            copy = Path(place) / kept.name
            shutil.copy(kept, copy)
            collect(language, copy)
            if texts(copy) != texts(kept):
                lost, fresh = texts(kept) - texts(copy), texts(copy) - texts(kept)
                sys.exit(
                    f"{kept.name} is not up to date; run ./dev words. New: {sorted(fresh)[:9]} Gone: {sorted(lost)[:9]}"
                )
            if not kept.with_suffix(".qm").exists():
                sys.exit(f"{kept.with_suffix('.qm').name} is missing; run ./dev words")


def texts(file: Path) -> set[tuple[str, str]]:
    """(context, source) of every message."""
    return {
        (context.findtext("name") or "", message.findtext("source") or "")
        for context in ET.parse(file).getroot().iter("context")
        for message in context.iter("message")
    }


if __name__ == "__main__":
    main()
