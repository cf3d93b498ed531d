"""Documents with personal data, and a run of scrub over them."""

import json
from pathlib import Path
from typing import Any

import yaml

from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.executors.local import LocalExecutor
from pipeline.registry import KERNELS

KERNEL = KERNELS.kernel("pii", "re2")
DOCUMENTS = [
    {"id": "a", "text": "문의 kim@naver.com, 010-2345-6789", "title": "김민지 kim@naver.com"},
    {"id": "b", "text": "아무것도 없는 글", "url": "https://u:pw123@h.com/?q=010-2345-6789"},
    {"id": "c", "text": "사업자등록번호 220-81-62517", "m": {"p": ["010-2345-6789", 7], "n": None}},
    {"id": "d", "text": "주민등록번호 900101-1234567"},
    {"id": "e", "text": "a@b.com c@d.com e@f.com g@h.com"},
    {"id": "f", "text": "이미 <|PI:EMAIL|> 가 있다", "title": "<|PI:PHONE|>"},
]


def run(
    folder: Path,
    replace_stale: bool = False,
    documents: Any = DOCUMENTS,
    trusted: bool = False,
    **scrub: Any,
) -> Corpus:
    folder.mkdir(exist_ok=True)
    lines = "".join(json.dumps(d, ensure_ascii=False) + "\n" for d in documents)
    (folder / "in.jsonl").write_text(lines)
    source = {
        "name": "s",
        "path": str(folder / "in.jsonl"),
        "id_field": "id",
        "trusted": trusted,
    }
    recipe = {
        "root": str(folder / "root"),
        "stages": {"ingest": {"sources": [source]}, "scrub": scrub},
    }
    (folder / "recipe.yaml").write_text(yaml.safe_dump(recipe))
    return recipes.run(
        recipes.read(folder / "recipe.yaml"), replace_stale=replace_stale, executor=LocalExecutor()
    )


def rows(corpus: Corpus) -> dict[str, dict[str, Any]]:
    return {r["id"]: r for r in corpus.documents.table().to_pylist()}
