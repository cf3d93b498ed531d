"""Bans on the training of models: `You may not use this text to train AI`, `AI 학습에는 쓸 수 없습니다`.

Such a ban stands beside a licence, alone on a line, or inside a permission. Its words are also those of news on
models and of privacy policies (`We do not use your data to train AI`): a sentence counts if it is about the text,
begins with the ban, or stands in a passage that names a licence."""

import re

_I = re.IGNORECASE
_MODEL_EN = (
    r"(?:a\.?i\.?|artificial\s+intelligence|machine[\s-]+learning|ml|llms?|(?:large\s+|generative\s+|foundation\s+|neural\s+)*(?:language\s+)?models?|"
    r"generative\s+(?:ai|systems?)|neural\s+net(?:work)?s?|chat\s?bots?|deep\s+learning|machines|algorithms)"
)
_TRAIN_EN = r"(?:pre-?train\w*|train(?:s|ed|ing)?|fine-?tun\w+|teach(?:ing)?|feed(?:ing)?|fed|ingest\w*|scrap\w+|crawl\w*|harvest\w*|min(?:e|ed|ing)|build(?:ing)?|develop\w*|improv\w+|learn(?:ing)?|data\s?sets?|corpora|corpus|crawlers?)"
# The act: `train ... models`, `AI training`, `text and data mining`, `machine learning on`.
_ACT_EN = (
    rf"(?:\b{_TRAIN_EN}\b(?:\s+[\w,/'’-]+){{0,6}}?\s+{_MODEL_EN}\b|\b{_MODEL_EN}[\s/-]+(?:[\w/-]+\s+){{0,2}}?{_TRAIN_EN}\b|"
    r"\b(?:text\s+and\s+)?data\s+mining\b|\btdm\b|\btraining\s+(?:data|material|sets?|purposes)\b|\bmachine[\s-]learning\s+(?:on|with|from|of|use|purposes)\b|"
    rf"\b(?:use[ds]?|using|usage)\s+(?:[\w'’]+\s+){{0,4}}?(?:by|in|for|with)\s+(?:\w+\s+){{0,2}}?{_MODEL_EN}\b|\b(?:ai|llm)\s+(?:use|purposes?|usage|systems?|companies|crawlers?)\b)"
)
_NO_EN = (
    r"(?:not\s+(?:be\s+)?(?:\w+\s+)?(?:allowed|permitted|covered|licen[sc]ed|included|granted|ok(?:ay)?|welcome|authori[sz]ed|part\s+of|fine)|(?:strictly\s+|expressly\s+|explicitly\s+|hereby\s+)*(?:prohibited|forbidden|excluded|reserved|disallowed|banned|refused|excepted)|"
    r"off[\s-]limits|requires?\s+(?:\w+\s+){0,4}?(?:permission|licen[sc]e|consent|agreement)|needs?\s+(?:\w+\s+){0,3}?(?:permission|licen[sc]e|consent)|unlawful)"
)
_BAN_EN = re.compile(
    # `you may not use this text to train`, `must not be included in data sets for training AI`
    rf"\b(?:may|must|shall|should|can)(?:\s*not|n['’]t)\b(?:\s+[\w,/'’-]+){{0,12}}?\s+(?:to\s+|for\s+|in\s+|as\s+|on\s+)?(?:the\s+)?{_ACT_EN}"
    rf"|\bnot\s+(?:be\s+)?(?:used?|included?|fed|scraped|copied|taken)\b(?:\s+[\w,/'’-]+){{0,6}}?\s+(?:to\s+|for\s+|in\s+|as\s+)?{_ACT_EN}"
    r"|\b(?:do\s*(?:not|n['’]t)|don['’]t|never|may\s+not|must\s+not)\s+train\s+(?:\w+\s+){0,2}?on\s+(?:this|it\b|these|my|our|any)"
    r"|(?:^|[.!,;|(]\s*)no\s+(?:a\.?i|llms?)\b(?=\s*[.!,;|)]|\s*$)"
    rf"|\b(?:licen[sc]e|permission|grant)\s+(?:does\s+not|doesn['’]t)\s+(?:\w+\s+)?(?:extend|apply|cover|include|allow|permit)(?:\s+[\w'’-]+){{0,5}}?\s+{_ACT_EN}"
    # `Do not feed it to models`, `but never train AI on it`
    rf"|(?:^|[.;:,!(—–-]\s*|\b(?:please|but|and)\s+)(?:please\s+)?(?:do\s*(?:not|n['’]t)|don['’]t|never)\b(?:\s+[\w,/'’-]+){{0,10}}?\s+(?:to\s+|for\s+|in\s+|as\s+)?{_ACT_EN}"
    rf"|(?:^|[.;:,!(—–|-]\s*|\bbut\s+)(?:no|not|never)\s+(?:to\s+be\s+)?(?:(?:use[ds]?|usage|licen[sc]ed|available|for|as|in|any|the|by)\s+){{0,5}}?{_ACT_EN}"
    rf"|\b(?:except(?:ing)?(?:\s+for)?|excluding|other\s+than|but\s+not|apart\s+from|excludes?|with(?:\s+the)?\s+exception\s+of|save\s+for)\s+(?:[\w'’]+\s+){{0,5}}?{_ACT_EN}"
    r"|\b(?:is|are)\s+not\s+(?:\w+\s+)?training\s+(?:data|material)\b"
    rf"|{_ACT_EN}(?:\s+[\w,/'’-]+){{0,9}}?\s+(?:is|are|remains?|be)?\s*{_NO_EN}"
    rf"|\b(?:forbids?|prohibits?|reserves?|opts?[\s-]+out|objects?|refuses?|withholds?|disallows?|declines?|(?:does|do)\s+not\s+(?:consent|agree|permit|allow|want))\b(?:\s+[\w,/'’-]+){{0,9}}?\s+{_ACT_EN}",
    _I,
)
# What the ban is about: the text, or nothing where the sentence begins with the ban.
_SELF_EN = re.compile(
    r"\b(?:this|these|my|our|all|any)\s+(?:[\w'’-]+\s+){0,2}?(?:texts?|works?|articles?|pages?|(?:web)?sites?|contents?|posts?|blog|writings?|words|stor(?:y|ies)|essays?|documents?|books?|materials?|poems?|licen[sc]e|permission|publications?|reports?|lessons?|translations?|notes?)\b|\b(?:on|of)\s+(?:this|it|these)\b|\bany\s+part\b|\b(?:everything|anything)\b|\b(?:the|its)\s+(?:texts?|contents?|articles?|works?|site|page|posts?|material|author|owner|publisher|writer|copyright)\b",
    _I,
)
# Somebody else acts: privacy policies, news, textbooks.
_OTHERS_EN = re.compile(
    r"\b(?:your\s+(?:\w+\s+)?(?:data|information|account|messages|files|photos|inputs?|conversations?|personal)|customers?|users?['’]?\s+data|personal|the\s+(?:law|bill|act|court|judge|company|firm|government|ruling|rule|policy|plan|parliament|model|chapter|students?)|researchers|lawmakers|regulators|they|he|she|said|says|told|was|were|would|could|enough|debated?|voted?|proposed)\b|(?:\bnot|n['’]t)\s+(?:forbid|prohibit|reserve|object|exclude|ban)|\b(?:not|never)\s+(?:prohibited|forbidden)|\b(?:test|validation|held-?out|biased|noisy)\s+(?:data|sets?|splits?)\b|\b(?:epochs?|gradients?|overfit\w*|accuracy)\b|\b(?:this|the\s+next)\s+(?:chapter|section|course|lesson)\b",
    _I,
)
_MODEL_KO = r"(?:\bA\.?I\.?(?![A-Za-z])|AI|인공\s*지능|생성형|생성\s*AI|기계|머신\s*러닝|딥\s*러닝|LLM|(?:대규모\s*|거대\s*|대형\s*)?언어\s*모(?:델|형)|챗봇|챗\s*GPT|신경망)"
_ACT_KO = (
    rf"(?:{_MODEL_KO}[^.\n,;]{{0,24}}?(?:학습|훈련|러닝|트레이닝|튜닝|가르치|수집|크롤링|개발|마이닝)(?:시키|용|에|을|를|의|하는|목적|데이터|자료|로|으로|\s)*|"
    r"(?:학습|훈련)(?:용)?\s*(?:데이터|자료|말뭉치)|(?:데이터|텍스트)\s*마이닝|(?:모델|모형)[^.\n,;]{0,10}?(?:학습|훈련))"
)
_NO_KO = (
    r"(?:금지(?!하지|되지|법|하[는여고]|했|한다|된다|령)|금합|금하|금함|불가(?!능|피)|불허|NO\b|X\b|거부합|거절합|반대합|제외(?:합|하며|됩|됨|입니다|\s*$|\s*[)\].])|삼가|사절|안\s*(?:됩|돼|되며)|(?:쓸|쓰실|쓰일|넣을|이용할|이용하실|사용할|사용하실|활용할|활용하실|수집할|수집하실|할|하실|될|시킬)\s*수(?:는|가|도)?\s*없(?:습|음|어|으)|"
    r"(?:허락|허용|허가|동의|승인)(?:하|되)지\s*않(?:습|음|으)|(?:허락|허가|동의|승인|계약)(?:이|을|를|가)?\s*(?:필요|받아야|얻어야|있어야)|지\s*(?:는\s*|도\s*)?(?:마(?:세|십|시|라)|말아|말\s*것|않기를)|빼\s*주|원하지\s*않(?:습|음|으))"
)
_BAN_KO = re.compile(rf"{_ACT_KO}[^.\n]{{0,40}}?{_NO_KO}", _I)
_TALK_KO = re.compile(
    r"법안|법률|국회|정부|의회|논란|소송|판결|연구팀|(?:이|가)\s*(?:밝혔|말했|올랐)|모델(?:은|이)\s|학습하지\s*(?:않은|못)|학생|수업|시험|검증|부족|환불|과정|수강|여부|확인|성능|정확도|(?<!하려)(?<!려)(?:하|되|으)면\s+(?!안)|았다|었다|했다|(?:한|된|는|있)다[.\s]*$|\?"
)
_NEGATED_KO = re.compile(r"금지하지\s*않|금하지\s*않")
# Without one of these no ban in English is looked for: most passages are judged by this alone.
_OF_ENGLISH = re.compile(
    r"train|learning|mining|\bai\b|a\.i\.|\bllms?\b|neural|language model|\btdm\b"
)
# Characters of a sentence that is about a text without saying so.
_SHORT = 90


