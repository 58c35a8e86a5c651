"""Wrong usage and help in both languages."""

import argparse
from collections.abc import Iterator

import pytest

from kam_desktop import cli, words
from kam_desktop.cli import usage
from kam_desktop.cli.parser import build


def helps(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield parser.description or ""
    for action in usage._all(parser):
        yield action.help or ""
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from helps(each)


def test_every_help_text_has_its_words() -> None:
    told = {text for text in helps(build("en")) if text and text is not argparse.SUPPRESS}
    assert len(told) > 60
    assert [text for text in sorted(told) if not words.has("zh_CN", f"usage.{text}")] == []


@pytest.mark.parametrize(
    ("argv", "zh", "en"),
    [
        (["show"], "缺少必需的参数：CLIENT", "the following arguments are required: CLIENT"),
        (
            ["plan", "--weeks", "x"],
            "参数 --weeks：须是 1 到 260 的整数",
            "argument --weeks: a number from 1 to 260 is wanted",
        ),
        (["fly"], "不能选 'fly'（可选：", "invalid choice: 'fly' (choose from"),
        (["log", "x", "--channel"], "参数 --channel：需要一个值", "argument --channel: expected one argument"),
        (["today", "--more"], "不认识的参数：--more", "unrecognized arguments: --more"),
        (["today", "--on", "2026-02-30"], "'2026-02-30' 不是日期", "'2026-02-30' is not a date"),
        (
            ["visit", "review", "x"],
            "--accept --return 中须选一个",
            "one of the arguments --accept --return is required",
        ),
    ],
)
def test_wrong_usage_is_told_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str], argv: list[str], zh: str, en: str
) -> None:
    for lang, expected, begins in (("zh_CN", zh, "用法："), ("en", en, "usage: ")):
        for given in ([f"--lang={lang}", *argv], [*argv[:1], "--lang", lang, *argv[1:]]):
            if given[0] == "fly":  # a command that is not there takes no options
                continue
            with pytest.raises(SystemExit) as ended:
                cli.parse(given)
            told = capsys.readouterr()
            assert (ended.value.code, told.out) == (2, "")
            assert told.err.startswith(begins)
            assert expected in told.err
            assert ("error:" in told.err) is (lang == "en")


def test_help_is_told_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.parse(["show", "--lang", "zh_CN", "--help"])
    told = capsys.readouterr().out
    for text in ("用法：", "参数:", "选项:", "一份客户档案", "编号或完整名称", "显示本说明"):
        assert text in told


def test_the_help_of_key_says_what_each_word_does(capsys: pytest.CaptureFixture[str]) -> None:
    for lang, expected in (("en", "add: a new recovery key, the old one opens nothing"), ("zh_CN", "旧的随即失效")):
        with pytest.raises(SystemExit):
            cli.parse(["key", "--lang", lang, "--help"])
        assert expected in " ".join(capsys.readouterr().out.split())


def test_without_a_language_it_is_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert usage.language(["today"]) == "zh_CN"
    assert usage.language(["today", "--lang", "en"]) == "en"
    assert usage.language(["today", "--lang", "fr"]) == "zh_CN"
