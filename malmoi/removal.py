"""Forgetting documents of a finished root: what the command of the same name does."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

from pipeline.core.store import Store
from pipeline.forget import forget as removal
from pipeline.forget.asked import MAX_SHARE, Asked


def forget(
    root: str | Path,
    *,
    ids: Iterable[str] | None = None,
    url: str | None = None,
    author: str | None = None,
    containing: Iterable[str] | None = None,
    near: Literal["list", "take"] = "list",
    dry_run: bool = False,
    max_share: float = MAX_SHARE,
    skip_missing: bool = False,
    sign: str | Path | None = None,
    certificate: str | Path | None = None,
) -> dict[str, Any]:
    """Remove documents from a root with every trace of them: those of some `ids`, of a prefix of `url`, of an
    `author`, or `containing` one of some needles. Without any, a removal that was interrupted is ended.

    Returns the counts of what was removed, the path of the certificate under the root, and the ids of near
    documents that stay. Raises RecipeError for a request that names nothing or more than `max_share` of the
    documents, JobError while another command works in the root."""
    store = Store(str(root) if "://" in str(root) else str(Path(root).expanduser()))
    asked = Asked.of(ids, url, author, containing, near, max_share, skip_missing)
    key = None if sign is None else Path(sign)
    done = removal.forget(store, asked, dry_run, key)
    if certificate is not None and done.certificate:
        removal.copy_certificate(store, done.certificate, Path(certificate), key)
    return asdict(done)
