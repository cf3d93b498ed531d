"""Croissant 1.0: the data set as JSON-LD. Source: the specification of MLCommons."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.card.about import About
from pipeline.card.facts import Facts
from pipeline.card.files import Config, sha256
from pipeline.card.licences import licence

SPECIFICATION = "http://mlcommons.org/croissant/1.0"
# Files that are listed one by one with their hashes; more are named by their pattern alone.
MOST_HASHED = 1000
_OWN = (
    *(
        "citeAs",
        "column",
        "conformsTo",
        "examples",
        "extract",
        "field",
        "fileProperty",
        "fileObject",
    ),
    *(
        "fileSet",
        "format",
        "includes",
        "isLiveDataset",
        "jsonPath",
        "key",
        "md5",
        "parentField",
        "path",
    ),
    *(
        "recordSet",
        "references",
        "regex",
        "repeated",
        "replace",
        "samplingRate",
        "separator",
        "source",
    ),
    *("subField", "transform", "equivalentProperty"),
)
_JSON = {"@type": "@json"}


def text(facts: Facts, about: About, configs: Sequence[Config], folder: Path, name: str) -> str:
    """The description as JSON."""
    value = values(facts, about, configs, folder, name)
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def values(
    facts: Facts, about: About, configs: Sequence[Config], folder: Path, name: str
) -> dict[str, Any]:
    """The description as plain values; `name` stands for the data set in addresses."""
    found: dict[str, Any] = {
        "@context": _context(),
        "@type": "sc:Dataset",
        "conformsTo": SPECIFICATION,
        "name": name,
        "description": about.description or _described(facts),
        "version": about.version,
        "inLanguage": [n.name for n in facts.languages if n.name],
        "license": _licenses(facts, about),
        "keywords": ["pretraining", "text", *(n.name for n in facts.domains if n.name)],
        "isLiveDataset": False,
        "distribution": [item for c in configs for item in _distribution(c, folder)],
        "recordSet": [_records(c) for c in configs if c.ending == ".parquet"],
    }
    optional = {
        "url": about.url,
        "citeAs": about.citation,
        "datePublished": about.published,
        "creator": {"@type": "sc:Organization", "name": about.provider} if about.provider else None,
        "rai:personalSensitiveInformation": _personal(facts),
    }
    return {**found, **{key: value for key, value in optional.items() if value}}


def _context() -> dict[str, Any]:
    context: dict[str, Any] = {key: f"cr:{key}" for key in _OWN}
    return {
        **context,
        "@language": "en",
        "@vocab": "https://schema.org/",
        "sc": "https://schema.org/",
        "cr": "http://mlcommons.org/croissant/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "dct": "http://purl.org/dc/terms/",
        "conformsTo": "dct:conformsTo",
        "data": {"@id": "cr:data", **_JSON},
        "examples": {"@id": "cr:examples", **_JSON},
        "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    }


def _described(facts: Facts) -> str:
    return (
        f"{facts.stays.documents:,} documents of text, curated from {len(facts.sources)} sources with "
        f"Malmoi {facts.version}."
    )


def _licenses(facts: Facts, about: About) -> list[str]:
    names = [about.license] if about.license else [n.name for n in facts.licenses if n.name]
    return [licence(name).url or name for name in names]


def _personal(facts: Facts) -> str | None:
    if "scrub" not in facts.stages:
        return None
    kinds = ", ".join(kind for kind, *_ in facts.masked)
    pieces = sum(num for _, num, _ in facts.masked)
    return f"{pieces:,} pieces of personal data were masked by placeholders ({kinds})."


def _distribution(config: Config, folder: Path) -> Iterator[dict[str, Any]]:
    yield {
        "@type": "cr:FileSet",
        "@id": f"{config.name}-files",
        "name": f"{config.name}-files",
        "encodingFormat": config.media,
        "includes": config.pattern,
    }
    for path in config.files if len(config.files) <= MOST_HASHED else ():
        yield {
            "@type": "cr:FileObject",
            "@id": path.as_posix(),
            "name": path.as_posix(),
            "contentUrl": path.as_posix(),
            "contentSize": f"{(folder / path).stat().st_size} B",
            "encodingFormat": config.media,
            "sha256": sha256(folder / path),
        }


def _records(config: Config) -> dict[str, Any]:
    assert config.schema is not None
    fields = [_field(config, column) for column in config.schema if _type(column.type)]
    return {"@type": "cr:RecordSet", "@id": config.name, "name": config.name, "field": fields}


def _field(config: Config, column: pa.Field) -> dict[str, Any]:
    field = {
        "@type": "cr:Field",
        "@id": f"{config.name}/{column.name}",
        "name": column.name,
        "dataType": _type(column.type),
        "source": {
            "fileSet": {"@id": f"{config.name}-files"},
            "extract": {"column": column.name},
        },
    }
    return {**field, "repeated": True} if pa.types.is_list(column.type) else field


def _type(kind: pa.DataType) -> str | None:
    """The type of schema.org for a type of Arrow; None for one that it does not have, such as a list of
    structs."""
    if pa.types.is_list(kind):
        return None if pa.types.is_nested(kind.value_type) else _type(kind.value_type)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_dictionary(kind):
        return "sc:Text"
    if pa.types.is_integer(kind):
        return "sc:Integer"
    if pa.types.is_floating(kind):
        return "sc:Float"
    return "sc:Boolean" if pa.types.is_boolean(kind) else None
