"""The subject of a statement of a licence: the document, or a part of it or another thing.

`Code is available under the MIT License` in a paper, `Reader comments are licensed CC BY`, the font of a site and the
press release that an article was written from say nothing of the text. The subject of the clause decides: its head
noun, its determiner, and whether its verb makes the licence that of an object (`uses a theme that is released under`).
"""

import re

from pipeline.stages.rights.frames import GENERALLY

_I = re.IGNORECASE
# Parts and other things, in the singular and the plural.
_PART_EN = re.compile(
    r"(?:codes?|samples?|snippets?|examples?|scripts?|software|programs?|apps?|applications?|librar(?:y|ies)|packages?|plugins?|dependenc(?:y|ies)|"
    r"data|data\s?sets?|metadata|corpus|corpora|tables?|spreadsheets?|measurements|figures?|charts?|graphs?|diagrams?|maps?|tiles|plots?|drawings?|"
    r"photos?|photographs?|photography|pictures?|images?|illustrations?|artworks?|graphics?|screenshots?|thumbnails?|covers?|icons?|emoji|logos?|fonts?|typefaces?|themes?|templates?|skins?|stylesheets?|"
    r"comments?|replies|reviews\s+by\s+readers|videos?|clips?|footage|audio|recordings?|podcasts?|music|songs?|soundtracks?|films?|movies?|games?|albums?|"
    r"abstracts?|supplements?|appendix|appendices|supplementary\s+\w+|questionnaires?|models?|weights|quotations?|quotes|excerpts?|captions?|exercises|subtitles|notebooks?|(?:sample|example|supplementary|supporting|demo|raw)\s+\w+|tools?|projects?\s+code|preprints?|drafts?|manuscripts?|versions?|editions?|slides?|lesson\s+plans?|worksheets?|materials?\s+from\s+\w+|attachments?|attached\s+\w+|enclosures?|downloads?|pdfs?|files?\s+below)",
    _I,
)
# Of these, `this code` may be the document itself.
_WHOLE_EN = re.compile(
    r"(?:code|software|script|program|app|application|library|package|plugin|corpus|data|data\s?sets?|questionnaire|template|notebook|model|tool|preprint|draft|manuscript|version|edition|slide|worksheet|theme|font|example|sample|table)s?",
    _I,
)
# Works that somebody else made, if the article is `the`.
_WORK_OF_OTHERS_EN = re.compile(
    r"(?:book|novel|film|movie|game|album|textbook|study|press\s+release|exhibition|map|paper|report|handbook|brochure|tool|edition)",
    _I,
)
_VERB_EN = re.compile(
    r"\b(?:is|are|was|were|has|have|can|may|must|will|carr(?:y|ies)|comes?|bears?|appears?|remains?|uses?|runs?|contains?|includes?|discuss(?:es)?|reviews|"
    r"draws?|relies|quotes|cites|summari[sz]es|describes|features|shows|displays|embeds|licen[sc]ed|released|published|available|shared|distributed|offered|provided|under)\b|\s[:=|–—-]\s|[:=]",
    _I,
)
_PREPOSITION_EN = re.compile(
    r"\s\b(?:of|on|in|at|from|for|by|to|with|within|including|that|which|who|here|about|under|i|we|you|they|marked|labell?ed|published|produced|developed|maintained|written|made|created|contributed|submitted|uploaded|posted|used|deposited|accompanying|below|above|therein|plus)\b|[,(]",
    _I,
)
_LEAD_EN = re.compile(
    r"^\W*(?:(?:data|code|software)\s+(?:and\s+\w+\s+)?availability\W+|(?:note|nb|licen[sc]e|licen[sc]ing|copyright|rights|open\s+access)\s*[.:–—-]\s*|(?:unless|except|where|if)\b[^,;]{0,80}[,;]\s*|please\s+note\s+that\s+|note\s+that\s+|all\s+of\s+)+",
    _I,
)
_SOME_EN = re.compile(
    r"^(?:an?|only|just|some|selected|many|most|several|certain|other|various|few|a\s+few|individual|parts?|portions?|sections?|pieces|passages|(?:its|his|her|their)\b|another|earlier|previous)\b|^(?!all\b|any\b|every\b).*\b(?:other|earlier|previous|related)\s+\w+$",
    _I,
)
# The verb makes what follows an object, or a source, with a licence of its own.
_OBJECT_EN = re.compile(
    r"\b(?:(?<!for )(?<!commercial )uses?|using|calls|wraps|imports|loads|bundles|depends\s+on|links\s+against|contains?|discuss(?:es)?|reviews|summari[sz]es|describes|quotes|cites|embeds|borrows|runs\s+on|draws\s+on|relies\s+on|reports\s+on|responds\s+to|"
    r"(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:built|set|typeset|written|made|powered|rendered|generated|compiled|prepared|illustrated)\s+(?:up\s+)?(?:with|on|in|from|by|using|after)|"
    r"(?:is|are)\s+(?:an?|the)\s+(?:\w+\s+)?(?:summary|review|response|commentary|reply|report|list|survey|guide)\s+(?:of|on|to)|refers?\s+to|links?\s+to|points?\s+to)\b",
    _I,
)
# `Contains data under the Open Government Licence`
_OBJECT_FIRST_EN = re.compile(
    r"^\W*(?:contains?|includes?|uses?(?!\s+of\s+(?:this|these|the\s+source))|using|draws|quotes|displays)\b",
    _I,
)
_AND_ITSELF_EN = re.compile(
    r"(?:\band|,|\bbut)\s+(?:(?!which\b|that\b)\w+\s+){0,2}?(?:is|are)\b|\band\s+licen[sc]ed\b", _I
)
# `Articles in this journal carry CC BY; this article does not.`
_NOT_THIS_EN = re.compile(
    r"\bthis\s+(?:one|article|page|post|paper|text|chapter|story|essay|report|issue|piece|book)\b[^.;]{0,20}?\b(?:does\s+not|doesn['’]?t|is\s+not|isn['’]?t|is\s+no|has\s+none|excepted)",
    _I,
)
_CLAUSE_EN = re.compile(
    r";\s*|,\s+(?:and|but|while|whereas|yet|though)\s+|\s+[–—]\s+|\bwhile\s+|\bwhereas\s+", _I
)
_BY_OTHERS_EN = re.compile(
    r"^\s+by\s+(?!(?:me|us|the\s+(?:author|authors|editors?|staff)|our)\b|(?:the\s+)?(?:\w+\s+)?contributors\b)|^\s+(?:marked|labell?ed)\s|^\s+(?:that|which)\s+(?:are|carry|have)\s|^\s+from\s+(?!(?:this|our|my|here|the\s+(?:site|blog|page|wiki|journal|author|authors))\b)",
    _I,
)
_DOCUMENT_EN = re.compile(
    r"(?:texts?|words|writings?|prose|contents?|articles?|posts?|essays?|stor(?:y|ies)|pages?|documentation|docs|everything|anything|all|works?|entries|blogs?|sites?|wikis?|"
    r"notes?|lessons?|chapters?|reports?|papers?|books?|e-?books?|translations?|poems?|transcripts?|answers|questions|descriptions?|guides?)",
    _I,
)


