"""JSON objects cleaned like texts, which stay JSON.

A full-width quotation mark or backslash becomes its ASCII form, which inside of a string ends or escapes it.
"""

from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc


def cleaned(objects: pa.Array, clean: Any) -> pa.Array:
    """Objects of JSON, large_string, each of whose strings is in clean form. `clean` is that of the kernel.

    The kernel passes over whole objects first. The few that it repairs are taken apart, as a sign that ends
    or escapes a string may have come in: `{"＼＂": 1}` becomes `{"\\"": 1}`, which is JSON with another key.
    """
    repairs = clean(objects)[1]
    rows = np.flatnonzero(repairs.is_valid().to_numpy(zero_copy_only=False))
    if not len(rows):
        return objects
    values = [orjson.loads(objects[i].as_py()) for i in rows.tolist()]
    found = list(dict.fromkeys(s for value in values for s in _strings(value)))
    forms = dict(zip(found, clean(pa.array(found, pa.large_string()))[0].to_pylist(), strict=True))
    mended = [
        orjson.dumps(_replaced(value, forms), option=orjson.OPT_SORT_KEYS).decode()
        for value in values
    ]
    mask = np.zeros(len(objects), bool)
    mask[rows] = True
    return pc.replace_with_mask(objects, pa.array(mask), pa.array(mended, objects.type))


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
