"""Web pages: the main content of one HTML page as a record. Shared by html, tar and warc."""

from collections.abc import Iterable

from pipeline import extractors
from pipeline.extractors import Page, platforms
from pipeline.readers import RAW, Request, charset, page_rights, watched
from pipeline.readers.records import Columns

TOO_SLOW = "too_slow"


def add_page(
    data: bytes,
    declared: tuple[str | None, ...],
    fields: dict[str, str],
    number: int,
    offset: int | None,
    columns: Columns,
    date: str | None = None,
    headers: Iterable[tuple[str, str]] = (),
) -> None:
    """Add one page to `columns`: a record with its main content and title, or a reject.

    `declared` are encodings and `fields` record fields that the surroundings of the page state, such as
    its HTTP header. `number`, `offset` and `date` are those of the record; `headers` are those of the HTTP
    header that may state rights.
    """
    request = columns.request
    trusted = (*declared, charset.declared_in(data), request.encoding)
    decoded = charset.decode(data, trusted, request.replace)
    if decoded is None:
        columns.reject(number, "encoding", data, offset)
        return
    url = fields.get(request.fields.url or "")
    try:
        page = extract(decoded.text, request, url)
    except TimeoutError:
        columns.reject(number, TOO_SLOW, data, offset)
        return
    # Libraries fail on odd pages with errors of any kind; the other pages are kept.
    except Exception:
        columns.reject(number, "extraction_failed", data, offset)
        return
    if not page.text.strip():
        columns.reject(number, "no_content", data, offset)
        return
    record = {request.fields.text: page.text, **fields, **page.meta}
    if page.title and request.fields.title:
        record[request.fields.title] = page.title
    repairs = list(decoded.repairs or ())
    if page.drift:
        repairs.append(f"drift:{page.drift}")
    utf8 = data if decoded.encoding == "utf-8" else decoded.text.encode("utf-8", "replace")
    rights = page_rights.of_page(utf8, page.text, headers)
    date = page.date or date
    columns.add(record, number, data[:RAW], offset, decoded.encoding, repairs, date, rights)


def extract(html: str, request: Request, url: str | None) -> Page:
    """The main content of a page: by the selectors of its platform, else by the source's extractor.

    Raises TimeoutError for a page of deeply nested tags, or of very many names of tags and attributes, that
    takes longer than `request.max_seconds`.
    """
    platform = platforms.of_page(html, url) if request.platforms else None
    if not watched.may_be_slow(html):
        return extractors.main_content(html, request.extractor, platform)
    return watched.main_content(html, url, request)
