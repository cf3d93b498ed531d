"""Web pages: the main content of one HTML page as a record. Shared by html, tar and warc."""

from pipeline import extractors
from pipeline.readers import RAW, charset
from pipeline.readers.records import Columns


def add_page(
    data: bytes,
    declared: tuple[str | None, ...],
    fields: dict[str, str],
    number: int,
    offset: int | None,
    columns: Columns,
    date: str | None = None,
) -> None:
    """Add one page to `columns`: a record with its main content and title, or a reject.

    `declared` are encodings and `fields` record fields that the surroundings of the page state, such as
    its HTTP header. `number`, `offset` and `date` are those of the record.
    """
    request = columns.request
    extractor = extractors.load(request.extractor)
    trusted = (*declared, charset.declared_in(data), request.encoding)
    decoded = charset.decode(data, trusted, request.replace)
    if decoded is None:
        columns.reject(number, "encoding", data, offset)
        return
    try:
        page = extractor.extract(decoded.text)
    # Libraries fail on odd pages with errors of any kind; the other pages are kept.
    except Exception:
        columns.reject(number, "extraction_failed", data, offset)
        return
    if not page.text.strip():
        columns.reject(number, "no_content", data, offset)
        return
    record = {request.fields.text: page.text, **fields}
    if page.title and request.fields.title:
        record[request.fields.title] = page.title
    repairs = ["undecodable"] if decoded.replaced else None
    columns.add(record, number, data[:RAW], offset, decoded.encoding, repairs, date)
