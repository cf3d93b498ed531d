"""`python -m benchmarks.pii`: recall and precision by kind, labelled sets, speed; peers in the same run.

A value counts as found if exactly its characters are replaced: spans must be those of the value, and an
output must keep what stands before and after it. Peers are those that `python -m benchmarks.peers install`
made; presidio-analyzer with spaCy needs an interpreter of MALMOI_PEERS.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks import peers
from benchmarks.text import documents
from benchmarks.timing import best
from pipeline.kernels.pii import KINDS
from pipeline.kernels.pii.re2 import find
from pipeline.registry import KERNELS
from pipeline.stages.scrub.masking import mask
from tests.kernels.pii.examples import EXAMPLES, MASKED
from tests.kernels.pii.making import CONTEXTS
from tests.kernels.pii.negatives import NEGATIVES

CORPUS = Path(os.environ.get("MALMOI_CORPUS", "../shared/corpus")).resolve()
PEERS = ("presidio", "datatrove", "dolma")
PER_CONTEXT = 100
MAKERS = {kind: EXAMPLES[kind].makers for kind in MASKED}
AROUND = " \t\n.,:;()[]\"'"  # what a span may take along
KERNEL = KERNELS.kernel("pii", "re2")
Cases = list[tuple[str, str]]  # (text, value); an empty value: nothing is to be found


def ours(texts: list[str]) -> list[list[tuple[int, int]]]:
    """Character spans that are masked by default."""
    found: list[list[tuple[int, int]]] = [[] for _ in texts]
    for row, start, end, kind in zip(*find(pa.array(texts, pa.large_string())), strict=True):
        if KINDS[kind] in MASKED:
            data = texts[row].encode()
            found[row].append((len(data[:start].decode()), len(data[:end].decode())))
    return found


def of_peers(texts: list[str], names: tuple[str, ...] = PEERS) -> dict[str, dict[str, Any]]:
    """What each peer that is installed makes of the texts."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(texts, file)
        file.flush()
        made = {name: peers.run("pii", name, file.name) for name in names}
    return {name: result for name, result in made.items() if result}


def right(case: tuple[str, str], spans: list[Any] | None, output: str | None) -> bool:
    """Whether a value was found exactly; for a text without one, whether it was left alone."""
    text, value = case
    if not value:
        return not spans if output is None else output == text
    start = text.rindex(value)
    end = start + len(value)
    if output is None:
        core = value.strip(AROUND)
        return core in (text[a:b].strip(AROUND) for a, b in spans or [] if a <= end and start <= b)
    kept = output.startswith(text[:start]) and output.endswith(text[end:])
    return kept and output != text and value not in output


def shares(cases: Cases, result: dict[str, Any]) -> float:
    """The share of cases that one tool did right, given its spans or its outputs."""
    outputs, spans = (result.get(key, [None] * len(cases)) for key in ("outputs", "spans"))
    flags = [right(c, s, o) for c, s, o in zip(cases, spans, outputs, strict=True)]
    return sum(flags) / len(flags)


def values(kind: str) -> Cases:
    random, cases = Random(kind), []
    for maker in MAKERS[kind]:
        for context in CONTEXTS:
            for _ in range(PER_CONTEXT):
                value = maker.make(random)
                cases.append((context.format(maker.before + value + maker.after), value))
    return cases


