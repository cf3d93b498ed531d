"""Pages that may be slow, read in a process of their own that is ended when its time is over.

The time to extract a page grows with the square of its depth and of its number of names of tags and
attributes: 32,000 nested `div` take minutes, 100,000 names 30 s, and no signal ends the library's loop. Both
are bounded before the page is parsed; ordinary pages, up to 100 levels deep, are read where they are.
"""

import os
import re
import subprocess
import sys
from dataclasses import asdict

import numpy as np
import orjson

from pipeline import extractors
from pipeline.extractors import Page, platforms
from pipeline.kernels import names
from pipeline.readers import Request

# Levels of tags: one of 2,000 takes .08 s, one of 16,000 takes 7 s.
DEEP = 2000
# Names of tags and attributes: 20,000 take 1.2 s, 40,000 take 5 s.
MANY = 20_000
# Elements without content, and those that end where the next one begins: they nest in no depth.
_NAMES = """
area base br col embed hr img input link meta param source track wbr
p li dt dd tr td th option thead tbody tfoot
"""
_FLAT = frozenset(_NAMES.split())
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
# Another one in each process: what it decides is where a page is read, and no text.
_SEED = np.uint64(int.from_bytes(os.urandom(8), "little"))


def may_be_slow(html: str) -> bool:
    """True for a page whose tags may be nested too deeply, or have too many names."""
    return is_deep(html) or has_many_names(html)


def has_many_names(html: str) -> bool:
    """True if a page may hold more than MANY names of tags and attributes; words count as names too."""
    # a name takes three bytes and what stands before it
    if len(html) < 4 * MANY:
        return False
    data = np.frombuffer(html.encode("utf-8", "surrogatepass"), np.uint8)
    return names.more_than(data, MANY, _SEED)


def is_deep(html: str) -> bool:
    """True if tags of a page may be nested more than DEEP levels.

    Most pages have fewer tags, and most others have fewer open at any place even if images and line breaks
    count; the names of the tags, which take longer to read, decide for the rest.
    """
    if html.count("<") - html.count("</") <= DEEP or _most_open(html) <= DEEP:
        return False
    depth = 0
    for closing, name in _TAG.findall(html):
        if name.lower() in _FLAT:
            continue
        depth = max(depth - 1, 0) if closing else depth + 1
        if depth > DEEP:
            return True
    return False


def _most_open(html: str) -> int:
    """The most tags that are open at any place, if every tag needs a closing one."""
    data = np.frombuffer(html.encode("utf-8", "replace") + b"  ", np.uint8)
    after = data[np.flatnonzero(data == ord("<")) + 1]
    is_letter = ((after | 0x20) >= ord("a")) & ((after | 0x20) <= ord("z"))
    steps = is_letter.astype(np.int64) - (after == ord("/"))
    opened = np.cumsum(steps)
    return int((opened - np.minimum.accumulate(np.minimum(opened, 0))).max(initial=0))


def main_content(html: str, url: str | None, request: Request) -> Page:
    """The main content of a page, read by another process.

    Raises TimeoutError after `request.max_seconds`, RuntimeError if the process fails.
    """
    question = {
        "html": html,
        "url": url,
        "extractor": request.extractor,
        "platforms": request.platforms,
    }
    path = os.pathsep.join(p for p in sys.path if p)
    try:
        done = subprocess.run(
            [sys.executable, "-c", "from pipeline.readers.watched import answer; answer()"],
            input=orjson.dumps(question),
            capture_output=True,
            timeout=request.max_seconds,
            env={**os.environ, "PYTHONPATH": path},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TimeoutError from None
    if done.returncode:
        raise RuntimeError(f"the process ended with {done.returncode}")
    return Page(**orjson.loads(done.stdout))


def answer() -> None:
    """Read one question, write the page: what the other process runs."""
    asked = orjson.loads(sys.stdin.buffer.read())
    platform = platforms.of_page(asked["html"], asked["url"]) if asked["platforms"] else None
    page = extractors.main_content(asked["html"], asked["extractor"], platform)
    sys.stdout.buffer.write(orjson.dumps(asdict(page)))
