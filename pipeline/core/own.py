"""The user's own modules: each import reads the files of their folder again if they have changed.

Python imports a module once in a process. In a notebook a module is edited between two runs, and two recipes
may each have a module of one name beside them: the identity of a run follows the files, so the code that runs
must follow them too.
"""

import importlib
import sys
from pathlib import Path
from types import ModuleType

from pipeline.core.code import OURS, is_local, reach
from pipeline.core.source import forget

# Module that a recipe names -> the hashes of what it reaches, as it was when imported.
_IMPORTED: dict[str, dict[str, str]] = {}
# Folders of recipes on the path of imports; the last recipe's stands first among them.
_FOLDERS: list[str] = []


def imported(name: str, folder: Path) -> ModuleType:
    """The module `name`, found on the path or in `folder`; imported again if it or local code that it imports
    has changed, or if it came from another recipe's folder. What the import raises is raised here."""
    _find_in(folder)
    forget()
    _drop({m for m in sys.modules if _stands_elsewhere(m.partition(".")[0], folder)})
    if name in sys.modules and _IMPORTED.get(name, {}) != _reached(name):
        _drop(_local_modules(_reached(name).keys() | _IMPORTED.get(name, {}).keys()))
    module = importlib.import_module(name)
    _IMPORTED[name] = _reached(name)
    return module


def _find_in(folder: Path) -> None:
    """Put a folder on the path: behind what is installed, before the folders of earlier recipes."""
    here = str(folder)
    if here in sys.path and here not in _FOLDERS:
        return
    _FOLDERS[:] = [here, *(f for f in _FOLDERS if f != here)]
    sys.path[:] = [*(p for p in sys.path if p not in _FOLDERS), *_FOLDERS]
    importlib.invalidate_caches()


def _stands_elsewhere(top: str, folder: Path) -> bool:
    """True if a loaded module is of another recipe's folder, and `folder` has one of its name."""
    file = getattr(sys.modules.get(top), "__file__", None)
    if file is None:
        return False
    path = Path(file)
    home = path.parents[1] if path.name == "__init__.py" else path.parent
    is_offered = (folder / f"{top}.py").is_file() or (folder / top).is_dir()
    return str(home) in _FOLDERS and home != folder and is_offered


def _reached(name: str) -> dict[str, str]:
    """The hashes of the user's code that a module reaches."""
    code = reach(name).code
    return {module: of for module, of in code.items() if module.partition(".")[0] not in OURS}


def _local_modules(names: set[str]) -> set[str]:
    return {n for n in names if n in sys.modules and is_local(n.partition(".")[0])}


def _drop(names: set[str]) -> None:
    for name in names:
        sys.modules.pop(name, None)
    importlib.invalidate_caches()
