"""The marks of a shard: documents without a hit are marked by columns, the others one by one."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core.dataset import Dataset
from pipeline.core.kernel import Kernel
from pipeline.kernels.placeholders import placeholder
from pipeline.stages.rights import addresses, lists, passages, snapshots
from pipeline.stages.rights.judge import Statement
from pipeline.stages.rights.licence import UNKNOWN
from pipeline.stages.rights.pages import OptOut, of_page, quoted
from pipeline.stages.rights.verdict import declared_licence, in_text, is_by_law, verdict

EVIDENCE = pa.list_(
    pa.struct(
        [
            ("kind", pa.string()),
            ("place", pa.string()),
            ("text", pa.string()),
            ("license", pa.string()),
            ("reuse", pa.string()),
        ]
    )
)
MARK = pa.schema(
    [
        ("drop_reason", pa.string()),
        ("reuse", pa.string()),
        ("license", pa.string()),
        ("jurisdiction", pa.string()),
        ("share_alike", pa.bool_()),
        ("opt_out", pa.string()),
        ("listed", pa.string()),
        ("conflict", pa.string()),
        ("evidence", EVIDENCE),
    ]
)
OPTED_OUT, LISTED = "opted_out", "listed"
# Pieces of evidence of a document, and characters of each.
MOST_EVIDENCE, LONGEST = 12, 240


@dataclass(frozen=True)
class Policy:
    """What a recipe says about marks."""

    drop: tuple[str, ...]
    agents: tuple[str, ...]
    # What the lists list, and the fields of `meta` that name authors.
    kinds: frozenset[str]
    author_fields: tuple[str, ...]
    license_field: str | None

    def identity(self) -> dict[str, Any]:
        return {**asdict(self), "kinds": sorted(self.kinds)}


def mark_rights(
    living: pa.Table, policy: Policy, entries: Dataset | None, rules: Dataset | None, pii: Kernel
) -> pa.Table:
    """MARK rows of living documents."""
    frame = pl.DataFrame(living.select([n for n in living.column_names if n != "text"]))
    texts = pl.Series("text", living.column("text"))
    marks = _declared(frame, policy)
    listed = _listed(frame, policy, entries)
    told = snapshots.opt_outs(rules, frame["url"], addresses.hosts(frame["url"])) if rules else {}
    pages = frame["page_rights"].is_not_null()
    rows = (passages.may_state(texts).fill_null(False) | pages).arg_true().to_list()
    found: dict[int, dict[str, Any]] = {}
    for row in sorted({*rows, *listed, *told}):
        text = living.column("text")[row].as_buffer().to_pybytes()
        one = _judged(text, frame["page_rights"][row], marks["word"][row], policy.agents)
        if row in told:
            file, words = told[row]
            one["opt_out"] = f"{file}: {words}"
            one["evidence"].insert(0, {"kind": file, "place": "host", "text": words})
        one["listed"] = listed.get(row)
        if one["opt_out"] or one["listed"]:
            one |= {"reuse": "reserved", "license": None, "jurisdiction": None, "share_alike": None}
        if one["evidence"] or one["opt_out"] or one["listed"]:
            found[row] = one
    _mask(found, pii)
    return _table(marks, found, policy.drop)


def _declared(frame: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """(word, reuse, license, jurisdiction, share_alike) of each document by what its source declares."""
    word = frame["license"]
    if policy.license_field:
        path = "$." + policy.license_field
        own = frame["meta"].str.json_path_match(path).str.strip_chars()
        # a record with an empty field states nothing of its own
        word = own.set(own == "", None).fill_null(word)
    known = {w: declared_licence(w) for w in word.unique().drop_nulls()}
    table = pl.DataFrame(
        [
            (
                w,
                one.reuse if one else UNKNOWN,
                one and one.id,
                one and one.jurisdiction,
                one and one.share_alike,
            )
            for w, one in known.items()
        ],
        schema={
            "word": pl.String,
            "reuse": pl.String,
            "license": pl.String,
            "jurisdiction": pl.String,
            "share_alike": pl.Boolean,
        },
        orient="row",
    )
    joined = pl.DataFrame({"word": word}).join(table, on="word", how="left", maintain_order="left")
    return joined.with_columns(pl.col("reuse").fill_null(UNKNOWN))


def _listed(frame: pl.DataFrame, policy: Policy, entries: Dataset | None) -> dict[int, str]:
    """Row -> why a list leaves the document out."""
    if entries is None:
        return {}
    known = lists.load(entries, entries.fingerprint)
    found = _of_values(known, "ids", frame["id"]) if "ids" in policy.kinds else {}
    urls = frame["url"]
    if "hosts" in policy.kinds:
        _add(found, addresses.hosts(urls), known, "hosts", addresses.with_parents)
    if "urls" in policy.kinds:
        _add(found, urls, known, "urls", lambda url: addresses.prefixes(addresses.plain(url)))
    for field in policy.author_fields if "authors" in policy.kinds else ():
        names = lists.authors(frame["meta"].str.json_path_match(f"$.{field}"))
        for row, why in _of_values(known, "authors", names).items():
            found.setdefault(row, why)
    return found


def _add(
    found: dict[int, str],
    values: pl.Series,
    known: lists.Listed,
    of: str,
    parts: Callable[[str], list[str]],
) -> None:
    """Add the rows whose value has a listed part, such as a host below a listed one. Each value is looked up
    once."""
    distinct = values.drop_nulls().unique(maintain_order=True).to_list()
    of_value = [(value, part) for value in distinct for part in parts(value)]
    reasons = known.reason(of, pl.Series([part for _, part in of_value], dtype=pl.String))
    why: dict[str, str] = {}
    for (value, _), reason in zip(of_value, reasons, strict=True):
        if reason is not None:
            why.setdefault(value, reason)
    rows = values.is_in(list(why)).fill_null(False).arg_true().to_list() if why else []
    for row in rows:
        found.setdefault(row, why[values[row]])


def _of_values(known: lists.Listed, of: str, values: pl.Series) -> dict[int, str]:
    rows = values.is_not_null().arg_true().to_list()
    reasons = known.reason(of, values.drop_nulls())
    return {row: why for row, why in zip(rows, reasons, strict=True) if why is not None}


def _judged(
    text: bytes, page: str | None, word: str | None, agents: tuple[str, ...]
) -> dict[str, Any]:
    """The values of a document with a hit."""
    evidence, opt_outs = of_page(page, agents) if page else ([], [])
    evidence += in_text(text, quoted(page))
    decided = verdict(evidence, declared_licence(word), is_by_law(word))
    shown = [_of_opt_out(o) for o in opt_outs]
    shown += [_of_statement(e.kind, e.place, e.statement) for e in decided.evidence]
    licence = decided.licence
    return {
        "reuse": licence.reuse if licence else UNKNOWN,
        "license": licence and licence.id,
        "jurisdiction": licence and licence.jurisdiction,
        "share_alike": licence and licence.share_alike,
        "opt_out": f"{opt_outs[0].kind}: {opt_outs[0].text}" if opt_outs else None,
        "conflict": decided.conflict,
        "evidence": [dict(one) for one in {tuple(s.items()): s for s in shown}.values()][
            :MOST_EVIDENCE
        ],
    }


def _of_opt_out(one: OptOut) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "place": one.place,
        "text": one.text[:LONGEST],
        "license": None,
        "reuse": None,
    }


def _of_statement(kind: str, place: str, one: Statement) -> dict[str, Any]:
    licence = one.licence
    return {
        "kind": kind,
        "place": place,
        "text": one.text[:LONGEST],
        "license": licence and licence.id,
        "reuse": licence.reuse if licence else "reserved",
    }


def _mask(found: dict[int, dict[str, Any]], pii: Kernel) -> None:
    """Replace personal data in the words of evidence."""
    pieces = [e for one in found.values() for e in one["evidence"]]
    distinct = list(dict.fromkeys(e["text"] for e in pieces))
    if not distinct:
        return
    masked = dict(zip(distinct, distinct, strict=True))
    spans: dict[int, list[tuple[int, int, str]]] = {}
    document, start, stop, kind = pii.load().find(pa.array(distinct, pa.large_string()))
    names = _kind_names()
    for d, a, b, k in zip(*(x.tolist() for x in (document, start, stop, kind)), strict=True):
        spans.setdefault(d, []).append((a, b, names[k]))
    for d, of_text in spans.items():
        raw = distinct[d].encode()
        for a, b, name in sorted(of_text, reverse=True):
            raw = raw[:a] + placeholder(name).encode() + raw[b:]
        masked[distinct[d]] = raw.decode("utf-8", "replace")
    for piece in pieces:
        piece["text"] = masked[piece["text"]]


def _kind_names() -> tuple[str, ...]:
    from pipeline.kernels.pii import KINDS

    return KINDS


def _table(
    marks: pl.DataFrame, found: dict[int, dict[str, Any]], drop: tuple[str, ...]
) -> pa.Table:
    """MARK rows: those by declaration, with the rows of `found` in their place."""
    place = np.full(len(marks), -1)
    place[list(found)] = np.arange(len(found))
    is_found, at = pa.array(place >= 0), pa.array(place, mask=place < 0)
    columns: dict[str, pa.Array] = {}
    for field in MARK:
        if field.name == "drop_reason":
            continue
        own = pa.array([one[field.name] or None for one in found.values()], field.type)
        if field.name == "share_alike":
            own = pa.array([one[field.name] for one in found.values()], field.type)
        taken = own.take(at)
        if field.name in marks.columns:
            declared = marks[field.name].to_arrow().cast(field.type)
            taken = pc.if_else(is_found, taken, declared)
        columns[field.name] = taken
    frame = pl.DataFrame({n: pl.Series(n, columns[n]) for n in ("reuse", "opt_out", "listed")})
    columns["drop_reason"] = frame.select(r=_reason(drop))["r"].to_arrow().cast(pa.string())
    return pa.table([columns[f.name] for f in MARK], schema=MARK)


def _reason(drop: tuple[str, ...]) -> pl.Expr:
    """The first of the reasons that holds for a document."""
    conditions = {
        OPTED_OUT: pl.col("opt_out").is_not_null(),
        LISTED: pl.col("listed").is_not_null(),
    }
    reasons = [
        pl.when(conditions.get(name, pl.col("reuse") == name)).then(pl.lit(name))
        for name in _ordered(drop)
    ]
    # A frame has a row for each document even where nothing is dropped.
    return pl.coalesce(
        [*reasons, pl.col("reuse").replace_strict({}, default=None, return_dtype=pl.String)]
    )


def _ordered(drop: tuple[str, ...]) -> list[str]:
    """Opt-outs and lists before what was found."""
    first = [n for n in (OPTED_OUT, LISTED) if n in drop]
    return [*first, *(n for n in drop if n not in first)]
