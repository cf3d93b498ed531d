"""A tiny Korean and English corpus that every stage has something to do on; written in code, seeded."""

import json
from pathlib import Path
from random import Random

from malmoi.testing import contents as contents
from pipeline.demo.sample import Sample
from pipeline.demo.texts import originals

RECIPE = """
root: {root}
stages:
  ingest:
    shard_bytes: 20000
    max_record_bytes: 100000
    sources:
      - {{name: books, path: {folder}/books.jsonl, id_field: id, domain: books, priority: 1}}
      - {{name: web, path: {folder}/web.jsonl, domain: web, priority: 5}}
      - {{name: chat, path: {folder}/chat.jsonl, id_field: id, domain: chat, priority: 9}}
  scrub: {{}}
  rights: {{lists: [{{path: {folder}/hosts.txt, of: hosts, reason: asked}}]}}
  dedup_exact: {{}}
  dedup_paragraph: {{max_documents: 29}}
  dedup_fuzzy: {{}}
  import: {{files: [{{path: {folder}/scores.jsonl, columns: [edu]}}]}}
  filter: {{tiny: "chars < 3", foreign: "lang not in ['ko', 'en']"}}
  quality: {{positive: [books], negative: [chat], min_score: 0.05}}
  decontaminate: {{sets: [{{name: quiz, path: {folder}/quiz.jsonl, fields: [question]}}]}}
  mix: {{phases: [{{tokens: 30k, weights: {{books: 0.6, web: 0.4}}}}]}}
  tokenizer: {{vocab_size: 1000}}
  pack: {{seq_len: 64, shard_tokens: 12000}}
"""


def write(folder: Path, root: Path) -> Path:
    """Sources below `folder` and a recipe that runs them into `root`; returns the recipe's path."""
    folder.mkdir(parents=True, exist_ok=True)
    random, texts = Random(5), originals()
    chosen = [t for t in texts if t.genre in ("essay", "news", "howto")]
    others = [t for t in texts if t.genre in ("review", "math", "notice")]
    books = [{"id": f"b{i}", "text": t.body} for i, t in enumerate(chosen)]
    web = [
        {"text": t.body, "url": f"https://example.com/{i}"} for i, t in enumerate(chosen[::3])
    ]  # exact copies
    web += [{"text": t.body.replace(" ", "  ", 9) + " 끝"} for t in chosen[::4]]  # near copies
    web += [
        {"text": f"{t.body} 문의는 a{i}@mail.example.net으로, 010-2345-6{i:03d}입니다."}
        for i, t in enumerate(others)
    ]
    web += [
        {
            "text": f"{t.body}\n저작권자 © 뉴스, 무단 전재 및 재배포 금지",
            "url": f"https://news.example.org/{i}",
        }
        for i, t in enumerate(others[:3])
    ]
    web += [{"text": f"{i}쪽\n이 줄은 서른 장이 넘는 쪽의 끝에 똑같이 서 있다"} for i in range(31)]
    web += [{"text": ""}, {"text": None}, {"text": 7}, {"no": "text"}, {"text": "짧다"}]
    talk = Sample(3)
    lines = [
        "ㅋㅋㅋ 진짜 대박임 ㄹㅇ 미쳤다",
        "omg lol i cant even rn bruh",
        "아 몰라 귀찮음 내일 할래 ㅠㅠ",
        "gg ez next pls",
    ]
    chat = [
        {"id": f"c{i}", "text": "\n".join(talk.random.choices(lines, k=8)) + str(i)}
        for i in range(30)
    ]
    for name, rows in (("books", books), ("web", web), ("chat", chat)):
        random.shuffle(rows)
        data = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(
            data + ("{broken\n" if name == "web" else ""), encoding="utf-8"
        )
    (folder / "hosts.txt").write_text("news.example.org\n", encoding="utf-8")
    scores = [{"id": row["id"], "edu": i % 6} for i, row in enumerate([*books, *chat]) if i % 3]
    lines_of_scores = "".join(json.dumps(row) + "\n" for row in scores)
    (folder / "scores.jsonl").write_text(lines_of_scores, encoding="utf-8")
    question = chosen[3].body.replace("\n", " ")[:120]  # stands in that book
    quiz = json.dumps({"question": question}, ensure_ascii=False)
    (folder / "quiz.jsonl").write_text(quiz, encoding="utf-8")
    recipe = folder / "recipe.yaml"
    recipe.write_text(RECIPE.format(folder=folder, root=root), encoding="utf-8")
    return recipe