def bans(text: str, is_licensed: bool) -> list[tuple[int, int]]:
    """(start, end) of every ban on training in a passage; `is_licensed` says whether it names a licence."""
    low = text.lower()
    found = []
    if _OF_ENGLISH.search(low):
        found += [
            m.span() for m in _BAN_EN.finditer(text) if _counts_en(text, *m.span(), is_licensed)
        ]
    if "학습" in text or "훈련" in text or "마이닝" in text or "수집" in text or "러닝" in text:
        found += [m.span() for m in _BAN_KO.finditer(text) if _counts_ko(text, *m.span())]
    return found


def _sentence(text: str, start: int, stop: int) -> tuple[int, int]:
    low = max(text.rfind(mark, 0, start) for mark in (". ", "\n", "! ", "? ")) + 1
    ends = [at for mark in (".", "\n", "!", "?") if (at := text.find(mark, stop)) >= 0]
    return low, min(ends, default=len(text)) + 1


def _counts_en(text: str, start: int, stop: int, is_licensed: bool) -> bool:
    low, high = _sentence(text, start, stop)
    sentence = text[low:high]
    if _OTHERS_EN.search(sentence):
        return False
    if is_licensed or _SELF_EN.search(sentence):
        return True
    if text[start : start + 6].lower().startswith(("can", "should")):
        return False  # `You cannot train a model on so little text.`
    return (
        text[low:start].strip(" •*-–—|·").lower() in ("", "you", "it", "but you", "please")
        and len(sentence.strip()) <= _SHORT
    )


def _counts_ko(text: str, start: int, stop: int) -> bool:
    low, high = _sentence(text, start, stop)
    return _TALK_KO.search(text[low:high]) is None and not _NEGATED_KO.search(text[start:high])
