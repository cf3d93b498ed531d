"""Find the documents that a request names, and refuse one that names too many or none."""

import json
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.errors import RecipeError
from pipeline.core.forgotten import PREFIX, Listed
from pipeline.forget import needles
from pipeline.forget.asked import GRACE, Asked
from pipeline.forget.traces import ASKED, Traces, add_copies, add_near, texts_of
from pipeline.stages.rights import addresses

# Ids that an error names.
SHOWN = 3
# Fields of `meta` that name an author, in any case of letters.
AUTHORS = ("author", "authors", "byline", "by", "creator", "writer", "username", "nickname")


def found(corpus: Corpus, asked: Asked) -> Traces:
    """The documents that a request names, with copies of their texts, and those near them.

    Raises RecipeError for ids that no document has, and for a request that matches too many documents."""
    traces = Traces()
    if asked.by == "ids":
        _by_id(corpus, asked, traces)
    else:
        _by_content(corpus, asked, traces)
        _refuse_many(corpus, asked, traces)
    if traces.found:
        add_copies(corpus, traces)
        add_near(corpus, traces, asked.near == "take")
    return traces


def _by_id(corpus: Corpus, asked: Asked, traces: Traces) -> None:
    """Documents by their ids. Reads the column `id` of every shard."""
    forms = {f: i for i in asked.values for f in _forms(i)}
    wanted = pa.array(sorted(forms), pa.string())
    for shard in range(corpus.num_shards):
        ids = corpus.documents.read(shard, ["id"]).column(0)
        rows = np.flatnonzero(pc.is_in(ids, value_set=wanted).to_numpy(False))
        traces.add(shard, rows, ids, ASKED)
    for document in [d for d in traces.found if d.startswith(PREFIX)]:
        del traces.found[document]
    store = corpus.documents.store
    listed = Listed.of(store)
    seen = {forms[d] for d in traces.found}
    missing = [i for i in asked.values if i not in seen and listed.request_of(i) is None]
    if missing and not asked.skip_missing:
        shown = ", ".join(missing[:SHOWN]) + (", ..." if len(missing) > SHOWN else "")
        raise RecipeError(
            f"{store.uri}: {len(missing):,} of {len(asked.values):,} ids belong to no document: {shown}; "
            f"`malmoi search {store.uri} WORDS` finds ids, and --skip-missing leaves these out"
        )


def _forms(document: str) -> Iterator[str]:
    """An id unchanged, and as files named on a Mac spell it."""
    yield from dict.fromkeys(
        [document, *(unicodedata.normalize(f, document) for f in ("NFC", "NFD"))]
    )


def _by_content(corpus: Corpus, asked: Asked, traces: Traces) -> None:
    """Documents by what they hold: columns of the texts as they came, and of the last rewrite where it
    differs. Each is read once."""
    columns, test = _test(asked)
    datasets = texts_of(corpus)
    for shard in range(corpus.num_shards):
        rows = np.zeros(corpus.documents.rows[shard], bool)
        for place, dataset in enumerate(datasets):
            if place and "text" in columns and not _differs(datasets[0], dataset, shard):
                continue
            rows |= test(dataset.read(shard, [c for c in columns if c in dataset.schema.names]))
        rows[corpus.documents.forgotten(shard)] = False
        if rows.any():
            ids = corpus.documents.read(shard, ["id"]).column(0)
            traces.add(shard, np.flatnonzero(rows), ids, ASKED)


def _test(asked: Asked) -> tuple[list[str], Callable[[pa.Table], np.ndarray]]:
    """(columns that a request reads, which rows of them it names)."""
    values = list(asked.values)
    if asked.by == "url":
        return ["url"], lambda table: _begins(table.column(0), values[0])
    if asked.by == "author":
        return ["meta"], lambda table: _by_author(table.column(0), values[0])
    return list(needles.SEARCHED), lambda table: needles.any_of(table, values)


def _begins(urls: pa.ChunkedArray, prefix: str) -> np.ndarray:
    """True for the addresses that begin with a prefix, spelled alike or as the lists of `rights` compare
    them: whatever the scheme, `www.`, the case of the host, and percent signs."""
    matched = (
        pc.fill_null(pc.starts_with(urls, prefix), False).to_numpy(zero_copy_only=False).copy()
    )
    wanted = _spelled(prefix) + ("/" if prefix.endswith("/") else "")
    column = pl.Series(urls, dtype=pl.String)
    host = wanted.partition("/")[0].partition(":")[0]
    same = addresses.hosts(column).str.strip_prefix("www.") == host
    for row in same.fill_null(False).arg_true().to_list():
        matched[row] = matched[row] or f"{_spelled(column[row])}/".startswith(wanted)
    return matched


def _spelled(address: str) -> str:
    """An address for comparison; one without a scheme is one of the web."""
    return unquote(addresses.plain(address if "://" in address else f"//{address}"))


def _by_author(metas: pa.ChunkedArray, name: str) -> np.ndarray:
    """True for the documents whose `meta` names this author, whatever the case of letters and spacing."""
    wanted = needles.normalized(name)
    maybe = needles.holds(metas, "meta", [wanted])
    named = np.zeros(len(metas), bool)
    for row in np.flatnonzero(maybe).tolist():
        named[row] = _joined(wanted) in _authors(json.loads(metas[row].as_py()))
    return named


def _authors(value: Any, inside: bool = False) -> set[str]:
    """The names that fields of authors hold, at any depth."""
    if isinstance(value, str):
        return {_joined(needles.normalized(value))} if inside else set()
    if isinstance(value, list):
        return {name for one in value for name in _authors(one, inside)}
    if isinstance(value, dict):
        of_fields = (_authors(one, inside or key.lower() in AUTHORS) for key, one in value.items())
        return {name for names in of_fields for name in names}
    return set()


def _joined(name: str) -> str:
    """A name without white space: family and given names stand apart or together."""
    return "".join(name.split())


def _differs(first: Dataset, later: Dataset, shard: int) -> bool:
    """True if a rewrite changed a text or an address of a shard. Masked titles and meta alone hold nothing
    that the texts as they came do not."""
    columns = ["text_hash"]
    return not first.read(shard, columns).equals(later.read(shard, columns))


def _refuse_many(corpus: Corpus, asked: Asked, traces: Traces) -> None:
    """Raise RecipeError for a request that names more than its share of the documents."""
    total = corpus.documents.num_rows
    most = max(GRACE, int(total * asked.max_share))
    if len(traces.found) <= most:
        return
    what = {"url": "the address", "author": "the name"}.get(asked.by)
    if what is None:
        what = _widest(corpus, asked, traces)
    raise RecipeError(
        f"{what} matches {len(traces.found):,} of {total:,} documents, more than {asked.max_share:.2%}; "
        "make it longer, or allow it by --max-share 1"
    )


def _widest(corpus: Corpus, asked: Asked, traces: Traces) -> str:
    """The needle that most of the documents hold, by its place in the list and not by its words."""
    if len(asked.values) == 1:
        return "needle 1"
    (first, *_), sample = texts_of(corpus), list(traces.by_shard().items())[:SHOWN]
    columns = [c for c in needles.SEARCHED if c in first.schema.names]
    tables = [
        first.read(shard, columns).take(pa.array([t.row for t in of_shard]))
        for shard, of_shard in sample
    ]
    counted = list(needles.counts(tables, list(asked.values)))
    return f"the list, above all needle {int(np.argmax(counted)) + 1},"
