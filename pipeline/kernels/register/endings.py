"""The endings of Korean speech levels, as tables of syllables.

An ending is its last syllable, alone or behind another. `*ㅆ지` is 지 behind any syllable that ends with ㅆ.
니까 asks politely behind ㅂ (갑니까) and gives a reason otherwise (가니까).
"""

import numpy as np

from pipeline.kernels.register import HAE, HAERA, HAEYO, HAPSYO, WRITTEN

FIRST, LAST = ord("가"), ord("힣")
NUM = LAST - FIRST + 1
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
NONE, REASON_OR_QUESTION = 255, 254

# Of any sentence.
ENDINGS = {
    HAPSYO: "니다 시오 소서",
    HAEYO: "요 죠",
    HAE: "어 아 해 돼 봐 줘 져 여 야 네 군 *ㅆ지 렇지 맞지 하지 *ㄹ까 *ㄹ래 *ㄹ게 *ㄹ께 *ㄹ걸 는걸 거든 "
    "*ㄴ데 잖아 구나",
    HAERA: "냐 거라 어라 아라 해라 여라 려라 *ㅆ니 하니 *ㄴ가",
    WRITTEN: "다 *ㅆ음 없음 같음 많음 않음 됨 함 것",
}
# Of a sentence with a mark alone: too many nouns end so.
MARKED = {
    HAE: "지 나 대 데 걸 게 까 래",
    HAERA: "자 라 니",
    WRITTEN: "음 임 감 림 짐 심 옴 킴 남 움 줌 봄 침",
}
# Words and parts of words that end like a sentence, by their last two syllables.
WORDS = """
필요 중요 수요 주요 개요 강요 소요 동요 언어 영어 국어 단어 용어 한어 중어 일어
독어 불어 색어 시아 시야 분야 이해 피해 방해 손해 올해 새해 동해 서해 남해 오해
상해 공해 유해 까지 이지 미지 토지 먼지 현지 단지 휴지 편지 가지 여지 의지 동네
시대 세대 상대 무대 현대 연대 군대 기대 절대 확대 최대 반대 가게 무게 하게 미래
거래 노래 아래 용자 리자 글자 숫자 의자 저자 남자 여자 기자 환자 투자 혼자 각자
나라 언니 바다 이것 그것 저것 참여 부여 기여 급여 국군 장군 운데 문가 단가 마음
다음 처음 믿음 젊음 책임 게임 모임 그림 공감 영감 아침 점심 강남 경남 전남 충남
"""


def _pairs(ending: str) -> list[tuple[int, int]]:
    """(last syllable but one or -1 for any, last syllable), numbers from 0, of an ending."""
    last = ord(ending[-1]) - FIRST
    if ending[0] == "*":
        final = _FINALS.index(ending[1])
        return [(i, last) for i in range(final, NUM, 28)]
    return [(ord(ending[-2]) - FIRST if len(ending) > 1 else -1, last)]


def _tables() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    marked, bare = np.full(NUM, NONE, np.uint8), np.full(NUM, NONE, np.uint8)
    pairs: dict[int, int] = {}
    for level, endings in ENDINGS.items():
        for ending in endings.split():
            for before, last in _pairs(ending):
                if before < 0:
                    marked[last] = bare[last] = level
                else:
                    pairs[before * NUM + last] = level
    for level, endings in MARKED.items():
        for ending in endings.split():
            marked[ord(ending) - FIRST] = level
    for word in WORDS.split():
        ((before, last),) = _pairs(word)
        pairs[before * NUM + last] = NONE
    ((before, last),) = _pairs("니까")
    pairs[before * NUM + last] = REASON_OR_QUESTION
    keys = np.array(sorted(pairs), np.int64)
    return marked, bare, keys, np.array([pairs[k] for k in keys.tolist()], np.uint8)


# uint8 [NUM]: the number of the final consonant of a syllable; that of ㅂ.
FINAL, BIEUP = (np.arange(NUM) % 28).astype(np.uint8), _FINALS.index("ㅂ")
# uint8 [NUM] the level by last syllable of a sentence with a mark and of one without, and for pairs of
# syllables (before * NUM + last), which count first: int64 sorted keys, uint8 levels. NONE without a level.
BY_MARKED, BY_BARE, KEYS, LEVELS = _tables()
