"""`malmoi explain` on stages of the user's own."""

import json
from pathlib import Path

import pyarrow as pa
import pytest

from malmoi import Corpus, Ingest, Job, Recipe, Source, Stage, run
from pipeline.core.errors import RecipeError
from pipeline.report.explain import story


class Witness(Stage):
    """Drop every document, and write evidence with the columns that a field lists."""

    act = "mark"

    columns: tuple[str, ...] = ()

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        function = accuse_fully if self.columns else accuse_briefly
        return job.mark(function, corpus, ("id",), sides=("evidence",))


def accuse_briefly(living: pa.Table) -> dict[str, pa.Table]:
    reasons = pa.table({"drop_reason": pa.array(["witness"] * len(living))})
    return {"marks": reasons, "evidence": pa.table({"removed_id": living.column("id")})}


def accuse_fully(living: pa.Table) -> dict[str, pa.Table]:
    tables = accuse_briefly(living)
    evidence = tables["evidence"]
    for name, value in (("kept_id", "original"), ("measure", 0.5), ("rule", "seen")):
        evidence = evidence.append_column(name, pa.array([value] * len(living)))
    return {**tables, "evidence": evidence}


@pytest.mark.parametrize(("columns", "shown"), [((), False), (("kept_id",), True)])
def test_evidence_of_a_stage_is_shown_if_it_has_the_columns_of_evidence(
    columns: tuple[str, ...], shown: bool, tmp_path: Path
) -> None:
    line = json.dumps({"id": "a", "text": "산에 오르는 길은 두 갈래다."}, ensure_ascii=False)
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    source = Source(name="a", path=str(tmp_path / "a.jsonl"), id_field="id")
    stages = (Ingest(sources=(source,)), Witness(columns=columns))
    explained = story(run(Recipe.of(tmp_path / "root", *stages, executor="local")), "a")
    assert "OUT: dropped by witness: witness" in explained
    assert ("for: original  (seen = 0.5000)" in explained) == shown


def test_a_url_names_its_document_and_several_documents_are_listed(tmp_path: Path) -> None:
    rows = [
        ("a", "https://x.kr/1"),
        ("b", "https://x.kr/2"),
        ("c", "https://x.kr/2"),
        ("d://e", ""),
    ]
    lines = [
        json.dumps({"id": i, "url": u, "text": f"{i} 글이다"}, ensure_ascii=False) for i, u in rows
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    source = Source(name="a", path=str(tmp_path / "a.jsonl"), id_field="id", url_field="url")
    corpus = run(Recipe.of(tmp_path / "root", Ingest(sources=(source,)), executor="local"))
    assert story(corpus, "https://x.kr/1") == story(corpus, "a")
    assert story(corpus, "d://e").startswith("document  d://e\n")
    with pytest.raises(RecipeError, match=r"2 documents have this url; give an id: b, c$"):
        story(corpus, "https://x.kr/2")
    with pytest.raises(RecipeError, match=r"no document has the id 'https://x.kr/3'"):
        story(corpus, "https://x.kr/3")
