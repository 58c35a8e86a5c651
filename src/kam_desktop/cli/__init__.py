"""The command line: thin. It parses, calls core, prints."""

import argparse
import sys
from collections.abc import Sequence

from kam_desktop import runtime, words
from kam_desktop.cli import usage
from kam_desktop.cli.context import Context
from kam_desktop.cli.parser import build
from kam_desktop.core.errors import Invalid, KamError


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; wrong usage ends the process with 2, in the language that was asked for."""
    _write_utf8()
    return build(usage.language(argv)).parse_args(argv)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; returns the exit code."""
    _write_utf8()
    context = None
    try:
        _check_days(arguments)
        context = Context(arguments)
        return int(arguments.work(context, arguments) or 0)
    except KamError as error:
        print(words.sentence(_language(arguments), error), file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 1
    except BrokenPipeError:
        return 0
    except Exception as error:
        print(words.say(_language(arguments), "error.program.unexpected", log=_logged(context, error)), file=sys.stderr)
        return 1
    finally:
        if context is not None:
            context.close()


def _check_days(arguments: argparse.Namespace) -> None:
    """No command has anything from a day to one before it."""
    first, last = getattr(arguments, "first_on", None), getattr(arguments, "last_on", None)
    if first and last and last < first:
        raise Invalid("to", "period.reversed", first=first.isoformat(), last=last.isoformat())


def _write_utf8() -> None:
    """Text is UTF-8 whatever the terminal."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _language(arguments: argparse.Namespace) -> str:
    return arguments.lang or runtime.system_language()


def _logged(context: Context | None, error: Exception) -> str:
    """Note a bug in the log; where that cannot be written the kind of error must do."""
    try:
        log = runtime.start_log(context.folder / "logs" if context else runtime.log_folder())
        runtime.log_unexpected(error)
        return str(log)
    except OSError:
        return type(error).__name__


def main(argv: Sequence[str]) -> int:
    """Parse and run, for tests and scripts."""
    return run(parse(argv))
