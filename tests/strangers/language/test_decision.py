"""The decision holds on families that another hand wrote from the specification alone."""

import random

from tests.strangers.language.adapter import decide
from tests.strangers.language.families import FAMILIES
from tests.strangers.language.measure import means, measure


def test_mean_accuracy_on_texts_of_strangers() -> None:
    """Texts of another seed in each run: nothing can be fitted to them."""
    found = means(measure(decide, FAMILIES, 20, random.randrange(10**6)))
    for group, least in (("ko", 0.95), ("en", 0.97), ("und", 0.97), ("other", 0.93)):
        assert found[group, "both"][1] >= least, (group, found[group, "both"])
    assert found["all", "held out"][1] >= 0.95
