"""Rules: grids, merged cells, open sides, rules in pieces."""

from pipeline.readers.layout import rules
from pipeline.readers.layout.rules import Rule


def table(horizontal: list[Rule], vertical: list[Rule]) -> rules.Table | None:
    return rules._table(rules._merged(horizontal), rules._merged(vertical))


H = [Rule(y, 0, 100) for y in (0, 20, 40)]


def test_cells_lie_between_rules() -> None:
    found = table(H, [Rule(x, 0, 40) for x in (0, 50, 100)])
    assert found is not None
    corners = [found.cell_at(x, y) for x in (25, 75) for y in (10, 30)]
    assert len(set(corners)) == 4
    assert found.cell_at(150, 10) is None


def test_cells_without_a_rule_between_are_one() -> None:
    found = table(H, [Rule(0, 0, 40), Rule(50, 20, 40), Rule(100, 0, 40)])
    assert found is not None
    assert found.cell_at(25, 10) == found.cell_at(75, 10)
    assert found.cell_at(25, 30) != found.cell_at(75, 30)


def test_sides_may_be_open_and_rules_in_pieces() -> None:
    pieces = [Rule(y, x, x + 25) for y in (0, 20.5, 40) for x in (0, 25, 50, 75)]
    found = table(pieces, [Rule(50, 0, 40)])
    assert found is not None
    assert len({found.cell_at(x, y) for x in (5, 95) for y in (5, 35)}) == 4


def test_frame_is_no_table() -> None:
    assert table([Rule(0, 0, 100), Rule(40, 0, 100)], [Rule(0, 0, 40), Rule(100, 0, 40)]) is None
