"""Mail: what the author of a message wrote, without quoted replies and signatures."""

import re
from contextlib import suppress
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from pipeline.readers import charset
from pipeline.readers.apart import Document, UnreadableError
from pipeline.readers.markup import text_of

# Parts of a message, and characters of a line that introduces a quotation.
PARTS, INTRODUCTION = 1_000, 300
# Lines behind a line of two hyphens that are a signature.
SIGNATURE = 12
# Elements of HTML that programs for mail put replies and signatures into.
QUOTES = "blockquote, .gmail_quote, .gmail_signature, .moz-signature, .yahoo_quoted, #appendonsend"
# The line before a quotation: "On 1 May 2024, Kim wrote:", "2024년 5월 1일 (수) 오후 3:00, ...님이 작성:".
_INTRODUCES = re.compile(
    r"\s*(?:On\b.{5,280}\bwrote|.{0,280}\d{4}.{0,280}(?:님이 (?:작성|씀)|wrote|작성))\s*:\s*",
    re.IGNORECASE,
)
# What stands above the whole of an earlier message.
_EARLIER = re.compile(
    r"\s*-{2,}\s*\[?\s*(?:Original Message|Original Appointment|Forwarded message|원본 ?메시지|원본 ?메일"
    r"|원본 ?이메일|받은 ?메일 ?내용|전달된 ?메시지|전달된 ?메일)\s*\]?\s*-{2,}\s*"
    r"|\s*_{20,}\s*",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"\s*\*?(?:From|Sent|To|Cc|Date|Subject|보낸 ?사람|보낸 ?날짜|받는 ?사람|참조|날짜|제목)\s?\*?:",
    re.IGNORECASE,
)
_FIRST_FIELD = re.compile(r"\s*\*?(?:From|보낸 ?사람)\s?\*?:", re.IGNORECASE)
_DEVICE = re.compile(
    r"\s*(?:Sent from my \w+.{0,40}|Get Outlook for \w+.{0,60}|나의 \w+에서 보냄|\w+에서 보냈습니다\.?)\s*",
    re.IGNORECASE,
)


def message_of(data: bytes) -> Document:
    """The document of a message. Raises UnreadableError: `no_content`, `encrypted`."""
    message = message_from_bytes(data, policy=policy.compat32)
    if message.get_content_type() in ("multipart/encrypted", "application/pkcs7-mime"):
        raise UnreadableError("encrypted")
    text = written(_body(message))
    if not text:
        raise UnreadableError("no_content")
    author = parseaddr(_header(message, "From") or "")[0]
    return Document(
        text, _header(message, "Subject"), _date(message), {"author": author} if author else {}
    )


def written(text: str) -> str:
    """What is left of a plain text without the messages that it answers, and its signature."""
    lines: list[str] = []
    given = text.split("\n")
    for i, line in enumerate(given):
        starts_fields = (
            _FIRST_FIELD.match(line)
            and sum(_FIELD.match(other) is not None for other in given[i : i + 6]) > 2
        )
        if _EARLIER.fullmatch(line) or starts_fields:
            break
        if line.rstrip() == "--" and len(given) - i - 1 <= SIGNATURE:
            break
        if line.startswith(">"):
            _drop_introduction(lines)
            continue
        lines.append(line.rstrip())
    while lines and (not lines[-1] or _DEVICE.fullmatch(lines[-1])):
        lines.pop()
    # The quotation below this line was HTML, and is left out already.
    _drop_introduction(lines)
    return "\n".join(lines).strip()


def _drop_introduction(lines: list[str]) -> None:
    """Drop the line that introduces a quotation; programs break it in two."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    for size in (1, 2, 3):
        one = " ".join(line.strip() for line in lines[max(0, end - size) : end])
        if end >= size and len(one) < INTRODUCTION and _INTRODUCES.fullmatch(one):
            del lines[end - size :]
            return


def _body(message: Message) -> str:
    """The text of the first part that has some: plain text, else HTML."""
    pages: list[str] = []
    for number, part in enumerate(message.walk()):
        if number > PARTS:
            break
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind not in ("text/plain", "text/html"):
            continue
        text = _text(part)
        if kind == "text/plain" and text.strip():
            return text
        if kind == "text/html":
            pages.append(text)
    return page_of(pages[0]) if pages else ""


def page_of(html: str) -> str:
    """The text of a message in HTML, without what programs for mail mark as quoted or signature."""
    return text_of(html, without=QUOTES) if html else ""


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    stated = part.get_content_charset() if isinstance(part.get("Content-Type"), str) else None
    decoded = charset.decode(data, (stated, charset.declared_in(data)), True)
    return decoded.text.replace("\r\n", "\n") if decoded else ""


def _header(message: Message, name: str) -> str | None:
    """A header as text; raw bytes of an unstated encoding are detected."""
    value = next((v for n, v in message.raw_items() if n.lower() == name.lower()), None)
    if value is None:
        return None
    raw = str(value).encode("utf-8", "surrogateescape")
    decoded = charset.decode(raw, (), True)
    text = decoded.text if decoded else ""
    # A header with an encoding that does not fit stays undecoded.
    with suppress(LookupError, ValueError):
        text = str(make_header(decode_header(text)))
    return " ".join(text.split()) or None


def _date(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(str(message.get("Date"))).isoformat()
    except (ValueError, TypeError, IndexError):
        return None
