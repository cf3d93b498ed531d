"""`python -m benchmarks.siblings`: other questions of the same exams, which decontamination should keep.

Half of the questions of each exam are the test set, the other half are documents. What goes is listed by
share: at 1 the exam asks a question twice; below, two questions share a passage or a template."""

import json
import random
import tempfile
from pathlib import Path

import polars as pl
import zstandard

from benchmarks.heldout import folder
from pipeline import recipe as recipes
from pipeline.core.dataset import Dataset
from pipeline.executors.local import LocalExecutor

EXAMS = {
    "mmlu_test": ["question", "A", "B", "C", "D"],
    "kmmlu_fewshot": ["question", "A", "B", "C", "D"],
    "arc_challenge": ["question"],
    "mbpp": ["question"],
}
BANDS = ((1.0, 1.01), (0.8, 1.0), (0.6, 0.8))


def main() -> None:
    """Print, for each exam, the documents, and the removed ones by the share of the item that they hold."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        numbers = {exam: _halves(work, exam, fields) for exam, fields in EXAMS.items()}
        sets = ", ".join(
            f"{{name: {exam}, path: {exam}.items.jsonl, fields: [{', '.join(fields)}]}}"
            for exam, fields in EXAMS.items()
        )
        sources = ", ".join(f"{{name: {exam}, path: {exam}.jsonl, id_field: id}}" for exam in EXAMS)
        (work / "r.yaml").write_text(
            f"root: root\nstages:\n  ingest: {{sources: [{sources}]}}\n  decontaminate: {{sets: [{sets}]}}\n"
        )
        read = recipes.read(work / "r.yaml", str(work / "root"))
        corpus = recipes.run(read, executor=LocalExecutor())
        found = Dataset(corpus.documents.store, "decontaminate/evidence").table()
        best = pl.DataFrame(found).group_by("removed_id").agg(share=pl.col("measure").max())
        print(
            "| exam | documents | removed at 1 | at .8 to 1 | at .6 to .8 |\n|---|---|---|---|---|"
        )
        for exam, num in numbers.items():
            shares = best.filter(pl.col("removed_id").str.starts_with(f"{exam}-"))["share"]
            counts = [int(((shares >= low) & (shares < high)).sum()) for low, high in BANDS]
            print(f"| {exam} | {num:,} | {' | '.join(f'{c:,}' for c in counts)} |")


def _halves(work: Path, exam: str, fields: list[str]) -> int:
    """Write half of an exam as items and the other half as documents; the number of documents."""
    path = folder() / "wide" / "benchmarks" / f"{exam}.jsonl.zst"
    with zstandard.open(path, "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream]
    rows = list({str(row["question"]): row for row in rows}.values())
    random.Random(3).shuffle(rows)
    half = len(rows) // 2
    items, others = rows[:half], rows[half:]
    (work / f"{exam}.items.jsonl").write_text("".join(json.dumps(r) + "\n" for r in items))
    texts = ("\n".join(str(row[f]) for f in fields) for row in others)
    lines = (json.dumps({"id": f"{exam}-{i}", "text": t}) + "\n" for i, t in enumerate(texts))
    (work / f"{exam}.jsonl").write_text("".join(lines))
    return len(others)


if __name__ == "__main__":
    main()
