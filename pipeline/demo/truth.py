"""The truth of a sample: what each planted record is, and what should become of it."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

ANY_RULE = "quality:any rule or model"


@dataclass
class Truth:
    """One record. `expect` is `stage:reason`, `quality:any rule or model`, `mask`, `no mask`,
    `repair:what`, `reject:reason`, `keep` or `any`. `claimed` is False where the documentation does not
    promise the outcome. `values` are the planted pieces of personal data, of the kind `pii` or of any
    kind; `text` is the expected text of a repair; `note` says how the record was made."""

    id: str
    kind: str
    expect: str
    lang: str
    claimed: bool = True
    values: list[str] = field(default_factory=list)
    pii: str = ""
    text: str = ""
    note: str = ""


def write(path: Path, truths: list[Truth]) -> None:
    """Write one JSON line a record."""
    rows = (json.dumps(asdict(t), ensure_ascii=False) + "\n" for t in truths)
    path.write_text("".join(rows), encoding="utf-8")


def read(path: Path) -> list[Truth]:
    """The records of a file that `write` made, in their order."""
    return [Truth(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
