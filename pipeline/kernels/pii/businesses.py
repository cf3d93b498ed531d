"""Whether an American telephone number in a line or a row belongs to an office, a shop or a firm.

City Hall 216-694-9480, front desk (313) 624-9751: such numbers are printed for the public. The numbering plan
does not tell them from those of persons; the words around them do.
"""

import re

from pipeline.kernels.pii.surnames import ABROAD, OF_PLACES
from pipeline.kernels.pii.tables import heads
from pipeline.kernels.pii.vocabulary import Words

_BUSINESS = Words(
    "(?:city|town|village) hall",
    "librar(?:y|ies)|museum|(?:^|[^a-z])zoo(?:[^a-z]|$)|theat(?:er|re)",
    "clinic|hospital|pharmac(?:y|ies)|dental|veterinar|urgent care|medical cent(?:er|re)",
    "(?:elementary|middle|high|primary) school|universit|college",
    "department|(?:^|[^a-z])dept",
    "police (?:station|dep)|fire (?:dep|station)|courthouse|post office",
    "(?:assessor|treasurer|recorder|auditor|attorney|mayor|governor|registrar|sheriff|clerk)'s office",
    "(?:county|city|town) (?:clerk|offices?|departments?)|store locator|(?:^|[^a-z])store ?[|,:\\t]|branch",
    "switchboard|main (?:line|office|number|desk)|office hours",
    "(?:front|circulation|help|service|reference|information) ?desk",
    "reservations?(?: line| desk|:)|box office|customer (?:service|care|support)",
    "(?:pizza|hardware|book|coffee|repair|flower|barber|gift|thrift|grocery|pet|shoe|bike) ?(?:shop|store)",
    "restaurant|bakery|(?:^|[^a-z])(?:cafe|diner|motel|hotel)(?:[^a-z]|$)",
    "(?:^|[^a-z])(?:llc|inc\\.|ltd|corp\\.|co\\., )",
    "consulate|embassy|hotline|non-?emergency|(?:planning|zoning|park|water) (?:commission|department|board)",
    "animal services|public works|parks (?:&|and) recreation|permits|investor relations",
    "(?:corporate|sales|zoning|press|regional|main) (?:fax|office)",
    "(?:tel|phone)[^\\n]{0,24}(?:[|,;/]|\\n) ?fax",
    "customer care|media relations|all rights reserved|investor inquir|wholesale|showroom",
    "(?:grill|bbq|bistro|brewery|tavern|deli|kitchen|steakhouse|pub|kettle|noodle|sushi)(?:[^a-z]|$)",
    "brunch|byob|happy hour|takeout|cuisine|hours ?:|open daily|[0-9] reviews",
    "chamber of commerce|headquarters|visitor cent(?:er|re)|open (?:mon|tue|daily|24)",
)
_PERSON = Words(
    "(?:^|[^a-z])(?:cell|mobile|home|my|me|mom|dad|mother|father|mr|mrs|ms|his|her|i|i'm|wife|husband|son|daughter|sister"
    "|brother|babysitter|nanny|tenant|patient|student|customer|guest|client|member|employee|applicant|resident|name"
    "|attn|emergency|text|residence|personal|own|aunt|uncle|cousin|parents?|family|evenings|roommate|neighbou?r"
    "|classmate|alumni|resume|hobby|hobbies)(?:[^a-z]|$)",
    "after hours|\\( ?[hcm] ?\\)|[a-z0-9]@[a-z0-9]",
    "(?:^|[^a-z])(?:for sale|(?:for|to) rent|sublet|lost|found|pick ?up|landlord|caller|complain[a-z]*"
    "|witness|victim|volunteer|nurse|tutor|lessons?|babysit|host|on call|from:|filed by|reported|i live"
    "|yard sale)(?:[^a-z]|$)",
    # a place beside which something is, or to which somebody writes
    "(?:near|behind|beside|next to|across from|from|outside|at|to) (?:the|a) (?:[a-z]+ ){0,2}"
    "(?:library|museum|clinic|hospital|pharmacy|university|college|department|station|(?:hardware|book|coffee|gift|grocery|pet"
    "|pizza|repair) ?(?:shop|store)|restaurant|bakery|cafe|diner|motel|hotel|hall|school|office)",
)
# call Tobias, ask for Ms Reed, and two words with capitals right before the number
_NAMED = re.compile(
    rb"(?:[Cc]all|[Aa]sk for|[Cc]ontact|[Tt]ext|[Pp]hone|[Rr]each|[Ss]ee) (?:the [a-z]+, )?"
    rb"[A-Z][a-z]+(?:[ ,;:]|$)"
    rb"|[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+[,:]? (?:\(?(?:at|on) )?$"
)
_NAMES = ABROAD - OF_PLACES
# the saint whom a church or a hospital is named after
_SAINT = re.compile(rb"\b(?:St\.?|Saint) [A-Z][a-z]+")
# the head of a column of names, which may be those of shops
_NAME_HEAD = re.compile(rb"(?i)(?m:^)(?:\| ?)?\"?name\"? ?(?=[,|\t;])")
_FIRST_CELL = re.compile(rb"[| \"]*[^,|\t;\"]*")
_CAPITAL = re.compile(rb"[A-Z][a-z]{2,}")
_REACH = 120


def is_of_business(text: bytes, start: int, end: int) -> bool:
    """True for a number that a line, or the heads of a table, give to an office or a shop and to nobody."""
    begin = max(text.rfind(b"\n", max(0, start - _REACH), start) + 1, start - _REACH)
    line = text[begin:start]
    titles = heads(text, start)
    # the lines above and below, at most as far as a blank one
    above = text[max(0, begin - _REACH) : start].rpartition(b"\n\n")[2]
    around = above + b" " + text[end : end + _REACH].partition(b"\n\n")[0]
    # the first cell of a row is what the row is about: Lakeside Pharmacy,651-211-1847
    first = _FIRST_CELL.match(line)
    if first and _BUSINESS.search(first[0]):
        around, titles = _NAME_HEAD.sub(b"", around), _NAME_HEAD.sub(b"", titles)
    if not (_BUSINESS.search(around) or _BUSINESS.search(titles)):
        return False
    if _PERSON.search(around) or _PERSON.search(titles) or _is_named(line):
        return False
    # Sarah, from the library: 313-624-9751
    words = {word.decode().upper() for word in _CAPITAL.findall(_SAINT.sub(b"", around))}
    return words.isdisjoint(_NAMES)


def _is_named(line: bytes) -> bool:
    """True if the words right before a number name a person and not a place of business."""
    found = _NAMED.search(line)
    return found is not None and not _BUSINESS.search(line[found.start() :])
