"""Documents in other languages: prose, pages with a Korean menu, and hard cases."""

from functools import partial
from random import Random
from unicodedata import combining, normalize

from tests.strangers.language import foreign_short as short
from tests.strangers.language.family import Family
from tests.strangers.language.foreign_words import GRAMMARS
from tests.strangers.language.grammar import Grammar
from tests.strangers.language.menus import korean_menu


def prose(random: Random, grammar: Grammar) -> str:
    return grammar.paragraphs(random, "sentence", 1, 8)


def with_korean_menu(random: Random, grammar: Grammar) -> str:
    """An article of at least nine sentences below a Korean menu."""
    article = "\n\n".join(
        grammar.prose(random, "sentence", 3, 5) for _ in range(random.randint(3, 8))
    )
    return f"{korean_menu(random)}\n\n{article}\n\n{random.choice(('맨 위로', '목록으로', '공유하기', '댓글 0개'))}"


def spaced(random: Random, grammar: Grammar) -> str:
    """Sentences with a space instead of each mark, as titles and subtitles have them."""
    text = grammar.prose(random, "sentence", 1, 8)
    return " ".join(text.replace("。", " ").replace("，", " ").split())


def without_marks(random: Random, grammar: Grammar) -> str:
    """Prose in Latin letters without diacritics, as people type it on a plain keyboard."""
    text = normalize("NFD", prose(random, grammar)).replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in text if not combining(c))


def lines(random: Random, grammar: Grammar, slot: str, most: int) -> str:
    return "\n".join(grammar.some(random, slot, 1, most))


def _code(script: str) -> str:
    """The language of a script: `zh_hans` -> `zh`."""
    return script.partition("_")[0]


FAMILIES = (
    *(
        Family(f"{key}_prose", _code(key), partial(prose, grammar=grammar))
        for key, grammar in GRAMMARS.items()
    ),
    *(
        Family(f"{key}_article_korean_menu", _code(key), partial(with_korean_menu, grammar=grammar))
        for key, grammar in GRAMMARS.items()
    ),
    Family("vi_without_marks", "vi", partial(without_marks, grammar=GRAMMARS["vi"])),
    Family("zh_hans_spaced", "zh", partial(spaced, grammar=GRAMMARS["zh_hans"])),
    Family("zh_hant_spaced", "zh", partial(spaced, grammar=GRAMMARS["zh_hant"])),
    Family(
        "zh_hans_headlines",
        "zh",
        partial(lines, grammar=short.HANS_HEADLINE, slot="headline", most=6),
    ),
    Family(
        "zh_hant_headlines",
        "zh",
        partial(lines, grammar=short.HANT_HEADLINE, slot="headline", most=6),
    ),
    Family(
        "ja_headlines",
        "ja",
        partial(lines, grammar=short.JAPANESE_HEADLINE, slot="headline", most=6),
    ),
    Family("ja_few_kana", "ja", partial(lines, grammar=short.FEW_KANA, slot="row", most=8)),
    Family(
        "ja_katakana_loans", "ja", partial(lines, grammar=short.KATAKANA, slot="sentence", most=6)
    ),
    Family(
        "de_english_loans",
        "de",
        partial(lines, grammar=short.GERMAN_LOANS, slot="sentence", most=6),
    ),
    Family(
        "fr_english_loans",
        "fr",
        partial(lines, grammar=short.FRENCH_LOANS, slot="sentence", most=6),
    ),
    Family("es_chat", "es", partial(lines, grammar=short.SPANISH_CHAT, slot="line", most=6)),
)
