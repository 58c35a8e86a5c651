"""The child process that parses outside files: hostile or broken input can only end this process.

It takes one request as a line of JSON on stdin and answers in lines of JSON on stdout; the last one is
``{"end": true}`` or ``{"error": code, "params": {...}}``. See ``sandbox`` for the other end.
"""

import json
import os
from collections.abc import Iterator
from typing import Any, BinaryIO

from kam_desktop.core.errors import FileError
from kam_desktop.exchange import readers


def main() -> int:
    """Answer one request and end."""
    with os.fdopen(0, "rb", closefd=False) as asked, os.fdopen(1, "wb", closefd=False) as answers:
        request = json.loads(asked.readline())
        _limit(request["memory_bytes"], request["cpu_seconds"])
        for message in _answered(request):
            _send(answers, message)
    return 0


def _limit(memory_bytes: int, cpu_seconds: int) -> None:
    """Let the system stop what grows or spins without end. Windows has no such limits: the parent watches."""
    try:
        import resource
    except ImportError:
        return
    for kind, value in (
        (resource.RLIMIT_AS, (memory_bytes, memory_bytes)),
        (resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1)),  # the first limit says why, the second kills
        (resource.RLIMIT_CORE, (0, 0)),
    ):
        try:
            resource.setrlimit(kind, value)
        except (ValueError, OSError):
            continue  # the system refuses this limit; the parent watches as well


def _answered(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    try:
        yield from readers.read(request)
        yield {"end": True}
    except FileError as error:
        yield {"error": error.code, "params": error.params}
    except MemoryError:
        yield {"error": "file.too_much_memory", "params": {}}
    except OSError as error:
        yield {"error": "file.unreadable", "params": {"reason": error.strerror or str(error)}}
    except BaseException as error:  # noqa: BLE001,RUF100 - a Rust panic is no Exception; whatever it was, the file broke it
        yield {"error": "file.damaged", "params": {"reason": f"{type(error).__name__}: {error}"[:200]}}


def _send(answers: BinaryIO, message: dict[str, Any]) -> None:
    answers.write(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode())
    answers.write(b"\n")
    answers.flush()


if __name__ == "__main__":
    raise SystemExit(main())