def is_of_other(sentence: str, start: int, stop: int, section: str = "") -> bool:
    """True if the licence at a span of a sentence is that of a part of the document, or of another thing.

    `section` is what the heading above announces: under `licence`, code is the document of a README."""
    before, after = sentence[:start], sentence[stop:]
    if _USED_EN.search(before) or _PART_OTHER.match(before):
        return True
    caption = _CAPTION.search(before)
    if (
        (
            caption
            and not _SUBJECT_KO.search(before, caption.start())
            and not _TEXT_AND.match(before)
        )
        or _EXCEPTED_EN.search(before)
        or _NOT_THIS_EN.search(after)
    ):
        return True
    if re.search("[가-힣]", before + after):
        return _is_of_other_ko(before, after)
    return _is_of_other_en(before, section, GENERALLY.search(after) is not None)


def _is_of_other_en(before: str, section: str, is_general: bool) -> bool:
    clauses = [before]
    for cut in reversed(list(_CLAUSE_EN.finditer(before))):
        clauses.insert(-1, before[cut.end() :])
    # The nearest clause with a subject decides.
    for clause in clauses:
        if (said := _subject_en(clause, section, is_general)) is not None:
            return said
    return False


def _subject_en(clause: str, section: str, is_general: bool) -> bool | None:
    """True if the subject of a clause is another thing, False if it is the document, None if it has none."""
    clause = _LEAD_EN.sub("", clause)
    verb = _VERB_EN.search(clause)
    phrase = clause[: verb.start()] if verb else clause
    phrase = phrase.strip(" \t*_#>[(-•\"'“")
    if not phrase and _OBJECT_FIRST_EN.match(clause):
        return True
    if not phrase or len(phrase) > 160:
        return None
    cut = _PREPOSITION_EN.search(phrase)
    tail = phrase[cut.start() :] if cut else ""
    nouns = [
        n.strip()
        for n in re.split(r",|&|/|\band\b|\bor\b", phrase[: cut.start()] if cut else phrase)
        if n.strip()
    ]
    if cut and cut[0] == "," and not _DOCUMENT_EN.fullmatch(nouns[-1].split()[-1] if nouns else ""):
        nouns += [n.strip() for n in re.split(r",|&|/|\band\b|\bor\b", tail) if n.strip()]
    if not nouns:
        return None
    is_this = re.match(r"(?:this|these|both\s+this)\b", nouns[0], _I) is not None
    heads = [n.split()[-1] for n in nouns]
    # `This work by Jane Harrow is licensed under`, in the form that Creative Commons prints
    is_signed = (is_this or is_general) and not _is_part(nouns[0])
    if _SOME_EN.search(nouns[0]) or (_BY_OTHERS_EN.search(tail) and not is_signed):
        return True
    if re.fullmatch(r"translations?", heads[0], _I) and not is_this and re.match(r"\s+of\s", tail):
        return True
    if any(_DOCUMENT_EN.fullmatch(h) for h in heads) and not _WORK_OF_OTHERS_EN.fullmatch(heads[0]):
        return _has_object(clause)
    if all(_is_part(n) for n in nouns):
        if is_this and _WHOLE_EN.fullmatch(heads[0]):
            return _has_object(clause)
        is_software = all(_WHOLE_EN.fullmatch(h) for h in heads)
        return not (is_software and section == "licence")
    if re.match(r"the\s", nouns[0], _I) and _WORK_OF_OTHERS_EN.fullmatch(heads[0]):
        return True
    # `You may use this manual under`
    if _MAY_USE_THIS_EN.match(clause):
        return None
    return True if _has_object(clause) else None


