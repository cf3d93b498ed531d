"""What a web page and its HTTP header state about rights, outside the text that extraction keeps.

Extraction throws away heads, footers and the targets of links, so that the statements are collected while the
page is at hand. They are stored unchanged in the column `page_rights`; the stage rights judges them.

One pass of an automaton finds the words that matter. A page is never parsed: only the tags and blocks around
those words are read.
"""

import html as entities
import re
from collections.abc import Iterable, Iterator

import orjson
import re2

from pipeline.readers.page_lines import BREAK, is_of_picture, joined
from pipeline.readers.page_links import is_linked, titles
from pipeline.readers.page_regions import Regions
from pipeline.readers.structured_rights import in_json_ld

# Statements of a page that are kept, and bytes of each.
MOST, LONGEST = 24, 400
# Words that are read in a page, and bytes around one in which its block is looked for.
MOST_WORDS, AROUND = 96, 1_200
HEADERS = ("x-robots-tag", "tdm-reservation", "tdm-policy", "link")

_OPTIONS = re2.Options()
_OPTIONS.encoding = re2.Options.Encoding.LATIN1
_OPTIONS.case_sensitive = False
_OPTIONS.never_capture = True
_OPTIONS.max_mem = 64 << 20


def _words(*alternatives: str) -> str:
    return "|".join(alternatives)


