"""The tables of a comparison in a terminal of 80 characters: no figure and no verdict is cut off."""

from rich.console import Console

from pipeline.effect.tables import lines
from tests.effect.test_page import RESULT, arm, beside


def test_tables_fit_a_terminal() -> None:
    name = "without_quality.repeated_grams"
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
    for shown in ("1,145,041,817", "2.346", "-10.35", "-10.45 … -10.25", "better", "-0.40"):
        assert shown in text