_MAY_USE_THIS_EN = re.compile(
    r"(?:you|anyone|everyone|readers)\s+(?:may|can)\s+(?:freely\s+)?use\s+(?:this|these|our|my|all|everything)\b",
    _I,
)


def _is_part(noun: str) -> bool:
    words = noun.split()
    return bool(words) and (
        _PART_EN.fullmatch(words[-1]) is not None
        or _PART_EN.fullmatch(" ".join(words[-2:])) is not None
    )


def _has_object(clause: str) -> bool:
    found = _OBJECT_EN.search(clause)
    if found is None or re.search(r"published\s+by\s+us", clause, _I):
        return (
            re.search(
                r"\b(?:is|was)\s+published\s+by\s+(?!us\b|the\s+author)[^,;]{2,50}\bunder\s+",
                clause,
                _I,
            )
            is not None
        )
    return _AND_ITSELF_EN.search(clause, found.end()) is None


# The line under a picture, a table or a chart: `자료: 솔내천문대, CC BY 4.0`, `Chart: Voll Institute / CC BY 4.0`.
_CAPTION = re.compile(
    r"(?:^|[\s\[(<▲△▶■※*·|.])(?:자료|출처|자료\s*출처|사진|사진\s*제공|그림|그래픽|이미지|지도|도표|영상|일러스트|삽화|제공|음악|배경음악?|데이터|데이터셋|글꼴|폰트|서체|코드|예제\s*코드|소스\s*코드|테마|스킨|아이콘|표지|로고|음원|댓글)\s*(?:(?:제공|출처|라이[선센]스|이용\s*조건|저작권)\s*)?[:：=ⓒ©／/]\s*[^\n]{0,80}$"
    r"|(?:^|[\s\[(|.])(?:source|sources|data|data\s?sets?|data\s+and\s+code|code\s+and\s+data|photo(?:graph)?s?|images?|pictures?|credits?|chart|graphic|graph|map|figure|illustration|video|audio|music|icons?|cover|(?:sample\s+|example\s+|source\s+)?code|code\s+(?:samples?|examples?|snippets?)(?:\s+on\s+this\s+\w+)?|fonts?|theme|comments?)\s*(?:licen[sc]es?\s*|by\s+)?[:：=]\s*[^\n]{0,80}$"
    r"|^\W*(?:map|photo(?:graph)?s?|images?|pictures?|figures?|cover|data|icons?|fonts?|music|illustrations?)(?:\s+\w+){0,2}\s*(?:©|\(c\)|\bby\b|courtesy)[^\n]{0,80}$|(?:사진|그림|지도|삽화|영상)[가-힣\s]{0,6}[ⓒ©][^\n]{0,60}$"
    r"|^\W*(?:images?|photos?|pictures?|object|objects|item|media|videos?|audio|data|dataset|code|software|fonts?|music|icons?|figures?|map|cover|사진|이미지|그림|영상|음원|음악|데이터|코드|글꼴|지도|유물\s*이미지|표지)\s+(?:file\s+)?(?:rights|licen[sc]es?|licen[sc]ing|copyright|terms|usage|use|status|credits?|이용\s*조건|이용\s*허락|라이[선센]스|저작권|공공누리)\s*[:：=|–—-]?\s*$"
    r"|^\W*(?:사진|그림|이미지|삽화|영상|음악|일러스트|촬영)\s+[가-힣A-Za-z]{2,12}(?:\s*(?:기자|작가))?\s*[,/|(]\s*$"
    r"|^\W*(?:figure|fig\.|table|plate|그림|표|사진|도판)\s*\d+[^\n]{0,120}$",
    _I,
)
# `Text and photos: CC BY 4.0`
_TEXT_AND = re.compile(r"\W*(?:all\s+)?(?:texts?|words|articles?|글)\s*(?:and|&|,|·|과)\s*\w+", _I)
# `Adapted from the handbook, used under CC BY`: what was used has the licence, the text may have another.
_USED_EN = re.compile(
    r"(?<!be )(?<!been )\b(?:used|reused|reproduced|reprinted|adapted|shared\s+here|included|quoted|taken\s+from[^.;]{2,60})(?:\s+here)?\s+(?:under|with|by|according\s+to|in\s+accordance\s+with)\s+(?:(?:the|an?|its|their|terms|of|open)\s+){0,4}$",
    _I,
)
_SUBJECT_KO = re.compile(r"(?:^|\s)(?:이|본|모든|위|해당|제)\s+[^/|:=]{1,40}(?:은|는)\s")
# `Except for the code, which is MIT licensed, all content is ©`
_EXCEPTED_EN = re.compile(
    r"\b(?:except(?:ing)?\s+(?:for\s+)?(?!where|as\b|when|otherwise|if\b|that\b|for\b)|apart\s+from|aside\s+from|excluding|unlike)\s*[^,;(]{1,60}(?:\(|,?\s*(?:which|that)\s+(?:is|are)\s+(?:\w+\s+){0,3})?$",
    _I,
)
# `Les photos de ce site sont sous licence CC BY`, `Die Fotos stehen unter CC BY`, `Las fotos están bajo CC BY`
_PART_OTHER = re.compile(
    r"^\W*(?:tous|toutes|alle|todas|todos)?\s*(?:les?|la|die|das|der|den|las?|los|el)\s+(?:\w+\s+)?(?:photos?|photographies|images?|illustrations?|données|code|cartes?|vidéos?|fotos?|bilder|abbildungen|daten|quellcode|karten?|videos|fotografías|imágenes|datos|código|mapas?|ilustraciones)\b",
    _I,
)
_PART_KO = (
    r"(?:코드|소스|스니펫|스크립트|소프트웨어|프로그램|앱|라이브러리|패키지|플러그인|데이터|데이터셋|말뭉치|통계표|표|메타데이터|측정값|사진|그림|이미지|삽화|일러스트|도표|그래프|지도|도판|도면|화면|스크린샷|"
    r"아이콘|로고|글꼴|폰트|서체|테마|스킨|템플릿|표지|댓글|덧글|답글|음악|음원|영상|동영상|음성|녹음|초록|부록|보충\s*자료|인용문|예제|예문|초고|프리프린트|초판|[가-힣]+어판|번역판|개정판|전자판|발표\s*자료|첨부|첨부\s*자료|첨부\s*파일|붙임\s*파일|수상작|당선작|응모작|출품작|공모작|선정작|제출물|엑셀|통계표|후속편|영화|노래|파일들)"
)
_WHOLE_KO = r"(?:코드|소스|스크립트|소프트웨어|프로그램|앱|라이브러리|패키지|플러그인|데이터|데이터셋|말뭉치|테마|템플릿)"
_TEXT_KO = r"(?:글|글들|본문|텍스트|설명문|해설|해설문|설명|소개글|기사|원고|문서|내용|콘텐츠|컨텐츠|게시물|저작물|질문|답변|번역문?|원문|자료|항목|포스트|포스팅|게시글|작품|보고서|논문)"
_TOPIC_KO = re.compile(r"(?P<np>[^.,;:]{1,60}?)(?P<p>은|(?<!또)는)(?=\s)(?!\s*것)")
_ONLY_KO = re.compile(r"(?P<np>[^.,;:]{1,40}?[가-힣])만(?:은|이)?\s+[^.,;:]{0,6}$")
_OWN_TEXT_KO = re.compile(
    rf"(?:^|\s)(?:이|본|제|저희|우리)\s+(?:[가-힣]+\s+)?{_TEXT_KO}$|^\W*(?:{_TEXT_KO}|출처|이름|저작자)$"
)
_MENU_KO = re.compile(
    r"(?:글|목록|인쇄|공유|스크랩|댓글|홈|위로)\s+(?=(?:이|본)\s+[가-힣]+(?:의|은|는|\s))"
)
_SOME_KO = re.compile(r"(?:^|\s)(?:일부|몇몇|다른|어떤|별도의|이전|앞선)\s")
# `CC BY로 공개한 보고서를 참고해 썼습니다`: the licence is that of the object.
_OBJECT_KO = re.compile(
    r"^[\s\"'”’」)\]]*(?:\([^)]*\)\s*)?(?:(?:국제|라이[선센]스|이용\s*허락|조건|유형|표시|대한민국|[,\"'”’」\s])\s*)*(?:으로|로|에\s*(?:따라|의거해|의해)|하에|아래|을\s*적용(?:해|하여)|를\s*적용(?:해|하여)|이\s*적용)\s*"
    r"(?:[가-힣]+(?:게|히|에|로|서)\s+){0,2}?[가-힣]*(?:\s*(?:하고|되고|되어|돼)\s*있는|한|된|하는|되는|낸|쓴|올린|내놓은|펴낸|나온|만든|풀린|나눠\s*주는)\s+(?P<np>[^.]{1,40}?)(?P<p>(?:을|를|에서|와|과|에|가|로|으로)(?=[\s,.]|$)|이(?=[\s.,]|며|고|므로|니다|다|어|라|기\s|$)|입니다|임)\s*(?P<rest>[^.]*)"
)
_COPULA_KO = re.compile(rf"(?:이|본|해당)\s+[가-힣]+(?:은|는|을|를)?$|^(?:[가-힣]+\s+)?{_TEXT_KO}$")
_IS_KO = re.compile(r"^(?:며|고|므로|니다|입니다|며,|다|어서|라서|기\s*때문)")
# `한빛고딕(공공누리 제1유형)을 사용합니다`, but not `CC BY(저작자표시)를 따릅니다`.
_OBJECT_IN_BRACKETS_KO = re.compile(
    r"^[\"'”’]?\s*[)\]]\s*(?:을|를)\s+(?!따르|따릅|적용|준수|채택|지키)"
)
# `누리시는 통계 자료를 공공누리 제1유형으로 공개합니다`: an office on a thing.
_GIVEN_KO = re.compile(
    r"(?P<np>[^.,;:]{0,50}?(?:자료|통계|사진|데이터|지도|영상|이미지|소장품|유물|코드|소프트웨어|글꼴|서체|보고서|교재|책)들?)(?:을|를)\s+[\"'“‘「]?$"
)
_OWN_KO = re.compile(r"(?:^|\s)(?:이|본|해당|제|우리|저희|모든|위|여기|이곳)\s|[가-힣]+한\s*$")


