"""Limits on a YAML file: aliases that repeat each other grow without bound, nesting ends in a traceback."""

import yaml

MOST_BYTES = 4 << 20
MOST_NODES = 200_000  # with every alias replaced by what it stands for
DEEPEST = 64


def check(text: str) -> None:
    """Raise yaml.YAMLError with the place if the text is too large, too deep, or repeats itself too often.

    Reads events, so that nothing is expanded and nothing recurses."""
    if len(text) > MOST_BYTES:
        raise yaml.MarkedYAMLError(problem=f"longer than {MOST_BYTES >> 20} MB")
    sizes: dict[str, int] = {}
    open_nodes: list[tuple[str | None, int]] = []  # anchor and nodes so far
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            open_nodes.append((event.anchor, 1))
            if len(open_nodes) > DEEPEST:
                raise _refused(event, f"nested more than {DEEPEST} deep")
            continue
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            anchor, size = open_nodes.pop()
        elif isinstance(event, yaml.ScalarEvent):
            anchor, size = event.anchor, 1
        elif isinstance(event, yaml.AliasEvent):
            if any(anchor == event.anchor for anchor, _ in open_nodes):
                raise _refused(event, f"*{event.anchor} stands inside itself")
            anchor, size = None, sizes.get(event.anchor, 1)
        else:
            continue
        if anchor:
            sizes[anchor] = size
        if open_nodes:
            outer, so_far = open_nodes[-1]
            open_nodes[-1] = outer, so_far + size
            if so_far + size > MOST_NODES:
                raise _refused(event, f"its aliases stand for more than {MOST_NODES:,} values")


def _refused(event: yaml.Event, problem: str) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
