"""A needle that stands only in the notices of a page, outside its text, is found and removed."""

from pathlib import Path

import pyarrow.parquet as pq

import malmoi
from pipeline import recipe as recipes
from pipeline.executors.local import LocalExecutor

PAGE = """<!doctype html><html lang=ko><head><title>강변 산책</title></head><body>
<article><p>{body}</p></article>
<footer>저작권자 ⓒ {name}, 무단 전재 및 재배포 금지</footer></body></html>"""
BODY = "저녁마다 강가를 걸으며 오늘 배운 것을 하나씩 떠올려 본다. 물은 쉬지 않고 흐른다. " * 5


def test_notice_of_a_page_is_searched_and_blanked(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number, name in enumerate(["홍나비달", "강물신문", "들꽃일보"]):
        body = f"{number}번째 글이다. {BODY}"
        (pages / f"{number}.html").write_text(PAGE.format(body=body, name=name), encoding="utf-8")
    root = tmp_path / "root"
    (tmp_path / "r.yaml").write_text(
        f"root: {root}\nstages:\n  ingest: {{sources: [{{name: p, path: {pages}}}]}}\n"
        "  scrub: {}\n  rights: {}\n",
        encoding="utf-8",
    )
    recipes.run(recipes.read(tmp_path / "r.yaml"), executor=LocalExecutor())
    texts = pq.read_table(root / "scrub/documents", columns=["text"]).column(0).to_pylist()
    assert not any("홍나비달" in text for text in texts)
    done = malmoi.forget(root, containing=["홍나비달"], max_share=1)
    assert done["removed"]["documents"] == 1
    for file in root.rglob("*.parquet"):
        assert "홍나비달" not in str(pq.read_table(file).to_pylist()), file
