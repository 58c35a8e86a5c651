"""The command line: thin. It parses, calls core, prints."""

import argparse
import sys
from collections.abc import Sequence

from kam_desktop import words
from kam_desktop.cli.context import Context
from kam_desktop.cli.parser import build
from kam_desktop.core.errors import KamError


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; wrong usage ends the process with 2."""
    return build().parse_args(argv)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    context = Context(arguments)
    try:
        return int(arguments.work(context, arguments) or 0)
    except KamError as error:
        context.tell(words.sentence(context.lang, error))
        return error.exit_code
    except KeyboardInterrupt:
        return 1
    except BrokenPipeError:
        return 0
    except Exception as error:
        from kam_desktop import runtime

        log = runtime.start_log(context.folder / "logs")
        runtime.log_unexpected(error)
        context.tell(words.say(context.lang, "error.program.unexpected", log=log))
        return 1
    finally:
        context.close()


def main(argv: Sequence[str]) -> int:
    """Parse and run, for tests and scripts."""
    return run(parse(argv))
