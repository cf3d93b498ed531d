"""Write a page below the root, or to a file of the user's."""

from pathlib import Path

from pipeline.core.errors import RecipeError
from pipeline.core.store import Store


def written(store: Store, path: str, text: str, to: Path | None) -> str:
    """Write a page to `path` below the root, or to the file `to` if it is given; returns its path or address.

    Raises RecipeError if the file `to` cannot be written."""
    data = text.encode()
    if to is None:
        store.write(path, lambda out: out.write(data))
        return store.at(path)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(data)
    except OSError as error:
        raise RecipeError(
            f"--to {to}: {error.strerror}; name a file in a folder that you may write to"
        ) from None
    return str(to)
