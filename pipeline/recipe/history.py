"""What a root remembers of its last run: times, versions, how it ended, and the recipe as it was run.

`run.json` is written when a run begins and when it ends; `recipe.yaml` when it is done, so that the root
can be made again from it. Both are for people: no phase depends on them.
"""

import platform
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import yaml
from pydantic import BaseModel

from pipeline.contract import RUN_FILE
from pipeline.core.errors import MalmoiError
from pipeline.core.libraries import LIBRARIES, version_of
from pipeline.core.store import Store

RECIPE_FILE = "recipe.yaml"
# Credentials inside an address: user:password@, and values of such keys in its query.
_USER = re.compile(r"(?<=://)(?:[^/?#:@\s]+:(?!\d+/)[^?#@\s]*|[^/@\s]*)@")
_SECRET = re.compile(
    r"(?i)((?:secret|(?:access|account)_?key|token|password|signature|sig)[^=&\s]*=)[^&\s]*"
)


def is_interruption(error: BaseException) -> bool:
    """True if a run was ended from outside: by a signal, or because nobody reads what it prints."""
    return isinstance(error, KeyboardInterrupt | SystemExit)


@contextmanager
def remembered(store: Store, recipe: dict[str, Any], stages: list[str]) -> Iterator[None]:
    """Note a run of these stages around the work: its start, its end, and how it ended."""
    run: dict[str, Any] = {
        "stages": stages,
        "started": _now(),
        "ended": None,
        "state": "running",
        "versions": versions(),
        "recipe": without_secrets(recipe),
    }
    store.write_json(RUN_FILE, run)
    try:
        yield
    except BaseException as error:
        state = "interrupted" if is_interruption(error) else type(error).__name__
        why = {"error": without_secrets(str(error))} if isinstance(error, MalmoiError) else {}
        store.write_json(RUN_FILE, {**run, "ended": _now(), "state": state, **why})
        raise
    store.write_json(RUN_FILE, {**run, "ended": _now(), "state": "done"})
    text = yaml.safe_dump(run["recipe"], allow_unicode=True, sort_keys=False)
    head = "# The recipe that made this root, as it was read: paths resolved, --set applied.\n"
    store.write(RECIPE_FILE, lambda out: out.write((head + text).encode()))


def spelled(model: BaseModel) -> dict[str, Any]:
    """The fields of a model that were given, as a recipe spells them."""
    return model.model_dump(mode="json", exclude_unset=True, by_alias=True)


def versions() -> dict[str, str]:
    """Malmoi, Python and the libraries that decide bytes -> their versions here."""
    try:
        ours = version("malmoi")
    except PackageNotFoundError:
        ours = "unknown"
    libraries = {library.package: version_of(name) for name, library in LIBRARIES.items()}
    return {"malmoi": ours, "python": platform.python_version(), **libraries}


def without_secrets(value: Any) -> Any:
    """The same value, with credentials in addresses replaced by `***`."""
    if isinstance(value, dict):
        return {k: without_secrets(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [without_secrets(v) for v in value]
    if isinstance(value, str) and "://" in value:
        return _SECRET.sub(r"\1***", _USER.sub("***@", value))
    return value


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
