"""Sampled documents are those that were asked for, with what decided."""

import json
import re
import subprocess
import unicodedata
from pathlib import Path

import polars as pl
import pytest

from malmoi import Ingest, Recipe, Source, run
from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.core.errors import RecipeError
from pipeline.executors.local import LocalExecutor
from pipeline.report import sample_page
from pipeline.report.explain import story
from pipeline.report.sample import Sampled, Wanted, sampled
from pipeline.report.search import search
from tests.cli.processes import MALMOI, malmoi
from tests.faults.outcome import ingest


def dropped(corpus: Corpus) -> pl.DataFrame:
    return corpus.ledger().filter(pl.col("dropped_by").is_not_null())


def test_every_reason_can_be_sampled_whole(corpus: Corpus) -> None:
    for (stage, reason), rows in dropped(corpus).group_by("dropped_by", "drop_reason"):
        found = sampled(corpus, Wanted(str(stage), str(reason)), 1000)
        assert {one.facts["id"] for one in found} == set(rows["id"])
        assert all(one.facts["drop_reason"] == reason for one in found)
        if stage == "dedup_fuzzy":
            assert all(one.copy and one.copy[2] for one in found)
        if stage == "quality" and reason not in ("language",):
            assert all("bound=" in one.decided for one in found), reason


def test_the_living_by_language_and_source(corpus: Corpus) -> None:
    living = corpus.ledger().filter(pl.col("dropped_by").is_null(), pl.col("source") == "books")
    found = sampled(corpus, Wanted(source="books", living=True), 1000)
    assert {one.facts["id"] for one in found} == set(living["id"])
    texts = {row["id"]: row["text"] for row in corpus.table(["id", "text"]).to_pylist()}
    assert all(one.text == texts[one.facts["id"]] for one in found)


def test_a_seed_draws_the_same_and_another_others(corpus: Corpus) -> None:
    def ids(number: int, seed: int) -> list[str]:
        return [one.facts["id"] for one in sampled(corpus, Wanted(), number, seed)]

    assert ids(5, 1) == ids(5, 1) == ids(9, 1)[:5]
    assert ids(5, 1) != ids(5, 2)


def test_spans_of_evaluation_items_hold_the_item(corpus: Corpus, sources: Path) -> None:
    question = json.loads((sources / "quiz.jsonl").read_text(encoding="utf-8"))["question"]
    asked = "".join(question.split())
    found = sampled(corpus, Wanted("decontaminate"), 1000)
    for one in found:
        assert one.spans
        for start, end, _ in one.spans:
            held = "".join(one.text.encode()[start:end].decode().split())
            assert len(held) > 20
            assert held in asked or asked in held


def test_nothing_that_fits_names_what_there_is(corpus: Corpus) -> None:
    with pytest.raises(RecipeError, match=r"dropped by quality nosuch; there are: quality \w+ \("):
        sampled(corpus, Wanted("quality", "nosuch"), 5)
    with pytest.raises(RecipeError, match=r"dropped by mix; --living draws from what lives$"):
        sampled(corpus, Wanted("mix"), 5)
    with pytest.raises(RecipeError, match="no document has the source 'nosuch'"):
        sampled(corpus, Wanted(source="nosuch", living=True), 5)


def test_the_page_escapes_texts_and_marks_masks_spans_and_differences(tmp_path: Path) -> None:
    facts = {
        "id": "<b>",
        "lang": "ko",
        "source": "s",
        "bytes": 9,
        "dropped_by": "x",
        "drop_reason": "y",
    }
    one = Sampled(
        facts, "<script>가 <|PI:EMAIL|> 나", "value=1", ((8, 11, 'it"em'), (9, 12, "next"))
    )
    two = Sampled(facts, "같은 글 하나", copy=("o", "(jaccard = .9)", "같은 글 둘"))
    page = tmp_path / "new" / "page.html"
    sample_page.write(page, "root", [one, two])
    text = page.read_text(encoding="utf-8")
    assert "<script>" not in text
    assert '&lt;script&gt;<mark title="it&quot;em">가</mark><mark title="next"> </mark>' in text
    assert '<mark class="mask">&lt;|PI:EMAIL|&gt;</mark> 나' in text
    assert "<del>하나</del> <ins>둘</ins>" in text
    assert not re.search(r"https?://", text)


