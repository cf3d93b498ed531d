"""Chaos: whatever is killed, filled or damaged at random, a run ends with the bytes of one in peace."""

from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from malmoi.testing import contents
from pipeline.demo import files
from tests.faults.chaos import FAULTS, Fault, disturbed
from tests.faults.processes import REPOSITORY, run

SAMPLE = "${MALMOI_SAMPLE:-../out/demo/sample}"
# 45 MB of text in Korean, English and code, through every stage that the demo has.
REAL = """
root: unused
stages:
  ingest:
    shard_bytes: 2000000
    sources:
      - {{name: wiki, path: {corpus}/jsonl/ko_wiki.jsonl.zst, domain: encyclopedia, lang: ko, priority: 1}}
      - {{name: bible, path: {corpus}/jsonl/ko_bible.jsonl.zst, domain: books, lang: ko, priority: 1}}
      - {{name: comments, path: {corpus}/jsonl/ko_comments.jsonl.zst, domain: community, lang: ko, priority: 9}}
      - {{name: manual, path: {corpus}/jsonl/en_docs_cpp.jsonl.zst, domain: docs, lang: en, max_documents: 1300}}
      - {{name: web, path: {corpus}/jsonl/en_web_samples.jsonl.zst, domain: web, lang: en, priority: 3}}
      - {{name: code, path: {corpus}/jsonl/code_cpython.jsonl.zst, domain: code, lang: code, priority: 2}}
  scrub: {{}}
  dedup_exact: {{}}
  dedup_paragraph: {{}}
  dedup_fuzzy: {{}}
  quality: {{positive: [wiki], negative: [comments], min_score: 0.01}}
  mix: {{phases: [{{tokens: 6M, weights: {{encyclopedia: 0.5, docs: 0.3, code: 0.2}}}}]}}
  tokenizer: {{vocab_size: 16000, held_out: 0.05}}
  pack: {{seq_len: 1024, shard_tokens: 500000}}
"""


@dataclass(frozen=True)
class Work:
    """A recipe, and the files of a root that nothing disturbed."""

    recipe: Path
    undisturbed: dict[str, bytes]

    @staticmethod
    def of(folder: Path, text: str) -> "Work":
        """Run a recipe in peace."""
        recipe = folder / "r.yaml"
        recipe.write_text(text, encoding="utf-8")
        done = run("run", recipe, "--root", folder / "peace", "--executor", "local")
        assert done.returncode == 0, done.stderr
        return Work(recipe, contents(folder / "peace"))

    def check(self, root: Path, executor: str, seed: int, most: int) -> None:
        """Run it under the faults of a seed, mend what they left, and compare every byte."""
        random = Random(seed)
        faults: list[Fault] = random.sample(FAULTS[executor], len(FAULTS[executor]))
        command = ("run", self.recipe, "--root", root, "--executor", executor, "--workers", "2")
        disturbed(command, root, faults, random, most)
        run("verify", root, "--repair")
        for last in (command, ("verify", root)):
            done = run(*last)
            assert done.returncode == 0, done.stdout + done.stderr
        found = contents(root)
        assert found.keys() == self.undisturbed.keys()
        assert [n for n, data in found.items() if data != self.undisturbed[n]] == []


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Work:
    folder = tmp_path_factory.mktemp("demo")
    files.write(folder / "sample")
    text = (REPOSITORY / "configs" / "demo.yaml").read_text(encoding="utf-8")
    return Work.of(folder, text.replace(SAMPLE, str(folder / "sample")))


@pytest.fixture(scope="module")
def real(real_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Work:
    return Work.of(tmp_path_factory.mktemp("real"), REAL.format(corpus=real_corpus))


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(1, 21))
@pytest.mark.parametrize("executor", FAULTS)
def test_demo_ends_with_the_same_bytes(
    executor: str, seed: int, demo: Work, tmp_path: Path
) -> None:
    demo.check(tmp_path / "root", executor, seed, most=12)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(1, 21))
@pytest.mark.parametrize("executor", FAULTS)
def test_45_mb_of_real_text_end_with_the_same_bytes(
    executor: str, seed: int, real: Work, tmp_path: Path
) -> None:
    real.check(tmp_path / "root", executor, seed, most=40)
