"""Tables of what came in: documents that the splits of a source share, and files to hand on."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.executors.local import LocalExecutor
from pipeline.report import page
from pipeline.report.queries import Findings
from tests.cli.processes import malmoi
from tests.faults.outcome import ingest, write


def label(texts: list[str]) -> bytes:
    """A zip archive of labels, as AI Hub packs them: one JSON a document."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for i, text in enumerate(texts):
            archive.writestr(f"{i}.json", json.dumps({"text": text}))
    return out.getvalue()


@pytest.mark.parametrize(
    "splits",
    [("1.Training", "2.Validation", "Sample"), ("01_train", "validation", "3. Sample_220801")],
)
def test_copies_between_splits_are_counted_and_exact_dedup_removes_them(
    tmp_path: Path, splits: tuple[str, str, str]
) -> None:
    train, valid, sample = splits
    files = {
        f"01.데이터/{train}/라벨링데이터/TL1.zip": label(["하나", "둘", "셋", "셋"]),
        f"01.데이터/{valid}/라벨링데이터/VL1.zip": label(["둘", "넷"]),
        f"{sample}/s.json": json.dumps({"text": "하나"}).encode(),
        "읽어 보기.txt": "설명".encode(),
    }
    write(tmp_path / "in", files)
    source = {"name": "s", "path": str(tmp_path / "in")}
    stages = {"ingest": {"sources": [source]}, "dedup_exact": {}}
    recipe = {"root": str(tmp_path / "root"), "stages": stages}
    (tmp_path / "recipe.yaml").write_text(json.dumps(recipe))
    corpus = recipes.run(recipes.read(tmp_path / "recipe.yaml"), executor=LocalExecutor())
    findings = Findings(corpus)
    rows = {documents: again for _, _, documents, again in findings.inflow.splits.rows()}
    assert rows == {4: 2, 2: 1, 1: 1}
    assert len(corpus.table(["id"])) == len({"하나", "둘", "셋", "넷", "설명"})
    assert "Copies between splits" in malmoi("show", tmp_path / "root").stdout
    assert "Copies between splits" in page.page(corpus)


def test_source_without_splits_has_no_such_table(tmp_path: Path) -> None:
    ingest(tmp_path, {"training/a.txt": b"a", "notes/sampled/b.txt": b"a"})
    assert not len(Findings(Corpus.open(str(tmp_path / "root"))).inflow.splits)


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ("s/a.zip!b.rar", "; ingest rejected that record or file: rar_unsupported"),
        ("B.RAR", "; ingest rejected: s/a.zip!b.rar (rar_unsupported)"),
        ("s/c.jsonl#2", "; ingest rejected that record or file: json"),
        ("s/c.jsonl", "; ingest rejected that record or file: json, no_text"),
        (
            "s/c.jsonl#4",
            "; malmoi search {root} 's/c.jsonl#4' looks for it in texts, titles and urls",
        ),
    ],
)
def test_explain_of_what_was_rejected_names_the_reasons(
    tmp_path: Path, document: str, why: str
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("b.rar", b"Rar!\x1a\x07\x00")
    lines = b'{"text": "one"}\n{broken\n{"other": 1}\n'
    ingest(tmp_path, {"a.zip": packed.getvalue(), "c.jsonl": lines})
    done = malmoi("explain", tmp_path / "root", document)
    assert (done.returncode, done.stderr) == (
        2,
        f"malmoi: no document has the id {document!r}{why.format(root=tmp_path / 'root')}\n",
    )
