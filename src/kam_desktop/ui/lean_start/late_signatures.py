"""PySide's texts for wrong arguments, read when one is wanted: it would compile their parser at each start.

That takes 28 ms of processor and 4 MB, a third of ``import PySide6.QtCore``. Shiboken fetches seven functions from a
module that a script of its own imports, and the script runs in a module that may be there before it, with an import of
ours. With another Shiboken than the one this was read from, or one that has started, all stays as it is.
"""

import builtins
import sys
from importlib import import_module
from threading import RLock
from types import ModuleType, SimpleNamespace
from typing import Any, Final

_READ_FROM: Final = "6.11.3"  # the functions, and that nothing else of theirs is used before
_SCRIPT: Final = "signature_bootstrap"
_PACKAGE: Final = "shibokensupport.signature"
_MAPPING: Final = f"{_PACKAGE}.mapping"  # Shiboken takes its names and ``update_mapping`` before it words an error


def put_off() -> None:
    """To be called before anything of PySide is imported."""
    if "shiboken6" not in sys.modules and _SCRIPT not in sys.modules:
        script = ModuleType(_SCRIPT)
        script.__dict__["__builtins__"] = {**vars(builtins), "__import__": _import}
        sys.modules[_SCRIPT] = script


def _import(name: str, *where: Any, **named: Any) -> Any:
    """The import of the script alone: where it asks for the loader it is given one that comes later."""
    if name == _PACKAGE and "loader" in (where[2] or ()):
        sys.modules[_SCRIPT].__dict__["__builtins__"]["__import__"] = builtins.__import__
        if _is_known(sys.meta_path[0]):
            return SimpleNamespace(loader=_Loader(sys.meta_path[0]))
    return builtins.__import__(name, *where, **named)


def _is_known(finder: Any) -> bool:
    shiboken = sys.modules.get("shiboken6")
    is_packed = type(finder).__name__ == "EmbeddableZipImporter" and f"{_PACKAGE}.loader" not in sys.modules
    return is_packed and getattr(shiboken, "__version__", "") == _READ_FROM


class _Loader:
    """What Shiboken calls, by its names. What it asks while wording an error must not fail: it would end the program."""

    def __init__(self, finder: Any) -> None:
        self._finder, self._lock, self._read = finder, RLock(), None
        self._mapping = ModuleType(_MAPPING)
        self._mapping.__dict__["update_mapping"] = self._update_mapping
        sys.modules[_MAPPING] = self._mapping

    def _real(self) -> Any:
        with self._lock:
            if self._read is None:
                sys.meta_path.insert(0, self._finder)
                try:
                    self._read = self._import_all()
                finally:
                    sys.meta_path.remove(self._finder)
            return self._read

    def _import_all(self) -> Any:
        package = import_module(_PACKAGE)
        self._mapping.__spec__ = self._finder.find_spec(_MAPPING, None)
        self._finder.exec_module(self._mapping)  # into the same module: Shiboken keeps hold of it
        package.__dict__["mapping"] = self._mapping
        return import_module(f"{_PACKAGE}.loader")

    def _update_mapping(self) -> None:
        try:
            self._real()
            self._mapping.update_mapping()
        except Exception:  # the plain text is said then
            return

    def seterror_argument(self, args: Any, function: str, info: Any) -> tuple[type[Exception], str]:
        try:
            kind, text = self._real().seterror_argument(args, function, info)
        except Exception:
            return TypeError, f"{function} called with wrong arguments"
        return kind, text

    def pyside_type_init(self, key: Any, texts: Any) -> Any:
        return self._real().pyside_type_init(key, texts)

    def create_signature(self, properties: Any, key: Any) -> Any:
        return self._real().create_signature(properties, key)

    def make_helptext(self, function: Any) -> Any:
        return self._real().make_helptext(function)

    def feature_import(self, *args: Any, **named: Any) -> Any:
        """Switches like ``snake_case``: nobody here has them, and imports do not come by here."""
        return self._real().feature_import(*args, **named)

    def feature_imported(self, module: Any) -> Any:
        return self._real().feature_imported(module)

    def finish_import(self, module: Any) -> None:
        """PySide mends nothing after its imports in this version."""

    def post_init(self) -> None:
        """It would put a door before every import, for those switches."""