def _is_of_other_ko(before: str, after: str) -> bool:
    if _OBJECT_IN_BRACKETS_KO.match(after) and "(" in before[-40:]:
        return True
    if (found := _OBJECT_KO.match(after)) and not _is_copula(found):
        return True
    if (found := _GIVEN_KO.search(before)) and not _OWN_KO.search(found["np"]):
        return True
    # `예제 소스만 Apache 2.0으로 배포합니다`
    if (only := _ONLY_KO.search(before)) and not _OWN_TEXT_KO.search(only["np"]):
        return True
    topics = list(_TOPIC_KO.finditer(before))
    if not topics:
        return False
    phrase = topics[-1]["np"].strip(" \t\"'“‘([<*·※-")
    # `이전 글 다음 글 이 블로그의 글은`: what stands before the determiner is a menu.
    if own := _MENU_KO.search(phrase):
        phrase = phrase[own.end() :]
    if re.search(rf"{_TEXT_KO}(?:과|와|,|및|·|/)\s*", phrase) or re.search(
        rf"(?:과|와|,|및|·|/)\s*{_TEXT_KO}$", phrase
    ):
        return False
    if re.search(rf"{_PART_KO}(?:들|\s*파일)?$", phrase):
        whole = re.search(
            rf"(?:^|\s)(?:이|본|해당|위|저희)\s+(?:[가-힣A-Za-z0-9]+\s+){{0,2}}?[가-힣]*{_WHOLE_KO}(?:들)?$",
            phrase,
        )
        # 이 도구가 내려받는 말뭉치: another thing than the tool
        is_clause = (
            re.search(r"[가-힣](?:가|이)\s+[가-힣]+(?:는|은|한|된|하는)\s", phrase) is not None
        )
        return (
            whole is None or is_clause or re.search(r"의\s", phrase) is not None or "예제" in phrase
        )
    return bool(_SOME_KO.search(" " + phrase)) and not re.search(r"일부(?:를|터)", phrase)


def _is_copula(found: re.Match[str]) -> bool:
    """True if the noun behind an adnominal clause is the document: `제1유형으로 개방한 저작물이며`."""
    phrase, particle, rest = found["np"].strip(), found["p"], found["rest"]
    if particle == "이" and _IS_KO.match(rest) and _COPULA_KO.search(phrase):
        return True
    return re.match(r"(?:이|본|해당)\s", phrase) is not None or not (
        particle in ("을", "를", "에서", "로", "으로")
        or re.search(r"적용되어\s*있|쓰였|들어\s*있", rest)
    )
