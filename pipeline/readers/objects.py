"""JSON objects cleaned like texts, which stay JSON.

A full-width quotation mark or backslash becomes its ASCII form, which inside of a string ends or escapes it.
"""

from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc


def cleaned(objects: pa.Array, clean: Any) -> pa.Array:
    """Objects of JSON, large_string, with their strings in clean form. `clean` is that of the kernel."""
    texts, repairs = clean(objects)
    rows = np.flatnonzero(repairs.is_valid().to_numpy(zero_copy_only=False))
    broken = [i for i in rows.tolist() if not _is_json(texts[i].as_py())]
    if not broken:
        return texts
    mended = [_by_string(objects[i].as_py(), clean) for i in broken]
    mask = np.zeros(len(texts), bool)
    mask[broken] = True
    return pc.replace_with_mask(texts, pa.array(mask), pa.array(mended, texts.type))


def _is_json(text: str) -> bool:
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError:
        return False
    return True


def _by_string(text: str, clean: Any) -> str:
    """An object whose strings are cleaned one by one."""
    value = orjson.loads(text)
    found = list(dict.fromkeys(_strings(value)))
    forms = clean(pa.array(found, pa.large_string()))[0].to_pylist()
    whole = _replaced(value, dict(zip(found, forms, strict=True)))
    return orjson.dumps(whole, option=orjson.OPT_SORT_KEYS).decode()


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [s for key, inner in value.items() for s in (key, *_strings(inner))]
    return [s for inner in value for s in _strings(inner)] if isinstance(value, list) else []


def _replaced(value: Any, forms: dict[str, str]) -> Any:
    if isinstance(value, str):
        return forms[value]
    if isinstance(value, dict):
        return {forms[key]: _replaced(inner, forms) for key, inner in value.items()}
    return [_replaced(inner, forms) for inner in value] if isinstance(value, list) else value
