"""The house's own laws, checked with the tests: imports, style, types, words, layout."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from kam_desktop import words

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
TOOLS = Path(sys.executable).parent


def run(*command: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(
        [str(each) for each in command], cwd=ROOT, capture_output=True, text=True, check=False, env=environment
    )


@pytest.mark.parametrize(
    "command",
    [("lint-imports", "--no-cache"), ("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)],
    ids=" ".join,
)
def test_the_checks_are_clean(command: tuple[str, ...]) -> None:
    done = run(TOOLS / command[0], *command[1:])
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_the_top_level_stays_small() -> None:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    names = {line.split("/")[0] for line in run("git", "ls-files").stdout.splitlines()}
    allowed = {
        ".ci",
        ".gitignore",
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "dev",
        "packaging",
        "pyproject.toml",
        "resources",
        "src",
        "tests",
    }
    assert names <= allowed


def test_both_languages_have_the_same_words() -> None:
    zh, en = words.catalogue("zh_CN"), words.catalogue("en")
    assert set(zh) == set(en)
    hole = re.compile(r"\{(\w+)")
    for key in zh:
        texts = [each if isinstance(each, list) else [each] for each in (zh[key], en[key])]
        holes = [set().union(*(set(hole.findall(text)) for text in side)) for side in texts]
        assert holes[0] == holes[1] or key.startswith(("paper.date.", "paper.visit_of_quarter")), (
            key
        )  # dates and ordinals differ


def test_no_word_is_said_twice() -> None:
    for lang in words.LANGUAGES:
        files = (ROOT / "resources" / "i18n" / "words").glob(f"*.{lang}.json")
        keys = [key for file in files for key in json.loads(file.read_text(encoding="utf-8"))]
        assert sorted(keys) == sorted(set(keys))


def codes_raised() -> set[str]:
    found = set()
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                place = {"Invalid": 1, "KamError": 0, "NotFound": 0, "Conflict": 0, "Refused": 0, "StoreError": 0,
                         "Locked": 0, "FileError": 0, "Cancelled": 0}.get(node.func.id)  # fmt: skip
                if place is not None and len(node.args) > place:
                    given = node.args[place]
                    branches = [given.body, given.orelse] if isinstance(given, ast.IfExp) else [given]
                    found |= {str(each.value) for each in branches if isinstance(each, ast.Constant)}
    return found


def test_every_error_has_its_sentence_in_both_languages() -> None:
    missing = {
        code
        for code in codes_raised()
        for lang in words.LANGUAGES
        if not (words.has(lang, f"error.{code}") or words.has(lang, f"problem.{code}"))
    }
    assert missing == set()
    assert len(codes_raised()) > 60


def test_every_sentence_says_what_to_do() -> None:
    for key, text in words.catalogue("zh_CN").items():
        if key.startswith("error."):
            assert text.endswith("。"), key
    for key, text in words.catalogue("en").items():
        if key.startswith("error."):
            assert text.endswith("."), key


def test_every_enum_is_named() -> None:
    import enum

    from kam_desktop.core.rules import kinds

    for value in vars(kinds).values():
        if isinstance(value, type) and issubclass(value, enum.StrEnum) and value is not enum.StrEnum:
            for member in value:
                for lang in words.LANGUAGES:
                    assert words.name_of(lang, member)


def test_every_text_of_the_window_is_translated() -> None:
    done = run(TOOLS / "python", "packaging/words.py", "--check")
    assert done.returncode == 0, done.stdout + done.stderr
    tree = ET.parse(ROOT / "resources" / "i18n" / "window.zh_CN.ts")
    messages = list(tree.iter("message"))
    assert len(messages) > 200
    unfinished = [
        m.findtext("source")
        for m in messages
        if m.find("translation").get("type") or not "".join(m.find("translation").itertext()).strip()
    ]  # type: ignore[union-attr]
    assert unfinished == []


def test_chinese_quotes_with_corner_brackets_and_goes_on_with_one_ellipsis() -> None:
    i18n = ROOT / "resources" / "i18n"
    texts = [file.read_text(encoding="utf-8") for file in (i18n / "words").glob("*.zh_CN.json")]
    tree = ET.parse(i18n / "window.zh_CN.ts")
    texts += ["".join(each.itertext()) for each in tree.iter("translation")]
    assert [text for text in texts if set(text) & set("“”‘’") or "……" in text] == []


def test_no_text_is_hidden_from_translation() -> None:
    """lupdate cannot see ``tr`` of a variable or inside an f-string."""
    for file in SOURCES:
        if "/ui/" not in file.as_posix() and file.name not in {"app.py", "desk.py"}:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "tr":
                assert isinstance(node.args[0], ast.Constant), f"{file}:{node.lineno}"
            if isinstance(node, ast.JoinedStr):
                calls = [n for n in ast.walk(node) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)]
                assert all(call.func.attr not in ("tr", "translate") for call in calls), f"{file}:{node.lineno}"  # type: ignore[attr-defined]


def test_labels_never_guess_rich_text() -> None:
    """A QLabel made outside the widgets must be one of ours, which are plain text."""
    allowed = {"texts.py", "about.py"}
    for file in (ROOT / "src" / "kam_desktop" / "ui").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        if file.name not in allowed:
            assert not re.search(r"\bQLabel\(", text), file
            assert "QMessageBox" not in text, file


def test_only_one_module_commits() -> None:
    for file in SOURCES:
        if file.name not in {"database.py", "migrate.py", "parts.py"}:
            assert ".commit()" not in file.read_text(encoding="utf-8"), file


def test_the_libraries_that_are_slow_to_import_are_late() -> None:
    program = (
        "import sys, kam_desktop.app\n"
        "print([n for n in ('sqlalchemy', 'alembic', 'reportlab', 'python_calamine', 'borax', 'pypinyin', 'phonenumbers') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True,
                          env={"PYTHONPATH": str(ROOT / "src"), "QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin"})  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_licences_are_named() -> None:
    text = (ROOT / "resources" / "LICENSES.md").read_text(encoding="utf-8")
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = re.findall(r'^  "([A-Za-z0-9_-]+)[^"]*",', project.partition("[project.optional")[0], re.M)
    assert len(wanted) > 12
    for name in wanted:
        assert name.lower() in text.lower(), name
