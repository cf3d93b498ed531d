"""Forgetting removes every trace, moves nothing else, and nothing comes back."""

import json
import shutil
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

import malmoi
from malmoi.testing import contents
from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.core.errors import JobError, RecipeError
from pipeline.core.forgotten import FORGOTTEN, PREFIX
from pipeline.core.store import Store
from pipeline.executors.local import LocalExecutor
from pipeline.export import made
from pipeline.export.packed import opened
from pipeline.report.explain import story
from pipeline.report.verify import verify
from tests.forget import world

# Without what a run and its reports write anew, and the record of the removal.
APART = ("forgotten/",)


def run(hers: Path, root: Path, replace: bool = False) -> Corpus:
    recipe = recipes.read(hers / "recipe.yaml", str(root))
    return recipes.run(recipe, executor=LocalExecutor(), replace_stale=replace)


def problems(root: Path) -> list[str]:
    return [p for found in verify(str(root)) for p in found.problems]


def tokens_by_document(root: Path) -> dict[tuple[str, int, int], tuple[int, bytes]]:
    """(id, epoch, begin) -> (place, ids) of every packed piece."""
    packed = opened(str(root), None)
    found = {}
    for shard in range(packed.rows.num_shards):
        flat = packed.ids(shard).ravel()
        for row in packed.index.read(shard).to_pylist():
            piece = flat[row["start"] : row["start"] + row["tokens"]]
            key = (row["id"], row["epoch"], row["begin"])
            found[key] = (shard, row["start"], piece.tobytes())
    return found


def test_the_search_finds_her_before(root: Path) -> None:
    found = world.traces(root, [*world.NEEDLES, *world.HERS])
    places = {name.rpartition("/")[0] for name, _ in found}
    assert {"ingest/documents", "ingest/rejects", "scrub/documents", "tokenizer/words"} <= places
    assert {"pack/train.index", "dedup_exact/marks", "dedup_exact/evidence"} <= places


@pytest.mark.parametrize("how", ["ids", "containing"])
def test_no_byte_of_the_root_holds_a_trace_afterwards(root: Path, how: str) -> None:
    if how == "ids":
        done = malmoi.forget(root, ids=world.HERS)
    else:
        done = malmoi.forget(root, containing=world.NEEDLES, max_share=1)
    assert done["removed"]["documents"] == len(world.HERS)
    wanted = [*world.HERS, *world.NEEDLES] if how == "containing" else world.HERS
    assert world.traces(root, wanted) == set()
    assert problems(root) == []


def test_everything_else_stays_as_it_was(root: Path, hers: Path) -> None:
    before = tokens_by_document(root)
    malmoi.forget(root, containing=world.NEEDLES, max_share=1)
    kept = {k: v for k, v in before.items() if k[0] not in world.HERS}
    assert len(kept) < len(before)
    assert tokens_by_document(root) == kept
    was, now = (Corpus.open(str(r)) for r in (hers / "root", root))
    columns = ["id", "text", "url", "title", "meta", "file", "record", "text_hash"]
    for shard in range(was.num_shards):
        old, new = was.columns(shard, columns).to_pylist(), now.columns(shard, columns).to_pylist()
        for a, b in zip(old, new, strict=True):
            assert a == b or a["id"] in world.HERS
    old, new = was.ledger(), now.ledger()
    same = old["id"].is_in(world.HERS).not_()
    assert old.filter(same).equals(new.filter(same))
    assert set(new.filter(~same)["drop_reason"]) == {FORGOTTEN}
    assert set(new.filter(~same)["dropped_by"]) == {"scrub"}


def test_the_tokens_become_padding(root: Path, hers: Path) -> None:
    before = opened(str(hers / "root"), None)
    malmoi.forget(root, ids=world.HERS)
    after, pad, padded = opened(str(root), None), before.arguments["pad"], 0
    for shard in range(before.rows.num_shards):
        old, new = before.ids(shard), after.ids(shard)
        assert old.shape == new.shape
        assert np.all(new[old != new] == pad)
        padded += int((old != new).sum())
        borders = before.arguments["borders"]
        assert before.rows.read(shard, [borders]).equals(after.rows.read(shard, [borders]))
    certificate = json.loads((root / "forgotten/0001.json").read_text())
    assert certificate["removed"]["packed"]["train"]["tokens"] == padded > 0


