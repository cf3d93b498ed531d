"""Figures of a card are those of the ledger."""

import json
from pathlib import Path

import polars as pl
import pytest

import malmoi
from pipeline.card.amounts import amounts
from pipeline.card.facts import MOST_HOSTS, _hosts, facts
from pipeline.core.corpus import Corpus
from pipeline.core.errors import MalmoiError
from pipeline.core.store import Store
from pipeline.export import documents


def test_amounts_are_sums_of_the_ledger(corpus: Corpus) -> None:
    found, ledger = facts(corpus), corpus.ledger()
    living = ledger.filter(pl.col("dropped_by").is_null())
    assert (found.came.documents, found.came.bytes) == (len(ledger), ledger["bytes"].sum())
    assert (found.stays.documents, found.stays.bytes) == (len(living), living["bytes"].sum())
    for named in (found.languages, found.domains, found.licenses):
        assert sum(n.documents for n in named) == len(living)
        assert sum(n.bytes for n in named) == living["bytes"].sum()
    by_source = dict(living.group_by("source").agg(pl.len()).iter_rows())
    assert {s.name: s.stays.documents for s in found.sources if s.stays.documents} == by_source


def test_every_lost_document_has_its_reason(corpus: Corpus) -> None:
    found = facts(corpus)
    lost = found.came.documents - found.stays.documents
    assert sum(r.documents for r in found.removed) == lost > 0
    assert found.rejected > 0
    assert found.test_sets == ("quiz",)


def test_licences_are_those_that_rights_found(tmp_path: Path) -> None:
    rows = [("하나", "MIT"), ("둘", "CC-BY-4.0"), ("셋", "")]
    lines = [{"text": f"{word} 번째 글이다. 강가를 걸었다.", "lic": lic} for word, lic in rows]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    source = malmoi.Source(name="in", path=str(tmp_path / "in.jsonl"), license="CC-BY-SA-4.0")
    stages = (malmoi.Ingest(sources=(source,)), malmoi.Scrub(), malmoi.Rights(license_field="lic"))
    found = malmoi.run(malmoi.Recipe.of(tmp_path / "root", *stages, executor="local"))
    names = {n.name: n.documents for n in facts(found).licenses}
    assert names == {"MIT": 1, "CC-BY-4.0": 1, "CC-BY-SA-4.0": 1}
    (of_source,) = facts(found).sources
    assert set(of_source.licenses) == set(names)
    documents.export(found, tmp_path / "out.parquet")
    exported = pl.read_parquet(tmp_path / "out.parquet")
    assert set(exported["rights.license"]) == set(names)
    assert "page_rights" not in exported.columns


def test_hosts_are_those_of_living_documents(corpus: Corpus) -> None:
    table = corpus.table(["source", "url", "bytes"])
    urls = [u for u in table.column("url").to_pylist() if u]
    sums = amounts(corpus).hosts
    assert sums.filter(pl.col("host") == "example.com")["documents"].sum() == len(urls)
    assert sums["documents"].sum() == len(table)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Example.com:8080/a?b#c", "example.com"),
        ("http://user:key@news.example.co.kr/", "news.example.co.kr"),
        ("blog.example.com/post/1", "blog.example.com"),
        ("https://한국.kr/글", "한국.kr"),
        ("urn:isbn:1", None),
        (None, None),
    ],
)
def test_host_of_an_address(url: str | None, host: str | None) -> None:
    from pipeline.card.amounts import _HOST

    frame = pl.DataFrame({"url": [url]}, schema={"url": pl.String})
    assert frame.select(pl.col("url").str.extract(_HOST).str.to_lowercase()).item() == host


@pytest.mark.parametrize("num", [1, 10, 11, 25_000])
def test_a_tenth_of_the_hosts_is_listed(num: int) -> None:
    sums = pl.DataFrame(
        {
            "source": ["web"] * num,
            "host": [f"h{i:05d}.example" for i in range(num)],
            "documents": [1] * num,
            "bytes": list(range(num)),
        }
    )
    listed = list(_hosts(sums))
    assert len(listed) == min(MOST_HOSTS, -(-num // 10))
    assert listed[0].bytes == num - 1


def test_unfinished_run_has_no_card(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, finished: Path
) -> None:
    monkeypatch.setattr(Store, "read_json", lambda *_: {"state": "failed"})
    with pytest.raises(MalmoiError, match=r"last run did not finish.*malmoi run"):
        facts(corpus)


def test_names_with_personal_data_are_masked(corpus: Corpus) -> None:
    sums = pl.DataFrame(
        {"source": ["w"], "host": ["kim.010-1234-5678.example"], "documents": [1], "bytes": [1]}
    )
    (host,) = _hosts(sums)
    assert "1234" not in host.host
