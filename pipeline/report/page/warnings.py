"""Warnings about files in the language of the page. Ingest writes them in English, and quotes what a library
said of damage behind a colon."""

import re

from pipeline.report.page.words import Words

# Name of a message -> how ingest and the libraries that read files say it. Groups are values of the message.
_PATTERNS = {
    "named": r"named_(?P<claimed>\w+?)_is_(?P<found>\w+)",
    "trailing": r"trailing_garbage",
    "no_end": r"no_end_of_stream|no_end_mark",
    "no_field": r"no field (?P<name>'.*?'); string fields are (?P<fields>.*?); (?:write|name) (?P<mend>.*)",
    "no_string": r"no field (?P<name>'.*?'), and the records hold no other string",
    "unclear": r"text_field: auto: no field stands out(?:; string fields are |, )(?P<fields>.*)",
    "not_json": r"not JSON at line (?P<line>[\d,]+), byte (?P<byte>[\d,]+)(?:: .*)?",
    "after": r"after (?:page|member|record) (?P<num>\d+)",
    "row": r"(?:row|line) (?P<num>\d+)",
    "not_whole": r"not a whole (?P<what>[^:]+)",
    "too_long": r"an? (?:line|page) of more than (?P<size>.+)",
    "encoding": r"not (?P<name>[\w-]+) behind byte (?P<byte>[\d,]+)",
    "twice": r"the column (?P<name>'.*') occurs (?P<num>\d+) times",
    "not_xml": r"not XML|not well-formed \(invalid token\).*|mismatched tag.*",
    "ends_early": (
        r"a block that ends too early|the (?P<codec>\w+) stream ends inside a member|it ends in a header"
        r"|the file ends inside a page|cut short|(?i:.*(?:unexpected end|ended before the end|truncated"
        r"|end of file|no element found|unclosed token).*)"
    ),
    "checksum": r"its bytes are not those that were packed|(?i:.*(?:\bCRC|checksum).*)",
    "not_archive": r"no (?P<codec>\w+) member starts at byte [\d,]+|(?i:file is not a zip file|.*magic.*)",
    "not_unpacked": (
        r"a block that does not unpack|(?i:error -?\d+ while decompressing.*|.*incorrect header.*)"
    ),
    "locked": r"(?i:.*(?:password|encrypted).*)",
    "ended": r"the process ended with (?P<code>-?\d+)",
}
_COMPILED = {name: re.compile(pattern, re.S) for name, pattern in _PATTERNS.items()}
_DAMAGED = "damaged: "


def in_words(words: Words, warning: str) -> str:
    """A warning, which is masked already. What no pattern knows is quoted as the message of a library."""
    if warning.startswith(_DAMAGED):
        why = in_words(words, warning.removeprefix(_DAMAGED))
        return words.say("warning.damaged", why=why)
    first, colon, rest = warning.partition(": ")
    if colon and re.fullmatch(r"\S*[./]\S*", first):  # the name of a member
        return f"{first}: {in_words(words, rest)}"
    if (known := _known(words, warning)) is not None:
        return known
    if colon and (known := _known(words, first)) is not None:
        return f"{known}: {in_words(words, rest)}"
    return words.say("warning.of_library", text=warning)


def _known(words: Words, text: str) -> str | None:
    for name, pattern in _COMPILED.items():
        if found := pattern.fullmatch(text):
            return words.say(f"warning.{name}", text=text, **found.groupdict(""))
    return None
