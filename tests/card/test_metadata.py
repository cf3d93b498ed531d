"""The block that a data set hub reads."""

from pathlib import Path

import datasets
import pytest
import yaml

from pipeline.card.licences import licence
from pipeline.card.metadata import size_category


def test_documents_are_loaded_by_the_name_of_their_configuration(
    card: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", str(tmp_path))
    names = datasets.get_dataset_config_names(str(card))
    assert names == ["documents"]
    loaded = datasets.load_dataset(str(card), "documents", cache_dir=str(tmp_path))
    assert loaded["train"].num_rows == yaml_of(card)["rows"]


def test_block_is_yaml_with_the_languages_of_the_documents(card: Path) -> None:
    block = yaml_of(card)["block"]
    assert set(block["language"]) == {"ko", "en"}
    assert block["license"] == ["cc-by-4.0"]
    assert block["size_categories"] == ["n<1K"]


def yaml_of(card: Path) -> dict:
    import json

    text = (card / "README.md").read_text(encoding="utf-8")
    block = yaml.safe_load(text.split("---\n")[1])
    figures = json.loads((card / "card.json").read_text(encoding="utf-8"))
    return {"block": block, "rows": figures["stays"]["documents"]}


@pytest.mark.parametrize(
    ("documents", "name"),
    [
        (0, "n<1K"),
        (999, "n<1K"),
        (1000, "1K<n<10K"),
        (68_449, "10K<n<100K"),
        (10**12 - 1, "100B<n<1T"),
        (10**12, "n>1T"),
    ],
)
def test_size_category(documents: int, name: str) -> None:
    assert size_category(documents) == name


@pytest.mark.parametrize(
    ("name", "hub", "attribution"),
    [
        ("CC-BY-SA-4.0", "cc-by-sa-4.0", True),
        ("CC BY 4.0", "cc-by-4.0", True),
        ("GFDL-1.2", "gfdl", True),
        ("GPL-3.0-or-later", "gpl-3.0", True),
        ("CC0", "cc0-1.0", False),
        ("KOGL-1", "other", True),
        ("public-domain", "other", False),
        ("our own", "other", False),
    ],
)
def test_licences_by_their_names(name: str, hub: str, attribution: bool) -> None:
    found = licence(name)
    assert (found.hub, found.attribution) == (hub, attribution)
