"""Collects the window's texts into the .ts files and compiles them: ``./dev words``.

English needs a .qm of its own for its plurals; its other texts are the sources themselves.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
I18N = ROOT / "resources" / "i18n"
TOOLS = Path(sys.executable).parent


def main() -> None:
    sources = sorted(str(path) for path in (ROOT / "src" / "kam_desktop").rglob("*.py") if "/ui/" in path.as_posix() or path.name == "app.py")
    for language in ("zh_CN", "en"):
        ts = I18N / f"window.{language}.ts"
        extra = ["-pluralonly"] if language == "en" else []
        subprocess.run(
            [TOOLS / "pyside6-lupdate", *sources, "-no-obsolete", "-locations", "none", "-source-language", "en_US",
             "-target-language", language, *extra, "-ts", ts], check=True,
        )  # fmt: skip
        subprocess.run([TOOLS / "pyside6-lrelease", ts, "-qm", I18N / f"window.{language}.qm"], check=True)


if __name__ == "__main__":
    main()
