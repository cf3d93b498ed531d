"""What a sample is made of: each plant adds records of its kinds and their truth."""

import json
import unicodedata
from collections.abc import Callable, Iterator

from pipeline.demo import advertisements, carriers, chatter, negatives, spam
from pipeline.demo.copies import BANDS, CHANGES, THRESHOLD, near_copy
from pipeline.demo.sample import Sample
from pipeline.demo.similarity import WIDTHS, Pool, shingles
from pipeline.demo.spellings import UNUSUAL, USUAL, Speller
from pipeline.demo.texts import Text, lines
from pipeline.demo.truth import ANY_RULE, Truth

NUM_FRESH = 1_800
COPIES_OF_A_BAND = 60
# A near copy is at most this much below its target, so that the copies of a band are spread evenly.
STEP = 0.02
LANGUAGES = ("ko", "en")
# Genres of prose that a page with planted data takes its body from.
PROSE = ("essay", "news", "howto", "encyclopedia")


def fresh(sample: Sample) -> None:
    """The originals and documents composed from them, which should all be kept."""
    genres = sorted({t.genre for t in sample.texts})
    new = list(sample.texts)
    for number in range(NUM_FRESH):
        new.append(sample.compose(LANGUAGES[number % 2], genres[number // 2 % len(genres)]))
    for text in new:
        truth = Truth(sample.identifier("fresh"), "fresh document", "keep", text.lang)
        sample.add(text.genre, text.body, truth)
        sample.living.append((truth.id, text))


def exact_copies(sample: Sample) -> None:
    """200 exact copies of kept documents."""
    for _, text in sample.random.sample(sample.living, 200):
        truth = Truth(sample.identifier("exact"), "exact copy", "dedup_exact:duplicate", text.lang)
        sample.add("mirror", text.body, truth)


def near_copies(sample: Sample) -> None:
    """Copies by six kinds of changes, as many in each band of similarity, which runs evenly through it.
    A copy's similarity is the highest one to any fresh document, or to a copy that should stay."""
    prose = [t for _, t in sample.living if len(t.body) > 500 and t.genre != "code"]
    origins = iter(sample.random.sample(prose, len(prose)))
    pools = {
        lang: Pool(shingles(t.body, lang) for _, t in sample.living if t.lang == lang)
        for lang in WIDTHS
    }
    for band in BANDS:
        for number in range(COPIES_OF_A_BAND):
            name = list(CHANGES)[number % len(CHANGES)]
            low, high = band
            target = low + (high - low) * (number + 1) / COPIES_OF_A_BAND
            lang, text, similarity = _copy(sample, origins, pools, name, target, band)
            expect = "dedup_fuzzy:near_duplicate" if similarity >= THRESHOLD else "keep"
            kind = f"near copy, {low:.2f} to {high:.2f}"
            note = f"{name}: {similarity:.4f}"
            truth = Truth(sample.identifier("near"), kind, expect, lang, note=note)
            sample.add("mirror", text, truth)
            if similarity < THRESHOLD:
                pools[lang].add(shingles(text, lang))


def _copy(
    sample: Sample,
    origins: Iterator[Text],
    pools: dict[str, Pool],
    name: str,
    target: float,
    band: tuple[float, float],
) -> tuple[str, str, float]:
    """(language, text, similarity) of the first origin whose copy is less than `STEP` below the target."""
    least = max(band[0], target - STEP)
    for origin in origins:
        text = near_copy(sample.random, origin, CHANGES[name], target, least)
        if text is None:
            continue
        similarity = pools[origin.lang].best(shingles(text, origin.lang))
        if least <= similarity < band[1]:
            return origin.lang, text, similarity
    raise ValueError("too few documents to make near copies of")


def personal_data(sample: Sample) -> None:
    """For each kind eight documents in usual and eight in unusual spellings, with two values each, so that
    the sixteen values of a row stand in every carrier at least once."""
    names = sorted(carriers.CARRIERS["ko"])
    for rare, spellings in ((False, USUAL), (True, UNUSUAL)):
        for kind, spellers in spellings.items():
            row = f"{kind}, unusual" if rare else kind
            turns = sample.random.sample(names, 10) + sample.random.sample(names, 6)
            for number in range(8):
                _one_with_personal_data(
                    sample,
                    f"personal data: {row}",
                    kind,
                    [spellers[at % len(spellers)] for at in (2 * number, 2 * number + 1)],
                    turns[2 * number : 2 * number + 2],
                    number,
                )


def _one_with_personal_data(
    sample: Sample, row: str, kind: str, spellers: list[Speller], names: list[str], number: int
) -> None:
    """Add a document with a value by each speller, the first before and the last behind its body, in the
    carriers of these names."""
    languages = sorted(carriers.LABELS[kind], reverse=True)
    lang = languages[number % len(languages)]
    text = sample.compose(lang, PROSE[number % len(PROSE)])
    values = [speller(sample.random) for speller in spellers]
    first, last = (
        carriers.carry(sample.random, kind, lang, name, value)
        for name, value in zip(names, values, strict=True)
    )
    note = " and ".join(names)
    truth = Truth(sample.identifier("pii"), row, "mask", lang, values=values, pii=kind, note=note)
    sample.add("crawl", f"{first}\n\n{text.body}\n\n{last}", truth)


def personal_data_beyond_the_claim(sample: Sample) -> None:
    """24 documents with a value that docs/pii.md leaves alone by its own words."""
    for number in range(24):
        lang = LANGUAGES[number % 2]
        forms = carriers.NOT_CLAIMED[lang]
        sentence, value = forms[number // 2 % len(forms)]
        text = sample.compose(lang, PROSE[number % len(PROSE)])
        truth = Truth(
            sample.identifier("pii"),
            "personal data in prose",
            "mask",
            lang,
            claimed=False,
            values=[value],
        )
        sample.add("crawl", f"{text.body} {sentence.format(value)}", truth)


def hard_negatives(sample: Sample) -> None:
    """150 documents with a sentence that looks like personal data, six of each kind."""
    for number in range(150):
        lang = LANGUAGES[number % 2]
        kind = list(negatives.KINDS)[number % len(negatives.KINDS)]
        text = sample.compose(lang, PROSE[number % len(PROSE)])
        truth = Truth(sample.identifier("hard"), "no personal data", "no mask", lang, note=kind)
        sample.add("crawl", f"{text.body} {negatives.sentence(sample.random, kind, lang)}", truth)


def unwanted(sample: Sample) -> None:
    """100 texts of spam, which quality should drop, and 40 advertisements, for which it has no rule."""
    for number in range(100):
        lang = "en" if number % 4 == 3 else "ko"
        theme = spam.THEMES[lang][number // 4 % len(spam.THEMES[lang])]
        text = spam.write(sample.random, lang, theme)
        sample.add(
            "crawl", text, Truth(sample.identifier("spam"), "spam", ANY_RULE, lang, note=theme)
        )
    for number in range(40):
        lang = LANGUAGES[number % 2]
        theme = advertisements.THEMES[number // 2 % len(advertisements.THEMES)]
        truth = Truth(
            sample.identifier("ad"), "advertisement", ANY_RULE, lang, claimed=False, note=theme
        )
        sample.add("crawl", advertisements.write(sample.random, lang, theme), truth)


def talk(sample: Sample) -> None:
    """160 examples of poor text for the demo's classifier, and 60 texts of other chatter in the crawl, which
    should be dropped."""
    examples = lines("chatter")
    for number in range(160):
        lang = LANGUAGES[number % 2]
        text = "\n".join(sample.random.sample(examples[lang], 8))
        sample.add(
            "chatter",
            text,
            Truth(sample.identifier("chat"), "examples of poor text", "any", lang),
        )
    for number in range(60):
        lang = LANGUAGES[number % 2]
        text = chatter.write(sample.random, lang)
        sample.add("crawl", text, Truth(sample.identifier("chat"), "chatter", ANY_RULE, lang))


def encodings(sample: Sample) -> None:
    """Texts in NFD, CP949 and mojibake, which should be repaired to the text that they were made of."""
    for number in range(40):
        body = sample.compose("ko", ("review", "news")[number % 2]).body
        truth = Truth(sample.identifier("nfd"), "NFD text", "repair:nfc", "ko", text=body)
        sample.add("crawl", unicodedata.normalize("NFD", body), truth)
    for number in range(30):
        name = f"board/{number:03d}.txt"
        sample.files[name] = sample.compose("ko", "notice").body.encode("cp949", "ignore")
        expected = sample.files[name].decode("cp949")
        sample.truth.append(Truth(f"{name}#1", "CP949 file", "repair:cp949", "ko", text=expected))
    for _ in range(30):
        body = sample.compose("ko", "essay").body
        truth = Truth(sample.identifier("moji"), "mojibake", "repair:mojibake", "ko", text=body)
        sample.add("crawl", body.encode().decode("latin-1"), truth)


def foreign(sample: Sample) -> None:
    """40 texts in other languages."""
    for number in range(40):
        lang, of_language = sorted(lines("foreign").items())[number % 5]
        text = ("" if lang in ("ja", "zh") else " ").join(sample.choose(of_language, 2))
        truth = Truth(sample.identifier("lang"), "other languages", "quality:language", lang)
        sample.add("crawl", text, truth)


def broken(sample: Sample) -> None:
    """Records that should be rejected, two of them huge, and texts that are too short."""
    for text in ("", "   \n\t  ") * 10:
        truth = Truth(sample.identifier("empty"), "empty text", "reject:empty_text", "")
        sample.add("crawl", text, truth)
    for number in range(10):
        truth = Truth(sample.identifier("null"), "text missing", "reject:no_text", "")
        sample.add("crawl", None, truth)
        truth = Truth(
            sample.identifier("type"), "text not a string", "reject:text_not_a_string", ""
        )
        sample.add("crawl", [number], truth)
    for number in range(15):
        line = b'{"id": "cut-%d", "text": "the line ends' % number
        sample.add_raw("crawl", line, "malformed JSON", "json")
    for number in range(5):
        sample.add_raw("crawl", b"[%d]" % number, "line without an object", "not_an_object")
        broken_bytes = f'{{"id": "bytes-{number}", "text": "깨진 '.encode() + b'\xff\xfe"}'
        sample.add_raw("crawl", broken_bytes, "invalid UTF-8", "encoding")
    for number in range(2):
        row = {"id": f"huge-{number}", "text": "끝없이 이어지는 글. " * 100_000}
        line = json.dumps(row, ensure_ascii=False).encode()
        sample.add_raw("crawl", line, "huge record", "record_too_large")
    for number in range(30):
        comments = ("좋아요", "ㅋㅋㅋㅋ", "감사합니다!", "ok thanks", "first!")
        text = f"{sample.random.choice(comments)}{'!' * (number % 3)} {number}"
        truth = Truth(sample.identifier("short"), "too short", "quality:too_short", "ko")
        sample.add("crawl", text, truth)


PLANTS: tuple[Callable[[Sample], None], ...] = (
    fresh,
    exact_copies,
    near_copies,
    personal_data,
    personal_data_beyond_the_claim,
    hard_negatives,
    unwanted,
    talk,
    encodings,
    foreign,
    broken,
)
