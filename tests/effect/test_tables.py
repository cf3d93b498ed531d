"""The tables of a comparison in a terminal of 80 characters: no figure and no verdict is cut off."""

import yaml
from rich.console import Console

from pipeline.effect.tables import lines, mixture, weights
from tests.effect.test_page import RESULT, arm, beside


def test_tables_fit_a_terminal() -> None:
    name = "without_quality"
    result = {
        **RESULT,
        "tokens": 80_000_000,
        "arms": [
            {**arm("all", None), "documents": 128_146, "unique": 141_241_466},
            {
                **arm(name, beside(-10.35, "better")),
                "documents": 1_216_485,
                "unique": 1_145_041_817,
            },
        ],
    }
    console = Console(width=80)
    with console.capture() as captured:
        for table in lines(result):
            console.print(table)
    text = captured.get()
    assert max(map(len, text.splitlines())) <= 80
    # each table ends with its right border
    assert {line[-1] for line in text.splitlines() if line[:1] in "┏│└"} == set("┓│┘")
    for shown in ("1,145.0 M", "2.346", "-10.35", "-10.45 …", "-10.25", "better", "-0.40"):
        assert shown in text


def test_weights_are_read_back_as_they_were_printed() -> None:
    names = ["law", "2020", "no", "a: b", 'it\'s "q" \\ x', "법률", "1e3", "c++"]
    buckets = [{"name": n, "best": 0.125} for n in names]
    text = "\n".join(weights({"buckets": buckets}, "domain")).partition("\n")[2]
    assert yaml.safe_load(text)["weights"] == dict.fromkeys(names, 0.125)


def test_correlation_of_equal_mixtures_is_not_known() -> None:
    bits = {"bits_per_byte": 2.0, "by_stratum": [2.0]}
    buckets = [{"name": "a", "tokens": 1, "share": 1.0, "best": 1.0, "epochs": None}]
    of = dict.fromkeys(("of_the_root", "predicted", "measured"), bits)
    result = {"buckets": buckets, "rank_correlation": None, "checks": 3, "strata": ["s"], **of}
    assert "is not known" in str(next(iter(mixture(result))).title)
