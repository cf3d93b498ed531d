"""What makes the mention of a licence a statement about the document itself, and what makes it talk.

An article about licences names them in examples, questions and quotations, and names those of other works. A
statement has a subject that means the document (`this work`, `본 저작물은`), a label (`License:`), the beginning
of a sentence (`Licensed under`), or a line of its own.
"""

import re

_I = re.IGNORECASE
_NOUN_EN = (
    r"(?:works?|articles?|pages?|sites?|web\s?sites?|web\s?pages?|contents?|texts?|documents?|books?|e-?books?|posts?|materials?|"
    r"software|files?|programs?|projects?|data\s?sets?|data|code|source(?:\s+code)?|translations?|documentation|librar(?:y|ies)|"
    r"packages?|modules?|blogs?|wikis?|repositor(?:y|ies)|papers?|publications?|reports?|chapters?|lessons?|courses?|tutorials?|"
    r"guides?|handbooks?|manuals?|specifications?|standards?|contributions?|stor(?:y|ies)|essays?|poems?|novels?|notes?|slides?|"
    r"lectures?|textbooks?|theses|thesis|dissertations?|manuscripts?|preprints?|reviews?|questions|answers|entr(?:y|ies)|"
    r"information|resources?|questionnaires?|corpus|corpora|textbook|publication|script|notebooks?|newsletters?|transcripts?|license file|items?|journal|writings?|words|prose|poetry|editions?|descriptions?|columns?|"
    r"brief(?:s|ings?)?|(?:fact\s?)?sheets?|leaflets?|brochures?|pamphlets?|booklets?|bulletins?|catalogues?|catalogs?|glossar(?:y|ies)|dictionar(?:y|ies)|encyclop(?:a)?edias?|faqs?|zines?|magazines?|issues?|vignettes?|recipes?|cookbooks?|workbooks?|primers?|"
    r"syllab(?:us|i)|curricul(?:um|a)|minutes|proceedings|speech(?:es)?|sermons?|plays?|scripts?|fan\s?(?:works?|fics?|fictions?)|fics?|memos?|memorand(?:um|a)|statements?|letters?|worksheets?|handouts?|digests?|summar(?:y|ies)|newsletters?|readmes?|tips|instructions|cheat\s?sheets?|interviews?|biograph(?:y|ies)|diar(?:y|ies)|surveys?|stud(?:y|ies))"
)
SELF_EN = re.compile(
    rf"\b(?:this|these|our|my)\s+(?:[\w'’-]+\s+){{0,4}}?{_NOUN_EN}\b"
    rf"|\b(?:all|any|the|original)\s+(?:[\w'’-]+[\s,]+){{0,3}}?(?:contents?|texts?|materials?|posts|articles|pages|documentation|contributions|works?|prose|essays|writings?|words|stories|entries|answers|lessons|descriptions?)\b(?!\s+(?:was|were|that))"
    r"|\beverything\b(?!\s+else)"
    # `Documentation text is`, `Community content is`, `The lesson pages are`
    r"|^\W*(?:(?:all|the|our|my|any)\s+(?:of\s+the\s+)?)?(?:(?!sample|alt|third|partner|guest|syndicated|embedded|external|source|other|quoted|cited|reader|example)(?-i:[A-Z]?[a-z-]+)\s+){1,2}(?:texts?|contents?|documentation|docs|prose|writings?|pages|materials|notes|lessons|handouts)\s+(?:and\s+\w+\s+)?(?:(?:here|(?:on|of|in)\s+(?:this|the|our|my)\s+\w+|(?:produced|created|published|developed|maintained|written)\s+by\s+(?-i:[A-Z])[^.;:]{0,60}?|by\s+(?:the\s+)?(?:\w+\s+)?contributors)\s+)?(?:is|are|may|can)\b"
    # `Lanternfish, including this documentation, is`, `Harrow and its documentation are`
    r"|\b(?:including|and|with|like)\s+(?:all\s+of\s+)?(?:this|its|the|all|their)\s+(?:documentation|docs|manual|guide|handbook|texts?|help)\b"
    r"|^\W*(?:all\s+|my\s+|our\s+)?(?:texts?|words|writings?|contents?|posts|articles|essays|stories)\s*(?:,|and|&|\+)\s*(?:\w+\s+){1,3}?(?:(?:here|on\s+\w+\s+\w+)\s+)?(?:is|are)\b|^\W*(?:all\s+|my\s+|our\s+)?\w+\s*(?:,|and|&|\+)\s*(?:texts?|words|writings?|posts|articles|essays|stories)\s+(?:(?:here|on\s+\w+\s+\w+)\s+)?(?:is|are)\b"
    r"|\bthe\s+(?:author|authors|publisher|contents?\s+of)\b[^.]{0,40}?\b(?:licen[sc]es?|grants?|releases?|dedicates?|ha(?:s|ve)\s+(?:made|placed|released|dedicated|licen[sc]ed)\s+(?:it|this|these|the)\b)"
    r"|\b(?:except|unless|where)\s+(?:where\s+|as\s+|when\s+|not\s+|if\s+)?(?:otherwise|specifically|explicitly|expressly|stated|noted|indicated)\b"
    r"|\busers?[- ](?:contributions?|contributed|posts|comments\s+and\s+posts|questions|answers|submitted|generated\s+content)|\bopen[- ]access\b(?!\s+(?:articles|papers|journals|books|chapters)\b)|\bthis\s+is\s+an?\s+open|^\W*it\s+is\s+(?:an?|the)\s+(?:work|publication|product)\s+of\s+the\b|\bit\s+is\s+(?:made\s+)?(?:available|licen[sc]ed|distributed|shared|released|published)"
    r"|^\W*(?:text|texts|content|contents|transcripts?|documentation|articles?|site\s+content|website\s+content|(?:blog\s+)?posts?|essays?|stories|poems|words|writings?|entries|notes|lessons|answers|data|code|source\s+code|material|materials|wiki\s+content)\s+(?:here\s+)?(?:(?:on|of|in|from|contributed\s+by|posted\s+by|written\s+by|submitted\s+by)\s+[^.]{0,50}?|by\s+(?:the\s+)?(?:\w+\s+)?contributors\s+)?(?:is|are|licen[sc]ed|available|released|under|made)\b"
    r"|^\W*(?:the\s+)?(?:work|book|article|paper|report|novel|translation)\s+(?:is|has\s+been)\b"
    # French, German, Spanish
    r"|\bsauf\s+(?:mention|indication)\s+contraire|\b(?:cet?|cette|ces)\s+(?:\w+\s+){0,2}?(?:œuvres?|oeuvres?|textes?|articles?|pages?|documents?|sites?|contenus?|ouvrages?|billets?|livres?|rapports?|fiches?|guides?|publications?|traductions?|cours)\b|\b(?:tous\s+les|le|les)\s+(?:textes?|contenus?|articles?)\s+(?:de|du)\s+(?:ce|cette|notre)\s+\w+"
    r"|\bsofern\s+nicht\s+anders|\bwenn\s+nicht\s+anders|\b(?:diese[rsn]?|alle)\s+(?:\w+\s+){0,2}?(?:werk|texte?|artikel|seiten?|dokument|beitrag|beiträge|inhalte?|buch|bericht|handbuch|anleitung|publikation|übersetzung|website|webseite)\b|\b(?:die\s+)?(?:inhalte|texte|artikel)\s+(?:dieser|der)\s+(?:web)?(?:site|seite)\b"
    r"|\bsalvo\s+(?:que\s+se\s+indique|indicación|donde\s+se\s+indique)|\best[ea]s?\s+(?:\w+\s+){0,2}?(?:obras?|textos?|artículos?|páginas?|documentos?|sitios?|contenidos?|libros?|informes?|entradas?|guías?|publicación|traducción)\b|\b(?:todos?\s+)?(?:el|los)\s+(?:contenidos?|textos?|artículos?)\s+de\s+est[ea]\s+\w+"
    r"|\b(?:both\s+)?the\s+(?:original|text)\s+and\s+(?:this|the)\s+\w+|\bi(?:,\s*the\s+[^.]{0,60},)?\s+(?:hereby\s+)?(?:release|dedicate|place|license|waive)\b|\bwe\s+(?:hereby\s+)?(?:release|dedicate|license|publish)\s+(?:this|these|our|all|the)\b|\bthe\s+(?:editors?|translators?|transcribers?|producers?|contributors?|writers?)\s+(?:of\s+this\s+(?:\w+\s+){1,3}?)?(?:hereby\s+)?(?:dedicates?|releases?|waives?|licen[sc]es?|places?)\b",
    _I,
)
# At the beginning of a sentence, with the subject left out.
BEGINS_EN = re.compile(
    r"^\W*(?:republish|share|reprint|reuse)\s+(?:this|our|these|my)\b[^.]{0,90}?\bunder\b|^\W*(?:you\s+(?:are\s+(?:free|welcome|invited)\s+to|may|can)|feel\s+free\s+to|please)\s+(?:freely\s+)?(?:republish|share|reprint|reuse|re-use|copy|use|adapt|translate|remix)\s+(?:and\s+\w+\s+)?(?:this|our|these|my|all|everything|any)\b[^.]{0,90}?\bunder\b|^\W*(?:free\s+)?(?:use|reuse|re-use|reproduction|copying|sharing|distribution|redistribution)\s+(?:is\s+)?(?:freely\s+)?(?:permitted|allowed|granted|free)\s+(?:\w+\s+){0,3}?(?:under|by)\b|^\W*(?:\w+\s+)?(?:(?:re-?)?licen[sc]ed|released|distributed|published|available|made\s+available|shared|dedicated|reusable|provided|offered|marked)\s+"
    r"(?:\w+\s+){0,4}?(?:under|to|into|in|according|by|with|as|via)\b|^\W*(?:all\s+)?(?:licen[sc]ed|released)\s+$",
    _I,
)
# An owner, with nothing between that bans: `© 2020 Harrow. All rights reserved. May not be copied. It calls X, which is`.
OWNER_EN = re.compile(
    r"(?:©|ⓒ|\(c\)|copyright)[^\n|]{0,60}?(?:19|20)\d\d[^\n|]{0,60}(?:[|;/–—·-]|(?<=\w)[.,])?\s+(?:(?:the|an?)\s+)?$|(?:©|ⓒ|\(c\)|copyrights?|저작권|published\s+by)(?:(?!\bnot\b|\bproprietary\b)[^\n]){0,140}?[\s,.;|·–—-](?:(?:is\s+|and\s+)?(?:licen[sc]ed|released|distributed|available|published|shared|open\s+access)\b|under\b|cc\b)",
    _I,
)
VERB_EN = re.compile(
    r"\b(?:licen[sc]ed?|licenses|released?|releases|distributed|published|available|provided|shared|offered|dedicated?|dedicates|covered|issued|marked|carr(?:y|ies)|bears?|comes?|"
    r"placed?|governed|subject|under|sous|unter|bajo|lizenziert|publié\w*|steh(?:t|en)|está\w*|selon|veröffentlicht|follows|falls|stands|permits?|may\s+be|can\s+be\s+(?:re)?used|is\s+in|are\s+in|waives?)\b",
    _I,
)
_NOUN_KO = (
    r"(?:저작물|글|글들|문서|작품|사이트|페이지|콘[텐탠]츠|컨[텐탠]츠|책|도서|전자책|블로그|기사|자료|보고서|논문|포스트|포스팅|게시물|게시글|번역|번역본|번역문|위키|"
    r"웹\s*사이트|웹|누리집|홈페이지|소프트웨어|프로그램|프로젝트|저장소|강의|강좌|교재|노트|내용|텍스트|본문|데이터|데이터셋|말뭉치|창작물|웹툰|만화|강연|칼럼|연설문|인터뷰|시집|레시피|여행기|연재물?|소설|시|튜토리얼|"
    r"파일|코드|소스|원고|간행물|연구|학술지|가이드|매뉴얼|핸드북|공공저작물|저작물들|학술|문헌|에세이|동화|안내서|발간물|자료집|통계|보도자료|슬라이드|위키백과|항목|답변|질문|설명문|해설문?|소개글|설명|댓글|후기|일기|고시|법령|판결문|훈령|공고|예규|판례|조례|참여자의\s*글|녹취록|자막|대본|회의록)"
)
SELF_KO = re.compile(
    rf"(?:^|[\s\"'“‘(\[*>※·])(?:이|본|해당|모든|저희|제|우리|당|위|상기|여기|동|아래)\s*(?:[가-힣A-Za-z0-9·,/()'’‘\"“”\-]+\s+){{0,4}}?[가-힣A-Za-z]*?{_NOUN_KO}(?:들)?(?:\s*(?:과|와|,|·|및)\s*[가-힣]+)?(?:은|는|의|을|를|에는|에\s*대해(?:서는)?|에\s*관(?:한|해)|에\s*(?:게시|실린|수록|포함|있는|담긴|대한)|\s*(?:전체|전부|일체|모두)|\s*내\s)"
    rf"|^\W*{_NOUN_KO}(?:은|는|의\s*(?:저작권|내용은|모든|본문(?:과|은|\s*및)))"
    r"|(?:창작|작성|제작|생산)한\s+(?:이|본)\s+[가-힣]+(?:은|는)\s"
    r"|별도(?:의|로)?\s*(?:표기|표시|언급|명시|출처|규정)|따로\s*(?:명시|표시|언급)|특별(?:한|히)\s*(?:언급|명시|표시|표기)|달리\s*(?:명시|표시)"
    r"|(?:이|본)\s*(?:곳|블로그|사이트|누리집|홈페이지|위키|웹사이트)(?:의|에|은|는)|^\W*[가-힣]+(?:대학교?|박물관|도서관|재단|연구원|학회|교육원)(?:의)?\s+(?:[가-힣]+\s+){0,2}?[가-힣]*(?:(?:강의|교육|학습|수업)\s*자료|강의|교재|누리집|콘[텐탠]츠|컨텐츠|게시물|간행물)(?:은|는)\s|[가-힣]+(?:가|이|에서)\s*(?:작성|제공|공개|생산|창작|보유)(?:하여|하는|하고|한)[^.]{0,60}?(?:은|는)\s",
)
PERMITS_KO = re.compile(
    r"(?:퍼\s*(?:가|갈)|나누고|고칠\s*수|가져\s*(?:가|갈)|옮겨|나눌|복사|기증|헌정|이용|사용|활용|배포|공개|제공|허용|허락|개방|공유|라이[선센]스|적용|따릅|따라야|보호|재사용|복제|쓰실|쓰되|쓸\s*수|쓰세요|쓰셔도|쓰여)[^.\n]{0,40}?"
    r"(?:습니다|입니다|합니다|됩니다|있음|가능|바랍니다|됨|함|하며|하고|하므로|하여|하되|하지만|되며|되고|되므로|되지만|이며|이고|있다|된다|한다|따른다|있어요|돼요|예요|이에요|니다|하였습니다|음)|"
    r"(?:따릅니다|따른다|따름|따르며|따르되|따르고|따르지만|입니다|적용됩니다|하에\s*있|(?:글|논문|저작물|자료|문서|기사|보고서|학술지|간행물|책|작품)(?:이다|임(?=[\s.)]|$)|입니다)|준수|기반|으로\s*배포|로\s*배포|라이선스\s*하에|(?:으로|로)\s*(?:나눕|나눠|나누|씁니다|내놓|올립|풉니다|풀었))",
)
FORMAL_END_KO = re.compile(r"(?:습니다|니다|있음|가능|함|됨|바랍니다|주세요|하세요)[\s.)\]>」』]*$")
# `Text: CC BY-NC 4.0. Photographs: CC BY 4.0`
TEXT_LABEL = re.compile(
    r"(?:^|[\s|·.(\[])(?:texts?(?:\s+(?:and|&)\s+(?:images?|photos?|pictures?))?|(?:images?|photos?|pictures?)\s+(?:and|&)\s+(?:texts?|descriptions?)|descriptions?|words|writings?|contents?|articles?|posts?|essays|docs|documentation|everything|글|모든\s*글|본문|텍스트|문서|내용|콘텐츠)(?:\s+(?:here|(?:on|of|in)\s+(?:this|the|my|our)\s+\w+))?\s*(?:[:：]|\s[–—-])\s*$",
    _I,
)
LABEL = re.compile(
    r"(?:^|[\s|·(\[*\"'{,#>※▶■●○-])(?:(?:content|code|software|data|document|copyright|project|book|text|image|site|default)\s+)?"
    r"(?:licen[sc]es?|licen[sc]ing|copyright|rights|usage|re-?use|permissions?|terms\s+of\s+use|라이[선센]스|이용\s*허락(?:\s*표시)?|이용\s*조건|이용\s*범위|저작권(?:\s*(?:표시|정보|유형|안내|구분))?|저작물\s*이용(?:\s*조건)?|"
    r"공공\s*누리(?:\s*유형)?|유형|CCL|some\s+rights\s+reserved|all\s+rights\s+waived|no\s+rights\s+reserved|저작권자\s*표시|저작권\s*정책|사용\s*조건)[\"'”]?\s*(?:\((?:code|text|content|C|c)\))?\s*(?:[:：=|–—-]|is\b|->|→|—)\s*[\"'\[(<*“‘`]*\s*(?:(?:the|a|an)\s+)?[\"'\[(<*“‘`]*\s*$",
    _I,
)

