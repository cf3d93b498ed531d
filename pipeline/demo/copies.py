"""Near copies: a text changed a little or much, until its similarity lies in a band."""

from collections.abc import Callable, Iterator
from random import Random

from pipeline.demo.grammar import Rules, expand
from pipeline.demo.similarity import jaccard, shingles
from pipeline.demo.texts import Text

# From the lowest to the highest similarity of a planted copy; a row of the table each.
BANDS = ((0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95))
# Copies at this similarity or above are near duplicates: the threshold of configs/demo.yaml.
THRESHOLD = 0.8

_BOILERPLATE: dict[str, Rules] = {
    "ko": {
        "line": (
            "입력 20{2}년 {1}월 {1}일 오전 {1}시",
            "{desk} 기사 더 보기",
            "무단 전재와 재배포를 금합니다",
            "이 글이 도움이 되었다면 {act}",
            "조회 {3}  추천 {2}  댓글 {1}",
            "{desk} 뉴스레터를 받아 보세요",
            "사진을 누르면 크게 볼 수 있습니다",
            "로그인한 회원만 {act}",
            "관련 글 {1}건: {desk} 인기 순위",
        ),
        "desk": ("생활", "지역", "문화", "경제", "과학", "교육", "여행"),
        "act": (
            "공유해 주세요",
            "댓글을 남길 수 있습니다",
            "구독을 눌러 주세요",
            "별점을 매겨 주세요",
        ),
    },
    "en": {
        "line": (
            "Posted on {1}{1}/{1}/20{2} by the {desk} desk",
            "All rights reserved, {desk} section",
            "Read more stories from {desk}",
            "{3} views, {2} likes, {1} comments",
            "Sign in to {act}",
            "If you liked this, {act}",
            "Advertisement. Continue reading below",
            "Subscribe to our {desk} newsletter",
            "Share this page with a friend",
        ),
        "desk": ("local", "culture", "travel", "science", "money", "weekend"),
        "act": ("leave a comment", "save this article", "follow the author", "rate this page"),
    },
}

# A change yields the text with ever more edits.
Change = Callable[[Random, Text], Iterator[str]]


def near_copy(
    random: Random, text: Text, change: Change, target: float, least: float
) -> str | None:
    """The first state of the changed text whose similarity to the text is at or below `target`; None if
    that state is below `least`."""
    original = shingles(text.body, text.lang)
    for state in change(random, text):
        similarity = jaccard(original, shingles(state, text.lang))
        if similarity <= target:
            return state if similarity >= least else None
    return None


def edited_words(random: Random, text: Text) -> Iterator[str]:
    """Other words of the text in place of ever more words."""
    words = text.body.split(" ")
    pool = list(words)
    for at in random.sample(range(len(words)), len(words)):
        words[at] = random.choice(pool)
        yield " ".join(words)


def reordered(random: Random, text: Text) -> Iterator[str]:
    """Ever more neighbouring sentences that change places, then neighbouring words."""
    pieces = list(text.pieces)
    for at in random.sample(range(len(pieces) - 1), len(pieces) - 1):
        pieces[at], pieces[at + 1] = pieces[at + 1], pieces[at]
        yield " ".join(pieces)
    words = " ".join(pieces).split(" ")
    for at in random.sample(range(len(words) - 1), len(words) - 1):
        words[at], words[at + 1] = words[at + 1], words[at]
        yield " ".join(words)


def respaced(random: Random, text: Text) -> Iterator[str]:
    """A tenth of the blanks dropped, and ever more marks and endings of words changed."""
    words = text.body.split(" ")
    glued = set(random.sample(range(1, len(words)), len(words) // 10))
    for at in random.sample(range(len(words)), len(words)):
        word = words[at]
        words[at] = word[:-1] if word[-1:] in ".,?!" else f"{word},"
        yield "".join(w if i == 0 or i in glued else f" {w}" for i, w in enumerate(words))


def framed(random: Random, text: Text) -> Iterator[str]:
    """Ever more lines of a page around the text."""
    before: list[str] = []
    after: list[str] = []
    for number in range(40):
        line = expand(random, _BOILERPLATE[text.lang], "line")
        (before if number % 3 == 0 else after).append(line)
        yield "\n".join([*before, text.body, *after])


def inserted_and_deleted(random: Random, text: Text) -> Iterator[str]:
    """Ever more words left out, and others inserted."""
    words = text.body.split(" ")
    pool = list(words)
    for number in range(len(pool)):
        at = random.randrange(len(words))
        if number % 2:
            words.insert(at, random.choice(pool))
        else:
            del words[at]
        yield " ".join(words)


def shortened(random: Random, text: Text) -> Iterator[str]:
    """The text without ever more words at its end."""
    words = text.body.split(" ")
    for num in range(len(words) - 1, len(words) // 3, -1):
        yield " ".join(words[:num])


CHANGES: dict[str, Change] = {
    "edited words": edited_words,
    "reordered": reordered,
    "respaced": respaced,
    "framed": framed,
    "inserted and deleted": inserted_and_deleted,
    "shortened": shortened,
}
