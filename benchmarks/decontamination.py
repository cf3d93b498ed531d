"""`python -m benchmarks.decontamination`: planted evaluation items found, clean text left alone, and the
speed.

Items: KorQuAD and GSM8K questions, KLUE NLI and STS pairs. Each is planted, changed in one way, in a
document of its own; the clean text is documentation, novels and code, in which no item stands, and Korean
Wikipedia, of which some KorQuAD paragraphs were made: what goes there is listed."""

import json
import random
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.heldout import folder
from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.executors.local import LocalExecutor

SETS = {
    "korquad": ("benchmarks/korquad1/*.json", "data.paragraphs.qas", ["question"]),
    "gsm8k": ("benchmarks/gsm8k/test.jsonl", "", ["question"]),
    "nli": ("benchmarks/klue/klue-nli*.json", "", ["premise", "hypothesis"]),
    "sts": ("benchmarks/klue/klue-sts*.json", "", ["sentence1", "sentence2"]),
}
CLEAN = {"ko_docs_cpp": 0, "en_docs_cpp": 0, "en_novels": 0, "code_cpython": 0, "ko_wiki": 1}
SWAPS = dict(zip("은는이가을를의", "이가은는도도은", strict=True))
PER_SET = 400


def respaced(fields: list[str], rng: random.Random) -> str:
    """A third of the spaces gone, a tenth of the words parted."""
    text = " ".join(fields)
    text = "".join("" if c == " " and rng.random() < 0.33 else c for c in text)
    return re.sub("([가-힣]{3})([가-힣])", lambda m: m[1] + " " * (rng.random() < 0.1) + m[2], text)


def other_particles(fields: list[str], rng: random.Random) -> str:
    """Another particle at half of the words that end with one."""
    words = " ".join(fields).split()
    return " ".join(
        w[:-1] + SWAPS[w[-1]] if len(w) > 2 and w[-1] in SWAPS and rng.random() < 0.5 else w
        for w in words
    )


CHANGES: dict[str, Callable[[list[str], random.Random], str]] = {
    "as they are": lambda fields, rng: "\n".join(fields),
    "order of the fields": lambda fields, rng: " / ".join(reversed(fields)),
    "case, punctuation": lambda fields, rng: re.sub(r"[,.?!]", " ", " ".join(fields)).upper(),
    "spacing": respaced,
    "particles": other_particles,
    "spacing and particles": lambda fields, rng: respaced([other_particles(fields, rng)], rng),
}
ENGLISH = ("as they are", "order of the fields", "case, punctuation")


def main() -> None:
    """Print recall by set and change, removals of clean text, and the speed."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        planted = plant(work)
        sources = ["{name: planted, path: planted.jsonl, id_field: id}"]
        sources += [f"{{name: {n}, path: {folder().resolve()}/jsonl/{n}.jsonl.zst}}" for n in CLEAN]
        sets = ", ".join(
            _set_of(n, path, records, fields) for n, (path, records, fields) in SETS.items()
        )
        (work / "r.yaml").write_text(
            f"root: root\nstages:\n  ingest: {{sources: [{', '.join(sources)}]}}\n"
            f"  decontaminate: {{sets: [{sets}]}}\n"
        )
        read = recipes.read(work / "r.yaml", str(work / "root"))
        recipes.run(read, executor=LocalExecutor())
        corpus = Corpus.open(str(work / "root"))
        found = Dataset(corpus.documents.store, "decontaminate/evidence").table().to_pylist()
        (work / "root/log.jsonl").unlink()
        recipes.run(
            recipes.read(work / "r.yaml", str(work / "again")), "ingest", executor=LocalExecutor()
        )
        recipes.run(
            recipes.read(work / "r.yaml", str(work / "again")),
            "decontaminate",
            executor=LocalExecutor(),
        )
        lines = map(json.loads, (work / "again/log.jsonl").read_text().splitlines())
        phases = {line["phase"]: line for line in lines if line["stage"] == "decontaminate"}
        short = (
            Dataset(corpus.documents.store, "decontaminate/items")
            .table(["item", "short"])
            .to_pylist()
        )
    few = {r["item"] for r in short if r["short"]}
    right = {(p["removed_id"], p["kept_id"]) for p in found}
    print(f"{'':<12}" + "".join(f"{c:>24}" for c in CHANGES))
    for n in SETS:
        cells = []
        for change in CHANGES:
            own = [
                (d, i)
                for (d, i), (s, c) in planted.items()
                if (s, c) == (n, change) and i not in few
            ]
            cells.append(
                f"{sum(pair in right for pair in own) / len(own):>24.4f}" if own else f"{'':>24}"
            )
        print(
            f"{n:<12}" + "".join(cells) + f"   {sum(i.startswith(n) for i in few)} items too short"
        )
    ids = {d for d, _ in planted}
    gone = {p["removed_id"]: p for p in found if p["removed_id"] not in ids}
    for n in CLEAN:
        own = [p for d, p in gone.items() if d.startswith(f"{n}/")]
        told = ", ".join(f"{p['kept_id']} {p['measure']:.2f}" for p in own[:20])
        print(f"removed of {n}: {len(own)}  {told}")
    hits, whole = phases["hits"], sum(line["seconds"] for line in phases.values())
    size = hits["bytes"] / 1e6
    look, stage = size / hits["seconds"], size / whole
    print(f"{size:.0f} MB: looking {look:.0f} MB/s, the stage {stage:.0f} MB/s, one thread")


def _set_of(name: str, path: str, records: str, fields: list[str]) -> str:
    where = f'path: "{folder().resolve()}/{path}", records: "{records}"'
    return f"{{name: {name}, {where}, fields: {json.dumps(fields)}}}"


def plant(work: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """Write planted.jsonl; (document, item) -> (set, change)."""
    from pipeline.core.inputs import find
    from pipeline.demo.texts import originals
    from pipeline.stages.decontaminate.testset import Items, TestSet, texts

    rng, homes = random.Random(11), [t.body for t in originals()]
    planted, lines = {}, []
    for n, (path, records, fields) in SETS.items():
        testset = TestSet(name=n, path=str(folder() / path), records=records, fields=tuple(fields))
        (file,) = find(testset.path)
        values = [question for question, _ in texts(Items(testset, file, n))]
        for number in rng.sample(range(len(values)), min(PER_SET, len(values))):
            for change, change_it in CHANGES.items():
                if n == "gsm8k" and change not in ENGLISH:
                    continue
                document = f"{n}-{number}-{len(lines)}"
                text = f"{rng.choice(homes)}\n{change_it(values[number], rng)}\n{rng.choice(homes)}"
                lines.append(json.dumps({"id": document, "text": text}, ensure_ascii=False))
                planted[document, f"{n}#{number}"] = (n, change)
    (work / "planted.jsonl").write_text("\n".join(lines))
    return planted


if __name__ == "__main__":
    main()