NEGATED_BEFORE = re.compile(
    r"\b(?:not|never|no\s+longer|isn['’]?t|aren['’]?t|wasn['’]?t|weren['’]?t|cannot|can['’]?t|neither|nor|rather\s+than|instead\s+of|unlike|other\s+than|without|hardly|refus\w+|declin\w+|incompatible)\b(?!\s+(?:otherwise|only|limited|for\s+profit))",
    _I,
)
NEGATED_AFTER = re.compile(
    r"^[^.\n]{0,50}?\b(?:does\s+not|doesn['’]?t|do\s+not|don['’]?t|is\s+not|isn['’]?t|are\s+not|did\s+not|didn['’]?t|was\s+not|no\s+longer)\s+(?:\w+\s+)?(?:apply|applied|applies|hold|valid|applicable|licen[sc]ed|used|an?\s+option|cover\s+this|under|available|apply\s+here|appl\w*)\b|^[^.\n]{0,20}?\bnot\s+(?:chosen|selected|taken|purchased|offered|available)\b|^[^.\n]{0,30}?\b(?:is|are|can\s+be)\s+(?:also\s+)?(?:available|offered|possible|obtained|bought|ordered)\s+(?:for\s+(?:a\s+|an\s+)?(?:\w+\s+)?(?:fee|charge|payment|authors)|on\s+(?:request|payment)|upon\s+(?:request|payment)|to\s+authors|at\s+(?:an?\s+)?(?:extra\s+)?(?:cost|charge)|as\s+an\s+option)\b"
    r"|^[^.\n]{0,60}?(?:적용(?:되|하|받)지\s*(?:않|아니)|따르지\s*(?:않|아니)|해당(?:하|되)지\s*(?:않|아니)|배포(?:되|하)지\s*(?:않|아니)|제공(?:되|하)지\s*(?:않|아니)|아닙니다|아니며|아니고|이\s*아닌|가\s*아닌|아니다|아님|아니라|더\s*이상|철회|폐지|(?:이용|사용)(?:되|하)지\s*(?:않|아니)|(?:하지|되지)\s*않(?:습니다|았|는다|고\s*있)|속하지\s*않|(?<!수 )(?<!수는 )(?<!수도 )(?<!수가 )없습니다|제외됩니다|중단)",
    _I,
)
# Talk about licences. `means` and the like make no document free.
EXPLAINS = re.compile(
    r"\b(?:whether|asked|wonder\w*|example\s+(?:notice|text|line)|sample\s+notice|what\s+(?:is|are|does)|how\s+(?:to|do|does)|mean(?:s|ing)?\b|refers?\s+to|is\s+called|known\s+as|for\s+example|for\s+instance|e\.g\.|such\s+as|suppose|imagine|"
    r"(?:you|one|we|they|authors?|creators?|users?|people|who|researchers|companies|artists|developers|he|she)\s+(?:can|could|may|might|should|must|would|will|need|want|choose|chose|wish|decide|decided)\s+(?!not\s+use\s+this|obtain|redistribute|republish|reprint|forward|translate|adapt|copy|freely|re-?use|use\s+this|share|read|distribute|do\s+so)|if\s+(?:you|a|an|the\s+work|your|someone|i\b|we\b|they\b|one\b)|"
    r"would\s+be|could\s+be|should\s+be|might\s+be|will\s+be|must\s+be\s+(?:licen[sc]ed|released)|to\s+be\s+(?:licen[sc]ed|released)|plans?\s+to|planned|propos\w+|consider\w*|intend\w*|hop(?:e|ing)\s+to|going\s+to|"
    r"let['’]?s|choose|choosing|compare\w*|difference|differs?|versus|vs\.?|popular|stands\s+for|abbreviat\w+|history|announced|lawsuit|court|ruling|debate|controvers\w+|argu\w+|violat\w+|infring\w+|"
    r"was\s+(?:originally|formerly|once|first|previously|initially|later|then|licen[sc]ed|released|published|distributed|made|dedicated|placed)|were\s+(?:originally|formerly|once|licen[sc]ed|released|published|made|placed)|had\s+(?:been|released|licensed)|formerly|previously|originally|used\s+to|until\s+(?:19|20)\d\d|in\s+(?:19|20)\d\d,|requires?\s+(?:that|the|all|you)|relicens\w+|"
    r"the\s+(?:phrase|words|term|notice|wording|statement|symbol|expression)|many|some\s+(?:people|authors|sites|works)|most\s+(?:open|people|authors|sites)|often|usually|typically|sometimes|which\s+license)\b"
    r"|이란(?:\s|[?,]|$)|[가-힣A-Za-z0-9]란\s|란\?|무엇|의미|뜻(?:은|이|을|하|한)|라고\s|라는|이라\s|예를\s*들|(?:^|\s)예\s*[):：]|예시|예컨대|(?<!없)다면|려면|하려는|하자(?:\s|$|[.,])|종류|차이|비교|논란|소송|판결|재판|(?:할|될|쓸|낼)지\s|(?:202[7-9]|20[3-9]\d)년[^.]{0,12}?부터|투표|표결|붙이|붙여|선택|고르|고를|달면|달아|만약|가령|질문(?!과|[·,]\s*답|\s*및)|궁금|알아\s*보|살펴|소개|설명하|정리(?:해|하|한)|역사(?!박물관|문화|공원|관(?![가-힣])|적|학|편찬|마을|기록|유적)|등장|탄생|개발(?:했|한|된)|만들었|발표|제정|출범|채택|전환|바꾸|바뀌|변경(?:했|한\s|될)|예정|계획|검토|추진|고려|제안|권장|추천|확산|도입|방법|경우(?:에는|에|가|도)?\s|과거|예전|당시|이전에는|원래|"
    r"았다|었다|였다|했다|됐다|(?:한|된|인|린|는)다(?:\s|[.,\"'”’]|$)|로\s*유명|대표적|많은|대부분|일부(?!터)|흔히|보통|주로|\?",
    _I,
)
# The licence of something else: pictures, fonts, packages, sources that were used.
OTHERS = re.compile(
    r"\b(?:data\s+that\s+support|supporting\s+data|data\s*sets?\s+(?:we|are|is|was|were|used)|data\s+are\s+available|corpora|photos?|photographs?|images?|pictures?|icons?|fonts?|typefaces?|logos?|illustrations?|music|songs?|soundtracks?|videos?|figures?\s+\d|figure|maps?|screenshots?|artwork|cover\s+(?:image|art|photo)|thumbnails?|emoji|"
    r"third[- ]part(?:y|ies)|dependenc(?:y|ies)|bundled|includes?|including|built\s+(?:with|on)|powered\s+by|based\s+on|ported\s+from|port\s+of|adapted\s+from|derived\s+from|forked\s+from|taken\s+from|borrowed|excerpt\w*|reproduced\s+from|courtesy|credit|source|sourced|via|from\s+wikipedia|from\s+wikimedia|wikimedia\s+commons|flickr|unsplash|quoted|examples?\s+(?:code|from)|samples?\s+code|the\s+following\s+(?:packages|libraries|components)|theme|template|plugin|jquery|bootstrap)\b"
    r"|사진|이미지|그림|삽화|일러스트|아이콘|글꼴|폰트|서체|음악|음원|배경음|영상|동영상|로고|지도|표지|썸네일|(?:을|를)\s*(?:이용|활용|사용|참고|참조|인용|번역|각색|가공)(?:하였|했|한|하여|해)|이용하였으며|활용하였|인용|출처\s*[:：]|원문|원저작|서드\s*파티|오픈\s*소스\s*(?:라이브러리|소프트웨어)를|라이브러리(?:는|를)|패키지(?:는|를)|테마|플러그인|에서\s*(?:가져|따온|발췌)|포함(?:하고|되어|된)",
    _I,
)
# `본 저작물은 ... 공공누리 제1유형으로 개방한 '통계'를 이용하였으며`: the credit of what was used.
USES_OTHERS = re.compile(
    r"(?:을|를)\s*(?:이용|활용|사용|참고|인용|번역|편집|가공|재구성|각색)\s*(?:하였|했|한\s|하여\s*(?:작성|제작|만)|해\s*(?:작성|제작|만))|바탕으로\s*(?:작성|제작|만)"
)
# Subjects of a statement on the public domain: articles name other works.
OF_DOMAIN = re.compile(
    rf"\b(?:this|these|i|we|my|our)\b[^.]{{0,160}}$|^\W*(?:the\s+)?(?:original\s+|full\s+)?{_NOUN_EN}\s+(?:of\s+this\s+\w+\s+)?(?:is|are|has|have)\b|\b(?:dedicated|released|placed)\s+(?:in)?to\s+the\s*$|(?:united\s+states|u\.s\.)\s+(?:federal\s+)?government|^\W*(?:there\s+are\s+|with\s+)?$",
    _I,
)
# `This article uses material from ...`: the licence is that of the material.
USES_MATERIAL = re.compile(
    r"\b(?:uses?|using|contains?|includes?|incorporates?|adapted|adapts|reproduces?)\b[^.]{0,60}\b(?:material|text|content|data|images?|information|excerpts?|code)\s+(?:from|of|by)\b"
    r"|(?:따라|하에|의거하여|조건으로)\s*(?:이용|사용|활용|인용|번역|편집|재배포)(?:하였|했)습니다",
    _I,
)
# `한빛시청의 정책 콘텐츠는`: an office on what it publishes.
OF_OFFICE = re.compile(
    rf"[가-힣]+(?:의|이|가)\s+(?:[가-힣]+\s+){{0,3}}?[가-힣]*{_NOUN_KO}(?:은|는)\s"
)
# Subjects that are the text itself, though pictures are named beside it.
TEXT_ITSELF = re.compile(
    r"\b(?:texts?|descriptions?|articles?|posts?|words|writings?|essays|stories|everything|(?:and|with)\s+(?:its\s+|the\s+)?transcripts?|transcripts?\s+and|(?:including|and)\s+(?:this|its|the)\s+(?:documentation|docs|manual|guide)|documentation|this\s+(?:work|page|site|website|article|book|content|document|post|material|report|wiki|blog|paper)|all\s+content|content\s+(?:is|on|of|available)|contents?\s+of\s+this|user\s+contributions?|open[- ]access|this\s+(?:source(?:\s+code)?|software|file|program|script|module|translation|poem|story|article)|the\s+original\s+and\s+this)\b"
    r"|(?:이|본)\s*(?:저작물|글|문서|작품|사이트|페이지|책|블로그|누리집|홈페이지|웹사이트|기사|자료|논문|보고서|게시물|포스트|포스팅|콘텐츠|번역|파일|소프트웨어|프로그램|강의|교재)(?:은|는|의)|(?:글|글들|본문|텍스트|기사|문서|게시물|설명문?|해설문?|보고서|논문)(?:과|와|,|·|\s*및)\s*(?:[가-힣]+\s*){0,2}(?:은|는)|원문과\s*번역|제\s*글(?:은|을)|모든\s*(?:글|문서|콘텐츠|컨텐츠|내용|저작물|게시물)",
    _I,
)
# `words by me, cc by 4.0`, `Story by Oskar Vale | CC BY-NC 4.0`, `글: 서아란, CC BY 4.0`
BYLINE = re.compile(
    r"(?:^|[|·\n]\s*|\.\s+)\W*(?:(?:all\s+)?(?:words|texts?|writing|written|story|stories|essay|article|posts?)\s+(?:are\s+)?(?:(?:and\s+\w+\s+)?by|©|\(c\)|mine)|(?:글|글쓴이|지은이|글·사진|저자|작성자)\s*[:：=]?\s+)[^.;:\n]{0,40}?[,.;|/–—:-]\s*(?:(?:and\s+)?(?:shared|licen[sc]ed|released|available|published)\s+under\s+(?:an?\s+|the\s+)?)?$",
    _I,
)
# `Chapter 3 by Orla Fen is licensed under CC BY 4.0, except where otherwise noted`
GENERALLY = re.compile(
    r"\b(?:except|unless)\s+(?:where\s+|as\s+|when\s+|if\s+)?(?:otherwise|specifically|explicitly|expressly|stated|noted|indicated)\b",
    re.IGNORECASE,
)
# What a line that is only a badge may hold beside the licence.
BADGE_WORDS = re.compile(
    r"https?://\S*|www\.\S+|\b(?:licen[sc]e[sd]?|under|this|work|is|are|a|an|the|by|international|generic|unported|creative|commons|attribution|non-?commercial|share-?alike|no-?derivatives?|some|rights?|reserved|all|copyright|deed|logo|badge|image|icon|button|text|content|version|public|cc|except|where|otherwise|noted|and|under|terms|of|open|access|available|universal|dedication|zero|no|source|indication|change|prohibition|commercial|use|prohibited|korea|korean|government|type|kogl|png|svg|jpe?g|gif|88x31|31x88)\b"
    r"|공공\s*누리|공공\s*저작물|저작물|이용\s*조건|이용\s*허락\s*표시|자유\s*이용\s*허락|출처\s*표시|표시|설정|적용|마크|비?상업적|상업적?\s*이용\s*금지|비상업적?\s*이용\s*만?\s*가능|변경\s*(?:등\s*)?금지|2차적?\s*저작물\s*(?:변경|작성)\s*(?:금지|등)|마크|표시기준|라이[선센]스|이용\s*허락|크리에이티브\s*커먼[즈스]|저작자|비영리|동일\s*조건|변경\s*허락|대한민국|국제|저작권|이용\s*가능|이미지|로고|제|유형|명시|필수|불가|허용|영리적|영리|사용|내용|콘텐츠|컨텐츠|유지|보편적|기증|헌정|변경|가능|및|open|type|code|img|ⓒ|©|\d+",
    _I,
)
_SENTENCE = re.compile(
    r"(?<=[.!?。])[\s\"'”’)\]]+(?=[^\s\d])|\n|(?<=다\.)(?=[가-힣A-Z])|\s[|•·∙‧]\s"
)
_ABBREVIATED = re.compile(
    r"\b(?-i:[A-Z])\.\s+$|\b(?:inc|ltd|co|corp|v|ver|vol|no|dr|mr|ms|mrs|st|e\.g|i\.e|u\.s|llc|cf|al|eds?|jr|dept)\.[\s\"'”’)\]]*$",
    _I,
)


def sentence_around(text: str, start: int, stop: int) -> tuple[int, int]:
    """(start, end) of the sentence, or the sentences, that a span of a text stands in."""
    low, high = 0, len(text)
    for match in _SENTENCE.finditer(text):
        if _ABBREVIATED.search(text, max(0, match.start() - 8), match.end()):
            continue
        if match.end() <= start:
            low = match.end()
        elif match.start() >= stop:
            high = match.start()
            break
    return low, high
