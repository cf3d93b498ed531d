"""Arms as queries: which texts they take, and what a root cannot give."""

from pathlib import Path

import pytest

from pipeline.core.errors import RecipeError
from pipeline.effect.ledger import Root
from pipeline.effect.recipe import Arm


@pytest.fixture
def root(finished: Path) -> Root:
    """The tiny corpus, in which dedup_paragraph cuts spans out of texts."""
    return Root.open(str(finished))


def test_texts_follow_from_what_an_arm_undoes(root: Root) -> None:
    assert root.version(Arm(base="all")) == "clean"
    assert root.version(Arm(base="all", without=("quality",))) == "clean"
    assert root.version(Arm(base="all", without=("dedup_paragraph",))) == "rewritten"
    assert root.version(Arm(base="raw")) == "came"
    assert root.version(Arm(base="all", without=("scrub",))) == "came"


def test_cuts_of_two_stages_are_undone_together(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both stages mark spans of the same text; the text without one of the cuts is nowhere."""
    both = property(lambda _: {"dedup_paragraph", "decontaminate"})
    monkeypatch.setattr(Root, "_cutting", both)
    root.check("a", Arm(base="all", without=("dedup_paragraph", "decontaminate")))
    with pytest.raises(RecipeError, match=r"arm a: .*decontaminate, dedup_paragraph.*all of them"):
        root.check("a", Arm(base="all", without=("dedup_paragraph",)))


def test_removed_texts_are_replaced_or_refused(root: Root) -> None:
    bare = Root(root.corpus, None)
    assert bare.version(Arm(base="raw")) == "rewritten"
    with pytest.raises(RecipeError, match=r"no longer has the texts as they came.*retain: always"):
        bare.check("a", Arm(base="all", without=("scrub",)))


@pytest.mark.parametrize("form", ["{}", '{{"id": "{}", "text": "x"}}'])
def test_listed_ids_choose_documents(root: Root, tmp_path: Path, form: str) -> None:
    frame = root.frame(0, [])
    chosen = frame["id"].to_list()[::2]
    path = tmp_path / "theirs"
    path.write_text("\n".join(form.format(i) for i in [*chosen, "elsewhere"]), encoding="utf-8")
    arm = Arm(base="raw", ids=str(path))
    root.check("a", arm)
    times = root.times(arm, frame)
    assert [i for i, num in zip(frame["id"], times, strict=True) if num] == chosen


@pytest.mark.parametrize("content", [None, "", '{"no": 1}', "{"])
def test_list_that_cannot_be_read(root: Root, tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "theirs"
    if content is not None:
        path.write_text(content)
    with pytest.raises(RecipeError, match=r"arm a: ids: .*theirs"):
        root.check("a", Arm(base="raw", ids=str(path)))


@pytest.mark.parametrize(
    ("arm", "said"),
    [
        ({"without": ("qualty",)}, "did you mean 'quality'"),
        ({"without_reason": ("quality.tooshort",)}, "without_reason: no document"),
        ({"only": "quality.korean_line > 0"}, "did you mean 'korean_lines'"),
        ({"only": "langg == 'ko'"}, "no column 'langg', did you mean 'lang'"),
    ],
)
def test_names_that_a_root_does_not_have(root: Root, arm: dict, said: str) -> None:
    with pytest.raises(RecipeError, match=said):
        root.check("a", Arm(base="all", **arm))