# RE2 also joins the cases of bytes above 0x7F, which finds a word too many now and then.
_WORDS = re2.compile(
    _words(
        r"creativecommons\.org/(?:licen|publicdomain|[lp]/)|licensebuttons\.net/",
        r"""rel=["']?[a-z ]{0,20}licen""",
        r'"(?:license|usageInfo|acquireLicensePage|copyrightNotice|conditionsOfAccess)"',
        r"dc(?:terms)?[.:](?:rights|licen)",
        r"""noai|noimageai|(?:name|property)=["']?(?:tdm-reservation|tdm-policy|(?:og:|article:|cc:)?(?:copyright|rights|licen[cs]e))""",
        r"kogl\.or\.kr|opentype0?[0-4]|opencode0?[0-4]",
        r"copyright|rights? +reserved|&copy;|&#169;|&#9426;",
        r"rights +are +reserved|\(c\) *(?:19|20)[0-9]{2}",
        r"licen[cs]ed +(?:under|according)|under +(?:an? +|the +)?(?:terms|creative|cc|gnu|gfdl|open)",
        r"(?:licen[sc]ed|released|available|distributed|shared|published) +under",
        r"\b(?:mit|bsd|apache) +(?:[0-9]|licen)",
        r"user +contributions",
        r"public +domain|creative ?commons",
        r"cc(?:[ _-]|&[#a-z0-9]{2,8};|\xe2\x80[\x90-\x95]|\xc2\xa0)+by",
        r"c c ?-? ?b y|\xef\xbc\xa3\xef\xbc\xa3|gnu 자유|자유 문서",
        r"licence +ouverte|etalab|cc[ -]?0|\bccl\b|kogl|open +government +licen[cs]e",
        r"data +mining|ai +training|do +not +(?:cop|shar|re[- ]?(?:post|produce|distribute|publish|use))",
        r"to +train [^<>]{0,30}(?:\bai\b|artificial|models?\b)|machine[ -]learning|language +models?",
        r"train(?:ing)?[^<>]{0,30}(?:\bai\b|artificial +intel|neural|machine)|\bai +(?:use|crawlers)\b",
        r"commercial +(?:use|re-?use|purpose)|commercially|not +(?:sell|edit|modify)\b",
        r"without +asking",
        r"personal[a-z, -]{0,20} use|don.{1,6}t +(?:re-?post|copy|repro)",
        r"can +be +(?:freely +)?(?:cop|shared|reu|repr)",
        "소장용|구독자|셔도 ?(?:됩니다|좋습니다|돼요|괜찮)|처벌",
        r"subscribers? +only|feel +free|welcome +to|may +be +(?:freely +)?(?:cop|re|shared|distrib)",
        r"republish|reprint|no +rights +reserved|encouraged +to|you +may +(?:cop|share|re|use|freely)",
        r"gnu +(?:free|fdl|gpl|general)|(?:prior|written|express)[a-z ]{1,20}(?:permission|consent)",
        r"strictly +(?:prohibited|forbidden)|redistribut",
        "©|ⓒ|저작권|저작물|저작자|무단|재배포|전재|복제|공공 ?누리|크리에이티브",
        "불펌|판권|출처 ?(?:표시|를|만|와)|반출|퍼 ?가|가져 ?가|비상업|상업적",
        "轉載|転載|转载|複製|版權|版权|著作權|不許|無斷|無断",
        "퍼블릭 도메인|(?:학습|크롤링|인공 ?지능)[^<>]{0,60}"
        "(?:금지|금합|불허|거부|않|없|마세요|말아|제외|불가|안 [됩돼]|허락)",
        "(?:허락|허가|동의|승인) ?없이|권리를 포기|(?:훈련|학습)용|학습 데이터",
        "영리 목적|고치지|팔지는|판매는",
    ).encode(),
    _OPTIONS,
)
# Tags that end a block of text.
_BLOCK = re.compile(
    rb"</?(?:p|div|li|ul|ol|dl|dt|dd|td|th|tr|table|h[1-6]|footer|header|section|article|aside|nav|main|body|"
    rb"center|address|blockquote|form|figure|figcaption|pre|hr)\b[^>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(rb"<[^>]*>")
_ATTRIBUTE = re.compile(rb"""([a-zA-Z][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
# A tag that links to a licence, or shows the badge of one.
_LICENCE = re.compile(
    r"creativecommons\.org/(?:licen|publicdomain)|kogl\.or\.kr|gnu\.org/(?:licenses|copyleft)|"
    r"opensource\.org/licen|nationalarchives\.gov\.uk/doc/open-government|apache\.org/licenses",
    re.IGNORECASE,
)
_BADGE = re.compile(
    r"open(?:type|code)_?0?[0-4]|공공누리|kogl|creative ?commons|크리에이티브 ?커먼즈|\bcc[ -]by|"
    r"licensebuttons|i\.creativecommons|\bccl|저작자 ?(?:표시|명시)|public domain|\bcc0",
    re.IGNORECASE,
)
# A notice that is drawn: the words for those who do not see the picture.
_DRAWN = re.compile(
    r"all rights? reserved|무단|전재|재배포|복제 ?금지|출처 ?표시|"
    r"(?:reproduc|cop)[a-z]+ [a-z ]{0,20}prohibited",
    re.IGNORECASE,
)
# Names of <meta> that state rights, and those that address machines.
_META = re.compile(
    r"^(?:dc(?:terms)?[.:](?:rights(?:holder)?|licen[sc]e)|(?:og:|article:|cc:)?(?:copyright|rights|licen[sc]e)|"
    r"rights-standard|(?:x-)?robots(?:-tag)?|tdm-reservation|tdm-policy|[a-z-]{2,20}bot(?:-extended)?|google-extended)$",
    re.IGNORECASE,
)


def of_page(
    html: bytes, text: str, headers: Iterable[tuple[str, str]] = (), is_html: bool = True
) -> str | None:
    """The statements of a page as a JSON list of {kind, place, text}; None if it makes none.

    `html` is UTF-8. `text` is the main content: a passage that it holds is not repeated. Kinds: header, meta,
    json_ld, rel_license, link, image, notice. Places: http, head, body, footer, figure."""
    found = list(of_headers(headers))
    if is_html:
        found += _of_html(html, text)
    if not found:
        return None
    kept = list({orjson.dumps(one): one for one in found}.values())[:MOST]
    return orjson.dumps(kept).decode()


def of_headers(headers: Iterable[tuple[str, str]]) -> Iterator[dict[str, str]]:
    """The statements of an HTTP header."""
    for name, value in headers:
        name = name.lower()
        if name in HEADERS and (name != "link" or "license" in value.lower()):
            yield _statement("header", "http", f"{name}: {value}")


def _of_html(html: bytes, text: str) -> Iterator[dict[str, str]]:
    places = [
        match.start() for match, _ in zip(_WORDS.finditer(html), range(MOST_WORDS), strict=False)
    ]
    if len(places) == MOST_WORDS:
        # A long page names such words often; the last ones are those of its footer.
        rest = [m.start() for m in _WORDS.finditer(html, places[-1] + 1)]
        places += rest[-MOST_WORDS:]
    if not places:
        return
    # Behind a block that was read, a tag inside it may still link to a licence.
    regions, done, block_done = Regions(html), -1, -1
    squeezed: str | None = None
    for at in places:
        if at < done:
            continue
        if (data := regions.json_ld(at)) is not None:
            start, done = data
            found = in_json_ld(html[start:done], titles(html))
            yield from (_statement("json_ld", "head", one) for one in found)
            continue
        if regions.is_hidden(at) or regions.is_choice(at):
            continue
        tag = _tag_around(html, at)
        if tag is not None:
            done = tag[1]
            yield from _of_tag(html, *tag, regions)
            continue
        if at < block_done:
            continue
        block, block_done = _block_around(html, at)
        if not block:
            continue
        if squeezed is None:
            squeezed = " ".join(text.split())
        if regions.is_of_others(at) or regions.is_teaser(at):
            yield _statement("notice", "quote", block)
        elif " ".join(block.split()) not in squeezed:
            place = "linked" if is_linked(html, at) else regions.place(at)
            yield _statement("notice", place, f"{_label(html, at)}{block}")


def _statement(kind: str, place: str, text: str) -> dict[str, str]:
    # The last words of a long passage are as likely to state rights as the first.
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"
    return {"kind": kind, "place": place, "text": text}


def _tag_around(html: bytes, at: int) -> tuple[int, int] | None:
    """(start, end) of the tag that a byte stands in; None for text."""
    opened = html.rfind(b"<", max(0, at - 2_000), at + 1)
    if opened < 0 or html.find(b">", opened, at) >= 0:
        return None
    closed = html.find(b">", at, at + 2_000)
    return None if closed < 0 else (opened, closed + 1)


def _of_tag(html: bytes, start: int, stop: int, regions: Regions) -> Iterator[dict[str, str]]:
    tag = html[start:stop]
    name = tag[1:8].lower()
    attributes = {
        m[1].decode("latin-1").lower(): entities.unescape(
            (m[2] or m[3] or m[4] or b"").decode("utf-8", "replace")
        )
        for m in _ATTRIBUTE.finditer(tag)
    }
    place = "quote" if regions.is_teaser(start) else regions.place(start)
    if name.startswith(b"meta"):
        key = (
            attributes.get("name")
            or attributes.get("property")
            or attributes.get("http-equiv")
            or ""
        )
        if _META.match(key) and attributes.get("content"):
            yield _statement("meta", "head", f"{key.lower()}: {attributes['content']}")
        return
    address = attributes.get("href") or attributes.get("resource") or ""
    if place != "figure" and name.startswith(b"a") and is_of_picture(_beside(html, start)):
        place = "figure"
    if name.startswith((b"a ", b"a\n", b"a\t", b"link")) and address:
        relations = attributes.get("rel", "").lower().split()
        is_named = "license" in relations or attributes.get("property", "") in (
            "license",
            "dct:license",
            "cc:license",
        )
        # `<div class="abs-license"><a href=... title="Rights to this article">`
        if is_named or (_LICENCE.search(address) and _is_labelled(html, start, attributes)):
            words = (
                "" if name.startswith(b"link") else _block_around(html, start)[0][-LONGEST // 2 :]
            )
            yield _statement("rel_license", place, f"{words} <{address}>".strip())
        elif _LICENCE.search(address):
            yield _statement("link", place, f"{_block_around(html, start)[0]} <{address}>")
    elif name.startswith(b"img"):
        words = attributes.get("alt") or attributes.get("title") or ""
        shown = f"{words} <{attributes.get('src', '')}>"
        if _BADGE.search(shown):
            if place != "figure" and is_of_picture(_beside(html, start)):
                place = "figure"
            yield _statement("image", place, shown)
        elif place != "figure" and _DRAWN.search(words):
            yield _statement("notice", place, words)


def _beside(html: bytes, at: int) -> str:
    """The words before a tag in its block, or the heading of the box that holds nothing else."""
    low = max(0, at - AROUND // 2)
    starts = [m.end() for m in _BLOCK.finditer(html, low, at)]
    words = _TAG.sub(b" ", html[starts[-1] if starts else low : at])
    if not words.strip():
        head = _HEADED.search(html, low, at)
        words = _TAG.sub(b" ", head[1]) if head else b""
    return " ".join(words.decode("utf-8", "replace").split())


_HEADED = re.compile(
    rb"<h[1-6]\b[^>]*>([^<]{1,60})</h[1-6]>\s*(?:<(?:p|div|a|span|figure)\b[^>]*>\s*){0,4}\Z",
    re.IGNORECASE,
)


def _is_labelled(html: bytes, start: int, attributes: dict[str, str]) -> bool:
    """True for a link whose names, or those of the element around it, say that it is the licence."""
    if _OF_LICENCE.search(
        " ".join(attributes.get(k, "") for k in ("class", "id", "title", "itemprop"))
    ):
        return True
    around = _OPENED.search(html, max(0, start - 200), start)
    return around is not None and _OF_LICENCE.search(around[1].decode("latin-1")) is not None


_OF_LICENCE = re.compile(
    r"\b(?:abs|article|paper|content|page|work|post|item|doc|entry|text)?[-_ ]?"
    r"licen[sc]e?(?:[-_ ](?:link|info|area|box|line|url|text))?\b|"
    r"rights\s+to\s+this|licen[sc]e\s+(?:of|for)\s+this",
    re.IGNORECASE,
)
# The element that directly holds a place.
_OPENED = re.compile(
    rb"""<(?:div|span|p|section|li|dd|td)\b[^>]*?(?:class|id)=["']?([^"'>]{1,80})["']?[^>]*>\s*(?:<(?:span|b|strong|i)\b[^>]*>\s*)?\Z""",
    re.IGNORECASE,
)
# The term of a list, or the head of a row, before its value.
_TERMS = re.compile(
    rb"<(?:dt|th|td)\b[^>]*>([^<]{1,80}(?:<[^>]*>[^<]{0,40}){0,3}?)</(?:dt|th|td)>\s*<(?:dd|td)\b[^>]*>",
    re.IGNORECASE,
)
_OF_TERM = re.compile(
    r"licen[sc]|rights|이용\s*(?:조건|허락|범위)|라이[선센]스|저작권|공공누리|copyright|ccl|유형",
    re.IGNORECASE,
)


def _label(html: bytes, at: int) -> str:
    """`이용조건: ` before a definition or a cell whose term names rights; else nothing."""
    low = max(0, at - 400)
    near = html[low:at]
    if b"<dd" not in near and b"<td" not in near:
        return ""
    terms = list(_TERMS.finditer(near))
    found = terms[-1] if terms else None
    if found is None or b"</dd" in near[found.end() :] or b"</td" in near[found.end() :]:
        return ""
    words = " ".join(
        entities.unescape(_TAG.sub(b" ", found[1]).decode("utf-8", "replace")).split()
    ).rstrip(" :：")
    return f"{words}: " if len(words) <= 40 and _OF_TERM.search(words) else ""


def _block_around(html: bytes, at: int) -> tuple[str, int]:
    """(text of the block that a byte stands in, offset behind it)."""
    low, high = max(0, at - AROUND), min(len(html), at + AROUND)
    before = [m.end() for m in _BLOCK.finditer(html, low, at)]
    start = before[-1] if before else low
    after = _BLOCK.search(html, at, high)
    stop = after.start() if after else high
    raw = html[start:stop]
    if start == low and b">" in raw[: at - start] and raw.find(b"<") > raw.find(b">"):
        raw = raw[raw.find(b">") + 1 :]  # the window begins inside a tag
    lines = [
        " ".join(entities.unescape(_TAG.sub(b" ", part).decode("utf-8", "replace")).split())
        for part in BREAK.split(raw)
    ]
    return joined([line for line in lines if line]), stop