def test_the_same_run_again_changes_no_byte(root: Path, hers: Path) -> None:
    malmoi.forget(root, containing=world.NEEDLES, max_share=1)
    before = contents(root)
    corpus = run(hers, root)
    assert contents(root) == before
    assert not set(corpus.ledger()["id"]) & set(world.HERS)


def test_facts_are_those_of_the_rows(root: Path) -> None:
    malmoi.forget(root, ids=world.HERS)
    corpus = Corpus.open(str(root))
    living = corpus.documents.num_rows
    for _, marks in corpus.marks:
        facts, reasons = marks.commit["facts"], marks.table(["drop_reason"]).column(0)
        dropped = {
            v["values"].as_py(): v["counts"].as_py()
            for v in reasons.drop_null().value_counts()  # type: ignore[attr-defined]
        }
        assert (facts["in"], facts["dropped"]) == (living, dropped)
        living -= sum(dropped.values())
        assert facts["living"] == living
        receipts = [pq.read_metadata(root / p).metadata[b"malmoi"] for p in marks.paths]
        assert sum(json.loads(r)["facts"]["living"] for r in receipts) == living


def test_added_files_do_not_bring_her_back(root: Path, hers: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(hers, tmp_path / "in", ignore=shutil.ignore_patterns("root")))
    recipe = (folder / "recipe.yaml").read_text().replace(str(hers), str(folder))
    (folder / "recipe.yaml").write_text(recipe.replace("books.jsonl", "books*.jsonl"))
    shutil.rmtree(root)
    run(folder, root)
    malmoi.forget(root, ids=world.HERS)
    more = {"id": "b-new", "text": "새로 온 글이다. 바다와 산을 오가며 쓴 기록을 여기 남긴다. " * 4}
    (folder / "books2.jsonl").write_text(json.dumps(more, ensure_ascii=False) + "\n")
    corpus = run(folder, root)
    ids = set(corpus.ledger()["id"])
    assert "b-new" in ids
    assert world.traces(root, world.HERS) == set()
    assert problems(root) == []


def test_files_that_are_read_again_do_not_bring_her_back(root: Path, hers: Path) -> None:
    malmoi.forget(root, containing=world.NEEDLES, max_share=1)
    shutil.rmtree(root / "ingest")
    corpus = run(hers, root, replace=True)
    assert not set(corpus.ledger()["id"]) & set(world.HERS)
    assert world.traces(root, [*world.HERS, *world.NEEDLES]) == set()
    rejects = pq.read_table(root / "ingest/rejects").to_pylist()
    assert sum(r["reason"] == FORGOTTEN for r in rejects) == len(world.HERS)
    assert not [r for r in rejects if r["reason"] == FORGOTTEN and r["raw"]]


def test_a_root_with_the_list_of_another_one_reads_her_not(
    root: Path, hers: Path, tmp_path: Path
) -> None:
    malmoi.forget(root, ids=world.HERS)
    other = tmp_path / "other"
    (other / "forgotten").mkdir(parents=True)
    shutil.copy(root / "forgotten/list.json", other / "forgotten/list.json")
    corpus = run(hers, other)
    assert not set(corpus.ledger()["id"]) & set(world.HERS)


def test_stages_after_another_setting_leave_her_out(root: Path, hers: Path) -> None:
    malmoi.forget(root, ids=world.HERS)
    recipe = recipes.read(hers / "recipe.yaml", str(root), ["dedup_fuzzy.threshold=0.7"])
    corpus = recipes.run(recipe, executor=LocalExecutor(), replace_stale=True)
    assert not [i for t in corpus.living(["id"]) for i in t.column(0).to_pylist() if PREFIX in i]
    assert problems(root) == []


def test_scrub_again_leaves_her_out(root: Path, hers: Path) -> None:
    malmoi.forget(root, ids=world.HERS)
    recipe = recipes.read(hers / "recipe.yaml", str(root), ["scrub.max_per_document=500"])
    corpus = recipes.run(recipe, executor=LocalExecutor(), replace_stale=True)
    ledger = corpus.ledger()
    gone = ledger.filter(ledger["id"].str.starts_with(PREFIX))
    assert len(gone) == len(world.HERS)
    assert set(gone["drop_reason"]) == {FORGOTTEN}
    assert problems(root) == []


def test_the_same_text_goes_too_and_near_ones_are_listed(root: Path) -> None:
    done = malmoi.forget(root, ids=["she-2"])
    assert done["removed"]["how"] == {"asked": 1, "copy": 1}
    assert world.traces(root, ["she-2", "she-7"]) == set()


