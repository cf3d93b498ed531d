"""What the rules find in pages and texts that eight others wrote and labelled without seeing the rules.

The pages are made; names and hosts do not exist. The figures of the first runs are in docs/rights.md. The rules were
mended by every set after its first run: all guard against losses."""

import io
import json
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import zstandard

from pipeline.readers import Request, page_rights
from pipeline.readers.formats import html
from pipeline.stages.rights.pages import of_page, quoted
from pipeline.stages.rights.robots import AI, ROBOTS, forbidding, rules_of
from pipeline.stages.rights.verdict import declared_licence, in_text, is_by_law, verdict

AGENTS = ("GPTBot", "CCBot", "Google-Extended", "MalmoiBot")
FREE = ("free", "attribution")
SETS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def cases(name: str) -> list[dict[str, Any]]:
    """The labelled pages of a set: id, family, kind (html, text or code), content, url, headers, robots, reuse, license."""
    path = Path(__file__).with_name(f"{name}.jsonl.zst")
    with path.open("rb") as file:
        raw = zstandard.ZstdDecompressor().stream_reader(file).read()
    return [json.loads(line) for line in raw.splitlines()]


def judged(case: dict[str, Any]) -> tuple[str, bool]:
    """(reuse, whether the owner opted out) by the rules."""
    text, stored = case["content"], None
    headers = list((case["headers"] or {}).items())
    if case["kind"] == "html":
        data = case["content"].encode()
        (batch,) = html.read(io.BytesIO(data), Request())
        text = batch.text[0].as_py() if len(batch.text) else ""
        stored = page_rights.of_page(data, text, headers)
    evidence, opt_outs = of_page(stored, AGENTS) if stored else ([], [])
    word = case["source_license"]
    evidence += in_text(text.encode(), quoted(stored))
    found = verdict(evidence, declared_licence(word), is_by_law(word)).licence
    opted_out = bool(opt_outs) or _is_barred(case)
    return (found.reuse if found else "unknown"), opted_out


def _is_barred(case: dict[str, Any]) -> bool:
    if not case["robots"]:
        return False
    name = AI if case["family"] in ("opt-ai-txt", "opt_aitxt") else ROBOTS
    path = urlsplit(case["url"] or "").path or "/"
    return forbidding(rules_of(name, case["robots"], AGENTS), path) is not None


def figures(name: str) -> dict[str, float]:
    """Precision of what is said to be free, recall of what is reserved, and so on, over documents without opt-out."""
    count: Counter[str] = Counter()
    for case in cases(name):
        reuse, opted_out = judged(case)
        count["opt_out"] += case["opted_out"]
        count["opt_out_found"] += case["opted_out"] and opted_out
        count["opt_out_false"] += opted_out and not case["opted_out"]
        if opted_out:
            continue
        is_free, says_free = case["reuse"] in FREE, reuse in FREE
        is_kept, says_kept = case["reuse"] == "reserved", reuse == "reserved"
        count["free"] += is_free
        count["says_free"] += says_free
        count["free_right"] += is_free and says_free
        count["kept"] += is_kept
        count["says_kept"] += says_kept
        count["kept_right"] += is_kept and says_kept
    return {
        "precision of free": count["free_right"] / count["says_free"],
        "recall of free": count["free_right"] / count["free"],
        "precision of reserved": count["kept_right"] / count["says_kept"],
        "recall of reserved": count["kept_right"] / count["kept"],
        "recall of opt-outs": count["opt_out_found"] / count["opt_out"],
        "false opt-outs": count["opt_out_false"],
    }