def negatives(family: str) -> Cases:
    random = Random(family)
    texts = (c.format(NEGATIVES[family](random)) for c in CONTEXTS for _ in range(PER_CONTEXT // 2))
    return [(text, "") for text in texts]


def table(title: str, names: list[str], make: Callable[[str], Cases]) -> None:
    """Print the shares of each, a row per kind or family, and their mean."""
    made = {name: make(name) for name in names}
    texts = [text for cases in made.values() for text, _ in cases]
    results = {"malmoi": {"spans": ours(texts)}, **of_peers(texts)}
    print(f"\n{title:<24}" + "".join(f"{tool:>11}" for tool in results))
    at, rows = 0, []
    for name, cases in made.items():
        own = slice(at, at + len(cases))
        at = own.stop
        parts = [
            {key: found[own] for key, found in result.items() if key in ("spans", "outputs")}
            for result in results.values()
        ]
        rows.append([shares(cases, part) for part in parts])
        print(f"{name:<24}" + "".join(f"{share:>11.4f}" for share in rows[-1]))
    print(f"{'mean':<24}" + "".join(f"{share:>11.4f}" for share in np.mean(rows, axis=0)))


# Entities of presidio's synthetic set that are kinds here too.
SYNTHETIC = ("EMAIL_ADDRESS", "CREDIT_CARD", "PHONE_NUMBER", "IBAN_CODE", "US_SSN", "IP_ADDRESS")


def synthetic(entity: str) -> Cases:
    """English sentences with labelled spans (presidio-research)."""
    records = json.loads(
        (CORPUS / "labelled/en_pii_presidio_synth/synth_dataset_v2.json").read_text()
    )
    return [
        (r["full_text"], s["entity_value"])
        for r in records
        for s in r["spans"]
        if s["entity_type"] == entity and r["full_text"].count(s["entity_value"]) == 1
    ]


def korean(what: str) -> Cases:
    """Korean Wikipedia sentences whose tokens are labelled; mail addresses and business numbers."""
    names = {"e-mail": ("merge_email.txt", "@"), "e-mail, test": ("test_conv_merge.txt", "@")}
    file, mark = names[what]
    cases = []
    for block in (CORPUS / "labelled/ko_deid_matagi" / file).read_text().split("\n\n"):
        lines = block.strip().split("\n")
        if len(lines) < 2:
            continue
        for word in lines[1].split():
            value = _address(word) if mark in word else ""
            if value and lines[1].count(value) == 1:
                cases.append((lines[1], value))
    return cases


def _address(word: str) -> str:
    """The mail address in a word, cut out by hand-written rules that share nothing with the forms."""
    local, _, domain = word.partition("@")
    ascii_tail = "".join(reversed([*_while_ascii(reversed(local))]))
    ascii_head = "".join(_while_ascii(iter(domain))).rstrip(".")
    return f"{ascii_tail}@{ascii_head}" if ascii_tail and "." in ascii_head else ""


def _while_ascii(characters: Any) -> Any:
    for c in characters:
        if not (c.isascii() and (c.isalnum() or c in "._-+%")):
            return
        yield c


def dense(table: pa.Table) -> pa.Table:
    """Korean and English pages with a made-up value after every 5 kB."""
    random, kinds = Random(1), list(MAKERS)
    pages = table.filter(pc.is_in(table.column("source"), pa.array(["ko_docs_cpp", "en_novels"])))
    texts, since = [], 0  # bytes since the last value
    for text in pages.column("text").to_pylist():
        pieces, data = [], text.encode()
        for start in range(0, len(data), 500):
            pieces.append(data[start : start + 500].decode("utf-8", "ignore"))
            since += 500
            if since >= 5000:
                maker = random.choice(MAKERS[random.choice(kinds)])
                pieces.append(f" {maker.before}{maker.make(random)}{maker.after} ")
                since = 0
        texts.append("".join(pieces))
    size = pa.array([len(t.encode()) for t in texts], pa.int64())
    return pa.table({"text": pa.array(texts, pa.large_string()), "bytes": size})


def rate(function: Callable[[pa.Array], Any], texts: pa.Array) -> float:
    """MB per CPU second of one pass; in a second one over the same text the automata have all states."""
    started = time.process_time()
    function(texts)
    return sum(pc.binary_length(texts).to_pylist()) / 1e6 / (time.process_time() - started)


def speed() -> None:
    """MB per CPU second on text that the process has not read before, behind a third of its kind."""
    whole = documents()
    source = whole.column("source")
    parts = {f: whole.filter(pc.equal(source, f)) for f in ("ko_wiki", "en_novels", "code_cpython")}
    parts = {"mixed": whole, "a value in 5 kB": dense(whole), **parts}
    print(
        f"\n{'speed, MB/s':<24}{'find':>9}{'scrub':>9}{'spans/MB':>10}   times datatrove's PIIFormatter"
    )
    for name, part in parts.items():
        texts = pa.concat_arrays(part.column("text").chunks)
        seen, new, other = (texts.take(pa.array(np.arange(i, len(texts), 3))) for i in range(3))
        spans = len(find(seen)[0]) / sum(pc.binary_length(seen).to_pylist()) * 1e6
        finding, scrubbing = rate(find, new), rate(lambda t: mask(t, MASKED, KERNEL), other)
        some = texts.take(pa.array(range(0, len(texts), 8)))  # the peer gets every eighth text
        own, _ = best(lambda t=some: mask(t, MASKED, KERNEL))
        peer = of_peers(some.to_pylist(), ("datatrove",)).get("datatrove", {})
        ratio = f"{peer['seconds'] / own:8.1f}" if peer else ""
        print(f"{name:<24}{finding:>9.0f}{scrubbing:>9.0f}{spans:>10.1f}{ratio}")


def main() -> int:
    """Print the tables; returns 1 where recall or precision is below 99.5 %."""
    started = time.perf_counter()
    table("recall, made values", list(MAKERS), values)
    table("left alone", list(NEGATIVES), negatives)
    if CORPUS.exists():
        table("recall, presidio synth", list(SYNTHETIC), synthetic)
        table("recall, Korean Wikipedia", ["e-mail", "e-mail, test"], korean)
    speed()
    low = [k for k in MAKERS if shares_of_ours(values(k)) < 0.995]
    wrong = sum(1 - shares_of_ours(negatives(f)) for f in NEGATIVES) / len(NEGATIVES)
    print(f"\n{time.perf_counter() - started:.0f} s; below 99.5 %: {', '.join(low) or 'none'}")
    return int(bool(low) or wrong > 0.005)


def shares_of_ours(cases: Cases) -> float:
    """The share without asking the peers again."""
    return shares(cases, {"spans": ours([text for text, _ in cases])})


if __name__ == "__main__":
    sys.exit(main())
