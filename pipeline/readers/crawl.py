"""What a source takes out of a Common Crawl, as a recipe states it."""

from pydantic import ConfigDict, Field

from pipeline.core.model import Model


class Crawl(Model):
    """Which pages of a crawl to read, by the columns of its index."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    languages: tuple[str, ...] = ("kor",)
    """Pages in one of these languages (ISO 639-3) by the column `content_languages`; []: any."""
    suffixes: tuple[str, ...] = ()
    """Pages of hosts below one of these suffixes, such as [kr, com]; default: any."""
    domains: tuple[str, ...] = ()
    """Pages of these registered domains, such as [tistory.com]; default: any."""
    mimes: tuple[str, ...] = ("text/html", "application/xhtml+xml")
    """Pages of these types, as the crawl detected them; []: any."""
    files: str = "s3://commoncrawl/"
    """The folder or address below which the WARC files lie that the index names."""
    fetches: int = Field(default=8, ge=1, le=64)
    """Ranges of WARC files that a worker fetches at a time."""