def test_near_ones_go_if_they_are_taken(root: Path) -> None:
    evidence = pq.read_table(root / "dedup_fuzzy/evidence").to_pylist()
    kept, removed = evidence[0]["kept_id"], evidence[0]["removed_id"]
    assert kept in malmoi.forget(root, ids=[removed], dry_run=True)["near"]
    done = malmoi.forget(root, ids=[removed], near="take")
    assert done["removed"]["how"]["near"] >= 1
    gone = {kept, removed}
    assert not gone & set(Corpus.open(str(root)).ledger()["id"])
    for path in root.glob("*/*/*.parquet"):
        table = pq.read_table(path)
        for name in {"id", "removed_id", "kept_id"} & set(table.column_names):
            assert not gone & set(table.column(name).to_pylist()), path


def test_by_address_and_by_author(root: Path) -> None:
    assert malmoi.forget(root, author="김 나비")["removed"]["how"] == {"asked": 1}
    done = malmoi.forget(root, url="http://nabi.example.org/")
    assert done["removed"]["how"] == {"asked": 5, "copy": 1}
    left = set(Corpus.open(str(root)).ledger()["id"]) & set(world.HERS)
    assert left == {"she-4", "she-8"}


def test_twice_is_once(root: Path) -> None:
    malmoi.forget(root, ids=world.HERS)
    before = contents(root)
    again = malmoi.forget(root, ids=world.HERS)
    assert again["removed"]["documents"] == 0
    assert contents(root) == before


def test_one_after_the_other_leaves_what_both_at_once_do(root: Path, hers: Path) -> None:
    malmoi.forget(root, ids=world.HERS[:4])
    malmoi.forget(root, ids=world.HERS[4:7])
    malmoi.forget(root, ids=[world.HERS[8]])
    assert problems(root) == []
    assert world.traces(root, world.HERS) == set()
    run(hers, root)
    assert malmoi.forget(root, ids=world.HERS)["removed"]["documents"] == 0


def test_explain_names_the_date_and_the_certificate(root: Path) -> None:
    malmoi.forget(root, ids=world.HERS)
    corpus = Corpus.open(str(root))
    told = story(corpus, "she-0")
    assert "forgotten on 2" in told
    assert "certificate forgotten/0001.json" in told
    with pytest.raises(RecipeError, match="no document has the id"):
        story(corpus, "nobody")


def test_exports_that_may_hold_her_are_named(root: Path, tmp_path: Path) -> None:
    store = Store(str(root))
    for name in ("out.jsonl", "gone.jsonl"):
        made.remember(store, tmp_path / name, "documents")
    (tmp_path / "out.jsonl").touch()
    done = malmoi.forget(root, ids=["she-0"])
    assert list(done["exports"]) == [str(tmp_path / "out.jsonl")]


def test_a_dry_run_changes_no_byte(root: Path) -> None:
    before = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}
    done = malmoi.forget(root, containing=world.NEEDLES, max_share=1, dry_run=True)
    assert done["removed"]["documents"] == len(world.HERS)
    assert {p: p.read_bytes() for p in root.rglob("*") if p.is_file()} == before


def test_ids_that_no_document_has_are_named(root: Path) -> None:
    with pytest.raises(RecipeError, match="2 of 3 ids belong to no document: nobody, none"):
        malmoi.forget(root, ids=["she-0", "nobody", "none"])
    done = malmoi.forget(root, ids=["she-0", "nobody"], skip_missing=True)
    assert done["removed"]["how"]["asked"] == 1


def test_a_needle_that_most_documents_hold_is_refused_without_its_words(root: Path) -> None:
    with pytest.raises(
        RecipeError, match=r"needle 2.* matches .* documents, more than 1\.00%"
    ) as e:
        malmoi.forget(root, containing=["김나비", "다"])
    assert "김나비" not in str(e.value)
    with pytest.raises(RecipeError, match="line 2: an empty needle"):
        malmoi.forget(root, containing=["김나비", " - "])


def test_a_root_in_use_is_left_alone(root: Path) -> None:
    from pipeline.core.store import Store
    from pipeline.recipe.lock import locked

    with locked(Store(str(root))), pytest.raises(JobError, match="another malmoi runs"):
        malmoi.forget(root, ids=world.HERS)
