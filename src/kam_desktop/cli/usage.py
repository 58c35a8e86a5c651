"""What argparse says, in the language that was asked for: usage, help, and what is wrong with the arguments.

argparse looks its own words up at the moment it says them, by gettext; here it asks the catalogue instead. A text that
the catalogue does not know, of a newer Python, stays English.
"""

import argparse
from collections.abc import Iterator, Sequence
from typing import Any

from kam_desktop import runtime, words

_lang = "en"


def speak(lang: str) -> None:
    """In which language argparse speaks from now on."""
    global _lang  # noqa: PLW0603  one process, one command
    _lang = lang
    setattr(argparse, "_", said)  # noqa: B010  no name that type checkers know
    setattr(argparse, "ngettext", lambda one, many, number: said(one if number == 1 else many))  # noqa: B010


def said(text: str) -> str:
    """A text of the catalogue, with its places for values as they are."""
    return str(words.catalogue(_lang).get(f"usage.{text}", text))


def language(argv: Sequence[str]) -> str:
    """The language that these arguments ask for, before they are read; else the system's."""
    for at, text in enumerate(argv):
        name, _, value = text.partition("=")
        value = value or next(iter(argv[at + 1 : at + 2]), "")
        if name == "--lang" and value in words.LANGUAGES:
            return value
    return runtime.system_language()


def word(parser: argparse.ArgumentParser) -> None:
    """Put the help of a parser and of its commands into words."""
    parser.description = said(parser.description) if parser.description else None
    for action in _all(parser):
        if action.help and action.help is not argparse.SUPPRESS:
            action.help = said(action.help)
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                word(each)


def _all(parser: argparse.ArgumentParser) -> Iterator[Any]:
    """The arguments, and the lines that stand for commands."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            yield from action._choices_actions
