"""``kam-desktop``: with a command it works without a window, with none it opens one."""

import sys


def main() -> int:
    """Run the command named, or the window."""
    if len(sys.argv) > 1 and sys.argv[1] == "--parse-child":
        from kam_desktop.exchange import child

        return child.main()
    from kam_desktop import cli

    arguments = cli.parse(sys.argv[1:])
    if arguments.command is None:
        from kam_desktop import app

        return app.run(arguments)
    return cli.run(arguments)


if __name__ == "__main__":
    sys.exit(main())