def test_the_page_masks_names_of_documents_and_needs_scrub(tmp_path: Path) -> None:
    facts = {"lang": "ko", "source": "s", "bytes": 9, "dropped_by": None, "drop_reason": None}
    ids = ["s/이력서_010-2345-6789.txt#1", "s/사본_010-2345-6789.txt#1"]
    one = Sampled({"id": ids[0], **facts}, "가", copy=(ids[1], "(jaccard = .9)", "나"))
    sample_page.write(tmp_path / "page.html", "root", [one])
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "6789" not in text
    assert text.count("&lt;|PI:PHONE|&gt;.txt#1") == 2
    with pytest.raises(RecipeError, match=r"--html .*; name a file in a folder"):
        sample_page.write(tmp_path / "page.html" / "x", "root", [one])
    ingest(tmp_path, {"a.jsonl": b'{"text": "call 010-2345-6789"}\n'})
    done = malmoi("sample", tmp_path / "root", "--living", "--html", tmp_path / "b.html")
    assert done.returncode == 2
    assert "scrub has not run" in done.stderr
    assert not (tmp_path / "b.html").exists()


def test_search_finds_what_a_scan_finds(corpus: Corpus) -> None:
    ledger = corpus.ledger()
    rows = [
        row
        for shard in range(corpus.num_shards)
        for row in corpus.columns(shard, ["id", "text", "title", "url"]).to_pylist()
    ]
    for words in ("문의는", "EXAMPLE.com/1", "b1", "OMG lol", "<|pi:phone|>", "한글"):
        expected = [
            row["id"]
            for row in rows
            if any(words.lower() in (v or "").lower() for v in row.values())
        ]
        hits = list(search(corpus, words))
        assert [hit.facts["id"] for hit in hits] == expected
        assert all(hit.words.lower() == words.lower() for hit in hits)
    assert len(ledger) == len(rows)
    assert list(search(corpus, "없는 낱말들이다")) == []


def test_commands_print_documents_and_json(finished: Path) -> None:
    printed = malmoi("sample", finished, "--stage", "dedup-fuzzy", "-n", "2")
    assert printed.stdout.count("copy of ") == 2
    lines = malmoi("sample", finished, "-n", "3", "--json").stdout.splitlines()
    assert [len(json.loads(line)["facts"]) for line in lines] == [7, 7, 7]
    none = malmoi("search", finished, "없는 낱말들이다")
    assert (none.returncode, none.stdout) == (1, "no document holds '없는 낱말들이다'\n")
    refused = malmoi("sample", finished, "--stage", "nosuch")
    assert "stages with marks are: " in refused.stderr
    both = malmoi("sample", finished, "--living", "--reason", "x")
    assert both.returncode == 2


def test_texts_that_scrub_has_yet_to_mask_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("전화는 010-2345-6789입니다. 꼭 연락 주세요.", encoding="utf-8")
    recipe = tmp_path / "r.yaml"
    sources = "{sources: [{name: a, path: a.txt}]}"
    recipe.write_text(f"stages:\n  ingest: {sources}\n  scrub: {{}}\n", encoding="utf-8")
    read = recipes.read(recipe, str(tmp_path / "root"))
    recipes.run(read, only="ingest", executor=LocalExecutor())
    for command in (["sample", "--living"], ["search", "전화"], ["diff", str(tmp_path / "root")]):
        name, *rest = command
        done = malmoi(name, tmp_path / "root", *rest)
        assert (done.returncode, "2345" in done.stdout + done.stderr) == (2, False)
        assert "run `malmoi scrub RECIPE` first" in done.stderr
    recipes.run(read, executor=LocalExecutor())
    assert "<|PI:PHONE|>" in malmoi("sample", tmp_path / "root", "--living").stdout


def test_ids_of_files_named_on_a_mac_are_found_as_they_look(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "한글이름")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / f"{name}.txt").write_text("İİİ 이스탄불에 갔다.", encoding="utf-8")
    source = Source(name="a", path=str(tmp_path / "in"))
    corpus = run(Recipe.of(tmp_path / "root", Ingest(sources=(source,)), executor="local"))
    for words in ("한글이름", name):
        (hit,) = search(corpus, words)
        assert hit.column == "id"
        assert unicodedata.normalize("NFC", hit.words) == "한글이름"
    (hit,) = search(corpus, "이스탄불에")
    assert (hit.before, hit.words) == ("İİİ ", "이스탄불에")
    document = corpus.ledger()["id"][0]
    assert story(corpus, unicodedata.normalize("NFC", document)) == story(corpus, document)


def test_a_reader_that_has_enough_is_no_error(finished: Path) -> None:
    shown = (
        f"{MALMOI} sample {finished} --living -n 100 --whole | head -n 1; exit ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(["bash", "-c", shown], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
