"""A small root in two languages, held-out text of both, and a tokenizer from outside."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import recipe as recipes
from pipeline.core.progress import Progress, Silent
from pipeline.effect.compare import compare
from pipeline.effect.recipe import read
from pipeline.executors.local import LocalExecutor
from tests.kernels.test_parity import trained

SYLLABLES = "학도서사람시장강물아침저녁나무편지기차마을음악그림생선가게바다하늘약속"
KO = [
    a + b for a in SYLLABLES for b in SYLLABLES
]  # a language with more to learn than a root holds
JOSA = ["이", "가", "을", "를", "에", "에서", "와", "도"]
ENDS = ["갔다.", "왔다.", "보았다.", "만났다.", "기다렸다.", "좋아했다.", "말했다.", "남았다."]
EN = "river school letter wind train village music student teacher shop sea sky of and with".split()  # noqa: SIM905


def korean(source: random.Random) -> str:
    """A few sentences whose words depend on the word before."""
    sentences = []
    for _ in range(source.randrange(4, 9)):
        at, words = source.randrange(len(KO)), list[str]()
        for _ in range(source.randrange(2, 5)):
            words.append(KO[at] + JOSA[(at + source.randrange(2)) % len(JOSA)])
            at = (at * 3 + source.randrange(12)) % len(KO)
        sentences.append(" ".join([*words, ENDS[at % len(ENDS)]]))
    return " ".join(sentences)


def english(source: random.Random) -> str:
    """The same in English."""
    at, words = source.randrange(len(EN)), []
    for _ in range(source.randrange(30, 60)):
        words.append(EN[at])
        at = (at * 5 + source.randrange(3)) % len(EN)
    return " ".join(words) + "."


def write(path: Path, texts: Iterator[str] | list[str]) -> Path:
    path.write_text(
        "".join(json.dumps({"text": t}, ensure_ascii=False) + "\n" for t in texts), "utf-8"
    )
    return path


@pytest.fixture(scope="session")
def effect_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `root`, held_ko.jsonl, held_en.jsonl and tokenizer.json."""
    home, source = tmp_path_factory.mktemp("effect"), random.Random(4)
    texts = [korean(source) for _ in range(900)]
    write(home / "ko.jsonl", [*texts, *texts[:40], *(f"짧은 글 {i}." for i in range(60))])
    write(home / "en.jsonl", [english(source) for _ in range(300)])
    write(home / "held_ko.jsonl", [korean(source) for _ in range(60)])
    write(home / "held_en.jsonl", [english(source) for _ in range(60)])
    (home / "tokenizer.json").write_bytes(trained().read_bytes())
    sources = [{"name": n, "path": f"{n}.jsonl"} for n in ("ko", "en")]
    recipe = {
        "root": str(home / "root"),
        "stages": {
            "ingest": {"sources": sources},
            "scrub": {},
            "dedup_exact": {},
            "filter": {"short": "chars < 30"},
        },
    }
    (home / "r.yaml").write_text(json.dumps(recipe), encoding="utf-8")
    recipes.run(recipes.read(home / "r.yaml"), executor=LocalExecutor())
    return home


def compared(
    home: Path, out: Path, progress: Progress | None = None, **fields: Any
) -> dict[str, Any]:
    """The result of a comparison of the arms of the small root, one arm of all unless the fields say more."""
    recipe = {
        "tokenizer": str(home / "tokenizer.json"),
        "strata": [{"name": "held_ko", "path": str(home / "held_ko.jsonl")}],
        "arms": {"all": "all"},
        "seeds": [1],
        "order": 4,
        "execution": {"executor": "local", "workers": 1},
        **fields,
    }
    out.mkdir(exist_ok=True)
    (out / "e.yaml").write_text(json.dumps(recipe), encoding="utf-8")
    return compare(
        read(out / "e.yaml"), str(home / "root"), str(out / "effect"), progress or Silent()
    )
