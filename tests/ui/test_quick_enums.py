"""Qt's enums by the quick way against those by the ordinary way."""

import subprocess
import sys

ALL = """
import enum, sys
if sys.argv[1:]:
    import kam_desktop.ui
from PySide6 import QtCore, QtGui, QtWidgets
def told(kind):
    some = list(kind)[:3]
    return (
        kind.__qualname__, kind.__module__, kind.__doc__, [base.__name__ for base in kind.__mro__], list(kind.__members__),
        [(each.name, each.value, repr(each), str(each), hash(each)) for each in kind.__members__.values()],
        [repr(a | b) + repr(a & b) + repr(~a) for a in some for b in some] if issubclass(kind, enum.Flag) else "",
        [kind(each.value) is each for each in kind], sorted(set(vars(kind)) - {"__annotations__"}),
    )
def kinds(place, seen):
    for name in sorted(dir(place)):
        each = getattr(place, name, None)
        if isinstance(each, type) and each not in seen:
            seen.add(each)
            if issubclass(each, enum.Enum) and len(each):
                yield each
            elif each.__module__.startswith("PySide6"):
                yield from kinds(each, seen)
found = [told(each) for module in (QtCore, QtGui, QtWidgets) for each in kinds(module, set())]
print(len(found))
for each in found: print(each)
"""


def test_each_is_the_same_class_by_either_way() -> None:
    ordinary, quick = (
        subprocess.run(
            [sys.executable, "-c", ALL, *given], capture_output=True, encoding="utf-8", check=True, env={"PYTHONHASHSEED": "0", "PYTHONPATH": ":".join(sys.path)}
        ).stdout.splitlines()
        for given in ((), ("quick",))
    )  # fmt: skip
    assert int(quick[0]) > 500
    assert [pair for pair in zip(ordinary, quick, strict=True) if pair[0] != pair[1]] == []


def test_what_others_make_is_made_as_ever() -> None:
    program = """
import kam_desktop.ui, enum
made = enum.Flag("Colour", ["RED", "BLUE"], boundary=enum.KEEP)
assert [(each.name, each.value) for each in made] == [("RED", 1), ("BLUE", 2)] and made.__module__ == "__main__"
assert enum.IntEnum("Size", {"S": 1, "L": 3}).L == 3
try: enum.Flag("Twice", [("A", 1), ("A", 2)], boundary=enum.KEEP)
except TypeError: print("refused")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout, done.stderr) == ("refused\n", "")
