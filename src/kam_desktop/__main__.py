"""``kam-desktop``: with a command it works without a window, with none it opens one."""

import sys
from collections.abc import Sequence
from typing import Any


def main() -> int:
    """Run the command named, or the window."""
    if len(sys.argv) > 1 and sys.argv[1] == "--parse-child":
        from kam_desktop.exchange import child

        return child.main()
    wanted = of_window(sys.argv[1:])
    if wanted is None:
        from kam_desktop import cli

        arguments = cli.parse(sys.argv[1:])
        if arguments.command is not None:
            return cli.run(arguments)
        wanted = {name: getattr(arguments, name) for name in ("data_dir", "lang", "on", "background")}
    from kam_desktop import app

    return app.run(**wanted)


def of_window(argv: Sequence[str]) -> dict[str, Any] | None:
    """What a plain start of the window is given, by name; None for all else.

    The grammar of the commands knows it too, but is as much to read as the whole program.
    """
    found: dict[str, Any] = {}
    rest = iter(argv)
    for text in rest:
        name, is_joined, value = text.partition("=")
        if text == "--background":
            found["background"] = True
        elif name in ("--data-dir", "--lang"):
            found[name[2:].replace("-", "_")] = value if is_joined else next(rest, "")
        else:
            return None
    if any(str(value).startswith("-") or not value for value in found.values()):
        return None
    return found if found.get("lang", "en") in ("en", "zh_CN") else None


if __name__ == "__main__":
    sys.exit(main())
