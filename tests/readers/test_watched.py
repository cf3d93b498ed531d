"""Pages of deeply nested tags: recognized before they are parsed, read apart, rejected when time is over."""

import time
from pathlib import Path

import pytest

from pipeline.readers import watched
from tests.faults.outcome import ingest
from tests.readers.samples import PAGE

TEXT = "그는 학교에서 돌아와 창가에 앉았다."


def nested(depth: int, name: str = "div") -> str:
    return f"<html><body>{f'<{name}>' * depth}<p>{TEXT}</p>{f'</{name}>' * depth}</body></html>"


@pytest.mark.parametrize(
    ("html", "deep"),
    [
        (PAGE, False),
        (nested(100), False),
        (nested(watched.DEEP + 10), True),
        (nested(watched.DEEP + 10, "SPAN"), True),
        ("<div>" * 5000, True),
        ("<div></div>" * 5000, False),
        # Elements that need no end do not nest.
        ("<p>가<br><img src=a>" * 5000, False),
        ("<ul>" + "<li>가" * 5000 + "</ul>", False),
        ("a < b " * 5000, False),
        ("</div>" * 5000 + "<div>" * 100, False),
    ],
)
def test_depth_is_known_before_a_page_is_parsed(html: str, deep: bool) -> None:
    assert watched.is_deep(html) == deep


def test_deep_page_is_read_apart_and_one_too_slow_is_a_reject(tmp_path: Path) -> None:
    files = {
        "a.html": PAGE.encode(),
        "b.html": nested(2500).encode(),
        "c.html": nested(60_000).encode(),
    }
    started = time.monotonic()
    out = ingest(tmp_path, files, max_seconds_per_record=12)
    assert time.monotonic() - started < 60
    assert [d["file"] for d in out.documents] == ["a.html", "b.html"]
    assert out.texts[1] == TEXT
    assert [(r["file"], r["reason"]) for r in out.rejects] == [("c.html", "too_slow")]
