"""All families of texts whose language is known because a grammar of that language made them."""

from tests.strangers.language import (
    english,
    foreign,
    korean_pages,
    korean_short,
    korean_technical,
    undetermined,
)
from tests.strangers.language.family import Family

FAMILIES: tuple[Family, ...] = (
    *korean_technical.FAMILIES,
    *korean_short.FAMILIES,
    *korean_pages.FAMILIES,
    *english.FAMILIES,
    *foreign.FAMILIES,
    *undetermined.FAMILIES,
)
