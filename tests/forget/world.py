"""A root in which one person wrote, and a search of all its bytes for what she wrote.

The search shares no code with the command: it strips everything but letters and digits, and reads columns,
streams and packed tokens on its own."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from tokenizers import Tokenizer

from tests import corpora

NAME, PHONE, MAIL = "김나비", "010-9876-5432", "nabi.kim@nabimail.net"
NEEDLES = [NAME, PHONE, MAIL]
# What is left of the needles without width, case and separators.
STRIPPED = ["김나비", "01098765432", "nabikimnabimailnet"]
WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
# Ids of the records that hold a needle.
HERS = [f"she-{i}" for i in range(9)]
# Numbers that files of the trained tokenizer and the models hold as well are no trace.
_BORING = ("state.json", "dataset_info.json")


def write(folder: Path) -> Path:
    """The sources of the tiny corpus and her records among them; returns the recipe."""
    recipe = corpora.write(folder, folder / "unused")
    essay = "저녁마다 강가를 걸으며 오늘 배운 것을 하나씩 떠올려 본다. 물은 쉬지 않고 흐른다. "
    texts = [
        f"{essay}{NAME} 씀.",
        f"{essay * 2}연락은 {PHONE.translate(WIDE)} 번으로 주시면 됩니다.",
        f"{essay * 3}번호는 010 9876 5432 이고 저녁에 받습니다.",
        f"{essay * 4}메일은 NABI.KIM@NABIMAIL.NET 입니다.",
        f"{essay * 5}이 글에는 아무 이름도 없다.",
        f"{essay * 6}여기에도 없다.",
        f"{essay * 7}주소에만 있다.",
        f"{essay * 3}번호는 010 9876 5432 이고 저녁에 받습니다.",
        f"ㅋㅋㅋ 진짜 대박임 {NAME} ㄹㅇ 미쳤다 " * 3,
    ]
    rows: list[dict[str, object]] = [{"id": i, "text": t} for i, t in zip(HERS, texts, strict=True)]
    rows[4]["title"] = f"{NAME}의 하루"
    rows[5]["author"] = NAME
    rows[6]["url"] = "https://nabi.example.org/%EA%B9%80%EB%82%98%EB%B9%84/1"
    for row in rows[:4]:
        row["url"] = f"https://nabi.example.org/{row['id']}"
    broken = json.dumps({"id": "broken", "text": f"{NAME} {PHONE}"}, ensure_ascii=False)[:-3]
    books, chat = folder / "books.jsonl", folder / "chat.jsonl"
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows[:8])
    books.write_text(lines + broken + "\n" + books.read_text("utf-8"), encoding="utf-8")
    chat.write_text(
        chat.read_text("utf-8") + json.dumps(rows[8], ensure_ascii=False) + "\n", encoding="utf-8"
    )
    return recipe


def stripped(text: str) -> str:
    """Letters and digits alone, full width as plain, in lower case."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def everything(root: Path) -> Iterator[tuple[str, str]]:
    """(path, text) of all that the files of a root say: their bytes, the values of their columns, and the
    tokens of packed rows as text."""
    model = root / "tokenizer" / "model" / "tokenizer.json"
    tokenizer = Tokenizer.from_file(str(model)) if model.exists() else None
    for path in sorted(p for p in root.rglob("*") if p.is_file()):
        name = path.relative_to(root).as_posix()
        if path.name in _BORING:
            continue
        yield name, path.read_bytes().decode("utf-8", "replace")
        if path.suffix == ".parquet":
            yield name, values(pq.read_table(path))
        if path.suffix == ".arrow":
            table = pa.ipc.open_stream(path.read_bytes()).read_all()
            assert tokenizer is not None
            for row in table.column("input_ids").to_pylist():
                yield name, tokenizer.decode(row, skip_special_tokens=False)
            flat = np.concatenate([c.flatten() for c in table.column("input_ids").chunks])
            yield name, tokenizer.decode(flat.tolist(), skip_special_tokens=False)


def values(table: pa.Table) -> str:
    """Every string and every hash of a table, with addresses and JSON spelled out."""
    from urllib.parse import unquote

    said: list[str] = []
    for column in table.columns:
        for value in column.to_pylist():
            if isinstance(value, bytes):
                said.append(value.hex())
            elif value is not None:
                said += [str(value), unquote(str(value))]
    return "\n".join(said)


def traces(root: Path, wanted: list[str]) -> set[tuple[str, str]]:
    """(path, word) of every word that some file still says, whatever its width, case and spacing."""
    found = set()
    for name, text in everything(root):
        plain = stripped(text)
        found |= {(name, word) for word in wanted if stripped(word) in plain}
    return found
