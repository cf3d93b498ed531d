"""Phrases by which an owner keeps the rights: prohibitions, `All rights reserved`, claims of copyright."""

import re

# Acts that a notice forbids.
_ACT = (
    r"(?:전\s*[재제]|복\s*제|복\s*사|재?\s*배\s*포|재?\s*게\s*[재시]|도\s*용|사용|이용|활용|수집|전송|전파|인용|발췌|스크랩|스크래핑|캡[쳐처]|크롤링|퍼\s*가(?:\s*기)?|펌|"
    r"재?\s*업로드|개작|변형|변경|편집|수정|가공|유포|유출|공유|출판|판매|재판매|재가공|재생산|무단\s*전재|링크|방송|공연|상업적\s*(?:사용|이용)|"
    r"DB\s*화|데이터\s*베이스\s*화|(?:AI|인공\s*지능|기계|머신\s*러닝|LLM)[^.\n]{0,20}?(?:학습|훈련|러닝)(?:\s*(?:데이터|용|목적)?\s*(?:로의?)?\s*(?:이용|활용|사용))?)"
)
_AND = r"(?:\s*(?:[,/·ㆍ・∙•&+\-–—_\\|]|및|와|과|또는|이나|나|하거나|하는\s*것(?:을|은)?|등의?|행위(?:를|는|의)?|을|를|은|는|이|가|의|일체|에\s*대한|목적의?|시에?|무단|불법|AI|\(|\)|하여|해|후)\s*)*"
# How a notice ends: as a noun or in the formal style. News report prohibitions in the plain style.
_END = (
    r"(?:금\s*지(?!법|하[는여고지려]|했|한다|된다|될|할|해\s*(?:달|야|줄|서|왔|온)|시[키켰]|령|된\s|한\s|하기|하도록|를\s*(?:요구|촉구|요청))|금합니다|금\s*함|금하며|금하고\s*있습니다|금하여|금해\s*주|불\s*허|엄금|불가(?!피|능한|사|리|분|결)|삼가|지\s*마(?:세요|십시오|시)|지\s*말아\s*주|"
    r"(?:할|하실|될|실)\s*수\s*(?:가\s*)?없(?:습니다|음|으며|어요|으니|고)|허용(?:하지|되지)\s*않(?:습니다|음|으며)|안\s*됩니다|안돼요|불법입니다|절대\s*(?:안|금)|사절)"
)
# Acts that only copying can mean, and what may be used.
_COPY = r"(?:전\s*재|복\s*제|복사|배포|게재|게시|도용|전송|발췌|스크랩|퍼\s*가|퍼\s*나|가져\s*가|출판|재사용|재가공|2차|가공|크롤링|학습|상업적)"
_WORK = r"(?:저작물|콘텐츠|컨텐츠|자료|글|사진|내용|기사|이미지|게시물|문서|포스트|포스팅|작품|본문|텍스트|영상)"
_FORBIDDEN = r"(?:금\s*지(?!법|하[는여고지려]|했|한다|된다|될|할|령|된\s|한\s|하기|하도록|를\s*(?:요구|촉구))|금합니다|금함|금하며|불허|엄금|허용(?:하지|되지)\s*않(?:습니다|음|으며)|(?:이용|활용|사용)(?:할|하실|될)\s*수\s*없(?:습니다|음|으며)|허락하지\s*않|사절|거부합니다|반대합니다|제공하지\s*않습니다|원하지\s*않습니다)"
# Hanja of notices: copying, without leave, forbidden.
_HANJA = (
    r"(?:[轉転转]\s*[載载]|複\s*[製制]|复\s*制|複\s*[寫写]|翻\s*[印刻]|配\s*布|[轉転]\s*用|盜\s*用)"
)
_UNASKED, _BAN = r"(?:[無无]\s*[斷断])", r"(?:嚴\s*)?禁(?:\s*止)?"
_LINK = r"(?:[^.\n。!?]{0,40}?)"

_PROHIBITIONS = (
    # 이 책의 내용 전부 또는 일부를 재사용하려면 반드시 저작권자의 서면 동의를 받아야 합니다
    r"(?:내용|글|책|저작물|기사|콘[텐탠]츠|컨텐츠|원고|작품|그림|사진|자료)(?:의|을|를)?\s*(?:전부|전체|일부)?\s*(?:또는|나|이나|및)?\s*(?:일부)?(?:을|를)?\s*(?:재사용|이용|사용|복제|전재|인용|배포|게재)(?:을|를)?\s*(?:하려면|하시려면|하고자|하려는|원하시면)[^.\n]{0,60}?(?:동의|허락|승인|허가)(?:를|을)?\s*(?:받아야|얻어야|구해야|득해야|필요)",
    # 무단 전재 및 재배포 금지 / 무단으로 복제, 배포하는 것을 금합니다
    rf"(?:무\s*단|불법|임의)\s*(?:으로\s*|로\s*)?{_ACT}(?:{_AND}{_ACT})*{_AND}{_LINK}{_END}",
    # [무단전재-재배포금지] cut short: 무단전재, 재배포 / 무단전재·배포·복제
    r"무단\s*전\s*[재제]\s*(?:[,/·ㆍ・&\-–—]|및|와)\s*(?:재?\s*배포|복사|복제|DB화|무단\s*배포)",
    rf"(?:허락|허가|동의|승인|승낙|사전\s*협의|서면\s*동의)\s*(?:을|를)?\s*(?:없이|받지\s*(?:않은|아니한|않고)|득하지\s*(?:않은|아니한))[^.\n。]{{0,60}}?{_COPY}[^.\n。]{{0,40}}?{_END}",
    rf"{_WORK}[^.\n。]{{0,60}}?(?:허락|허가|동의|승인|승낙)\s*(?:을|를)?\s*없이[^.\n。]{{0,60}}?(?:이용|사용|활용|수집)[^.\n。]{{0,40}}?{_END}",
    rf"(?:허락|허가|동의|승인|승낙)\s*(?:을|를)?\s*(?:없이|받지\s*않고)[^.\n。]{{0,20}}?{_WORK}(?:들)?(?:은|는|을|를|도)?[^.\n。]{{0,16}}?(?:옮기|옮길|옮겨|베끼|베낄|베껴|가져가|가져갈|퍼\s*갈|싣|실을)[^.\n。]{{0,16}}?(?:{_END}|없습니다|마세요|마십시오|말아)",
    rf"{_WORK}(?:들)?(?:은|는|을|를|도)[^.\n。]{{0,16}}?(?:허락|허가|동의|승인)\s*(?:을|를)?\s*없이[^.\n。]{{0,16}}?(?:옮기|옮길|옮겨|베끼|베낄|가져가|가져갈|퍼\s*갈|싣|실을)[^.\n。]{{0,16}}?(?:{_END}|없습니다|마세요|마십시오|말아)",
    rf"(?:^|[\[(<{{〈《「【※*·,|▶■●ⓒ©:：/]\s*|\b(?:콘텐츠|기사|저작물|자료|사진|글|내용|이미지|본문|게시물)(?:의|은|는|를|을)?\s*)(?:재?\s*배포|재?\s*판매|전\s*재|복\s*제|복사|무단전재|도용|불법\s*복제|상업적\s*(?:사용|이용)|퍼\s*가기|스크랩|2\s*차\s*(?:가공|창작|편집|배포))(?:{_AND}{_ACT})*\s*(?:를|을|는|은)?\s*(?:절대|일절|일체|엄격히)?\s*{_FORBIDDEN}",
    rf"(?:무단|불법)\s*(?:으로\s*)?{_ACT}[^.\n]{{0,30}}?저작권법[^.\n]{{0,10}}?(?:저촉|위반|위배)",
    r"(?:불\s*펌|펌)\s*(?:은\s*|시\s*)?(?:절대\s*)?(?:금지|사절|불가|신고|하지\s*마)|무단\s*펌",
    rf"(?:무단|불법|임의)\s*(?:으로\s*)?{_ACT}(?:{_AND}{_ACT})*\s*(?:시|할\s*경우|하(?:면|는\s*경우)|적발\s*시|을\s*하는\s*경우)[^.\n]{{0,40}}?(?:저작권법|법적(?:\s*(?:조치|책임|제재|대응))?|민[·.ㆍ]?\s*형사|책임|처벌|제재|조치|고발|고소|손해\s*배상)",
    r"저작권법(?:에\s*(?:의해|의하여|따라|의한)|의|상|으로|으로부터)?[^.\n]{0,25}?보호\s*(?:를\s*|가\s*)?(?:받(?:고\s*있습니다|습니다|는\s*(?:바|저작물\s*(?:입니다|이므로|로서)|콘텐츠)|으며|음)|되(?:고\s*있습니다|며)|됩니다)",
    rf"(?:AI|인공\s*지능|기계|머신\s*러닝|딥\s*러닝|LLM|생성형|언어\s*모델)[^.\n。]{{0,40}}?(?:학습|훈련|수집|마이닝|데이터\s*활용)[^.\n。]{{0,50}}?{_FORBIDDEN}",
    rf"(?:크롤링|스크래핑|스크레이핑|TDM|데이터\s*마이닝|자동화된\s*(?:수단|방법|수집)|로봇|학습\s*데이터|학습용\s*데이터)[^.\n。]{{0,50}}?{_FORBIDDEN}",
    r"모든\s*권리(?:를|는|가)?\s*(?:보유|유보|소유|저작권)|판권\s*(?:소유|본사)|복제\s*불허|전재\s*(?:및\s*)?(?:재배포\s*)?(?:를\s*)?금함",
    # 禁無斷轉載, 無斷 轉載 및 複製를 禁함, 不許複製; the forms of Japan and of the mainland too.
    rf"{_BAN}\s*(?:{_UNASKED}\s*)?(?:의\s*)?{_HANJA}|{_UNASKED}\s*(?:으로\s*|의\s*)?{_HANJA}|{_HANJA}(?:[\s,·ㆍ및과와의を及び]*(?:{_UNASKED})?\s*{_HANJA})*\s*(?:를|을|은|는|を|の)?\s*(?:嚴\s*|一切\s*|固く\s*|절대\s*)?(?:禁|不許|不可|금지|금함|금합니다|お断り)|不\s*[許许]\s*{_HANJA}|翻\s*[印刻]\s*必\s*究|未\s*[經经]\s*[^.\n。]{{0,16}}?(?:{_HANJA}|使用|引用)|[許许]\s*[諾诺可]\s*(?:없이|없는|なく)[^.\n。]{{0,30}}?{_HANJA}",
    r"(?:版\s*[權权]|著\s*作\s*[權权])\s*(?:은\s*|는\s*|및\s*[^.\n]{0,12})?(?:所\s*有|保\s*有|本\s*社|보유|소유)|모든\s*[權权]利|[權权]利\s*保\s*[留有]",
    # 허가 없이 복제하거나 배포하면 저작권법에 따라 처벌받을 수 있습니다 / 위반 시 처벌
    rf"(?:허락|허가|동의|승인|승낙)\s*(?:을|를)?\s*(?:없이|받지\s*(?:않은|아니한|않고))[^.\n。]{{0,60}}?{_COPY}[^.\n。]{{0,50}}?(?:처벌|책임을\s*(?:지|묻|질)|고발|고소|손해\s*배상|저작권(?:법)?\s*(?:위반|침해)|법적\s*(?:조치|책임|제재)|제재를)",
    rf"(?:외부|타\s*(?:사이트|카페|블로그|게시판)|다른\s*(?:곳|사이트|카페|블로그|게시판))(?:로|으로|에|의|에서|로의)?\s*(?:의\s*)?(?:반출|{_ACT})(?:{_AND}(?:반출|{_ACT}))*{_AND}{_LINK}{_END}",
    rf"(?:이|본)\s*{_WORK}(?:은|는)[^.\n。]{{0,30}}?(?:개인(?:적|적인)?\s*(?:용도|이용|사용|소장|열람)|내부\s*(?:용|이용|열람|검토)|열람|구독자|회원|정기\s*구독자)(?:으로|로|용|에게|께)?\s*(?:만|에\s*한하여|에\s*한해|전용)",
    r"(?:개인\s*(?:소장|용도|열람|보관|감상)(?:용도|용)?|내부\s*(?:이용|열람|검토)(?:용)?)(?:으로|로)?\s*만\s*(?:이용|사용|허용|가능|허락)",
    rf"(?:퍼\s*가(?:지|는\s*것)|무단으로\s*(?:쓰지|옮기지)|{_WORK}(?:은|는|을|를|도)\s*[^.\n]{{0,16}}?(?:옮(?:기지|겨\s*가지)|가져\s*가지|복사하지|캡처하지|공유하지))\s*(?:는\s*|은\s*|를\s*)?(?:마(?:세요|십시오|시|라|요)|말아|말\s*것|않으셨|사양|삼가)",
    r"\bno\s+part\s+of\s+(?:this|the|these)\b[^.\n]{0,120}?\b(?:may|can|shall|should|must)\b",
    r"\b(?:may|must|can|shall|should)\s*not\s+be\s+(?:\w+,?\s+){0,3}?(?:published|broadcast|rewritten|redistributed|reproduced|copied|republished|reprinted|transmitted|distributed|cached|duplicated|used\s+(?:to\s+train|for\s+(?:ai|training)|without)|sold|scraped|modified|resold|shared|posted|displayed)\b",
    r"\b(?:copying|reproduction|redistribution|distribution|republication|republishing|reprinting|duplication|reuse|re-use|use|scraping|dissemination|retransmission|modification|publication|copy|crawling|reposting|storage|transmission)\b[^.\n]{0,140}?\b(?:is|are|be|hereby)\s+(?:\w+\s+){0,2}?(?:prohibited|forbidden|not\s+(?:permitted|allowed|authori[sz]ed)|unlawful|illegal)\b",
    r"\bunauthori[sz]ed\s+(?:\w+[,/ ]+(?:and(?:/or)?\s+|or\s+)?){0,6}?(?:use|copying|reproduction|duplication|distribution|redistribution|publication|scraping|sharing|reposting)\b[^.\n]{0,120}?\b(?:prohibited|forbidden|unlawful|illegal|violation|infringe\w*|not\s+(?:permitted|allowed)|prosecuted)\b",
    r"\b(?:reproduc\w+|republish\w*|redistribut\w+|cop(?:y|ied|ying)|reprint\w*|use[ds]?|distribut\w+|transmit\w*|duplicat\w+|publish\w*|quot\w+|post\w*|shar\w+|translat\w+)\b[^.\n]{0,140}?\bwithout\b[^.\n]{0,60}?\b(?:permission|consent|authori[sz]ation|approval|licen[sc]e)\b",
    r"\b(?:do|does)\s+not\s+(?:permit|allow|consent|grant|authori[sz]e)\b[^.\n]{0,80}?\b(?:ai|training|train|scrap\w+|crawl\w+|reproduc\w+|redistribut\w+|copying|mining)\b",
    r"\b(?:copying|reproduction|redistribution|republication|duplication|reposting|scraping|crawling)\s+(?:is\s+)?(?:strictly\s+|expressly\s+)?(?:prohibited|forbidden|not\s+permitted)\b",
    r"\byou\s+may\s+not\s+(?:\w+,?\s+(?:or\s+|and\s+)?){0,4}?(?:reproduce|copy|distribute|redistribute|republish|scrape|modify|sell|share)\b",
    r"(?:^|[.!,;:]\s*|\bplease\s+)don['’]?t\s+(?:copy|repost|reproduce|reprint|republish|share|steal|re-?use|use)\s+(?:my|our|this|these|it\b|any)|\b(?:do|please\s+do)\s+not\s+(?:copy|reproduce|redistribute|repost|distribute|republish|reprint|scrape|crawl|share|steal|use\s+(?:this|these|my|our|it|them|any|the)|re-?upload|duplicate)\b",
    r"\bnot\s+(?:for|to\s+be)\s+(?:re-?)?(?:distribut\w+|sold|resale|reproduced|reprinted|reproduction|republish\w*|copied|publication\s+or\s+(?:re)?distribution)\b",
    r"\b(?:expressly\s+reserved|strictly\s+confidential)\b",
    r"\b(?:prohibits?|forbids?|reserves?|opt(?:s|ed|ing)?[- ]out)\b[^.\n]{0,100}?\b(?:text\s+and\s+data\s+mining|data\s+mining|machine\s+learning|ai\s+training|scraping|crawling|training\s+(?:of\s+)?(?:artificial|ai|generative|large|any))",
    r"\b(?:text\s+and\s+data\s+mining|ai\s+training|(?:the\s+)?(?:training|development)\s+of\s+(?:artificial|ai|generative|large\s+language|machine)[^.\n]{0,40}?)\b[^.\n]{0,80}?\b(?:reserved|prohibited|forbidden|not\s+(?:permitted|allowed|authori[sz]ed|granted|licen[sc]ed))\b",
    r"\bno\s+(?:ai|machine\s+learning)\s+(?:training|use|scraping)\b|\bno\s+(?:scraping|crawling|unauthori[sz]ed)\b|\bno\s+(?:reproduction|copying|redistribution|reuse|reposting|republication)\b(?:[^.\n]{0,40}?\b(?:without|permitted|allowed|or))?",
    r"\bthis\s+(?:copyrighted\s+)?(?:material|work|document|article|publication|content|site|page)\s+(?:is|are)\s+(?:protected\s+by|subject\s+to|under)\s+(?:\w+\s+){0,4}?copyright",
    r"\bprotected\s+(?:by|under)\s+(?:\w+\s+){0,4}?copyright\s+laws?\b",
    r"(?<!\bno )(?<!\bwithout )\bpermission\s+(?:is\s+|must\s+be\s+|from\s+[^.\n]{0,40})?(?:required|obtained|needed)\b[^.\n]{0,60}?\b(?:reproduc|reprint|use|copy|re-?use|republish|before|prior)",
    r"\b(?:forbidden|prohibited|illegal|not\s+permitted|not\s+allowed)\s+to\s+(?:copy|distribute|reproduce|repost|republish|redistribute|scrape)\b",
    r"\bmay\s+only\s+be\s+(?:reproduced|copied|distributed|quoted|reprinted|republished)\s+(?:with|by|after)\b|\b(?:may|can|must)\s+be\s+(?:\w+,?\s+(?:or\s+|and\s+)?){1,4}only\s+(?:with|by|after|upon)\s+[^.\n]{0,40}?(?:permission|consent|approval|agreement)|\bdo\s+not\s+have\s+(?:\w+\s+)?permission\s+to\b|\bfor\s+permission\s+to\s+(?:reprint|reproduce|republish|re-?use)\b",
    r"\b(?:violations?|violators?|infringe\w+|offenders?)\b[^.\n]{0,40}?\b(?:will|may|shall)\s+be\s+(?:punish\w*|prosecut\w+|sued|pursued|subject)",
    r"\bnot\s+(?:licen[sc]ed|available|offered)\s+for\s+(?:re-?use|reproduction|republication|copying|redistribution)\b",
    r"\bnot\s+covered\s+by\s+(?:the|this|our|that)\s+(?:\w+\s+){0,3}?licen[sc]e|\b(?:excluded|exempt)\s+from\s+(?:the|this|our)\s+(?:\w+\s+){0,3}?licen[sc]e|\breprinted\s+(?:here\s+)?(?:with|by)\s+(?:the\s+)?(?:kind\s+)?permission",
    r"\bfor\s+(?:your\s+|the\s+reader['’]?s\s+)?(?:own\s+)?(?:personal|private)(?:,?\s+(?:and\s+|or\s+)?(?:non-?commercial|private|individual|personal))*\s+(?:use|reading|study|viewing)\s+only\b|\bonly\s+for\s+(?:your\s+)?(?:personal|private)(?:,?\s+(?:and\s+)?non-?commercial)?\s+(?:use|reading)\b|\bpersonal\s+(?:copy|copies)\s+only\b",
    r"\b(?:licensed\s+to|access\s+(?:is\s+)?(?:limited|restricted)\s+to|available\s+(?:only\s+)?to|for)\s+(?:\w+\s+)?subscribers?\s+(?:only|alone)\b|\bsubscribers?\s+may\s+not\b|\bsubscription\s+content\b|\bsingle[- ]user\s+licen[sc]e\b",
    r"\b(?:all\s+)?rights\b[^.\n]{0,60}?\b(?:including|in\s+particular|for)\b[^.\n]{0,60}?\b(?:text\s+and\s+data\s+mining|data\s+mining|ai\s+training|machine\s+learning)\b",
    r"\bno\s+(?:part|portion|content|text|material)\b[^.\n]{0,60}?\b(?:may|can|shall)\s+be\s+(?:\w+,?\s+){0,3}?(?:used|copied|reproduced|republished|scraped|mined)\b|\b(?:without\s+asking|ask\s+(?:me|us|first|before|permission)\s+(?:first|before)?)\b[^.\n]{0,50}?\b(?:cop(?:y|ying)|repost\w*|reproduc\w+|reprint\w*|shar\w+)\b|\b(?:repost|reproduce|copy|reprint|republish|reuse|re-use|share)\b[^.\n]{0,40}?\bwithout\s+asking\b",
    r"\brequires?\s+prior\s+(?:specific\s+|written\s+)*permission\b",
    r"\b(?:proprietary\s+and\s+confidential|confidential\s+and\s+proprietary|proprietary\s+licen[sc]e|commercial\s+licen[sc]e\s+required)\b",
)
_FORMAL = r"\ball\s+rights?\s+(?:are\s+|is\s+)?re[a-z]{0,2}s?er?ved?\b(?!\s+to\s+no)|\bsome\s+rights\s+withheld\b|©\s*all\s+rights|(?<!the )(?<!of )\brights?\s+reserved\b(?!\s+(?:to|for|in|under|powers|that|seats|rights)\b)|\ball\s+right\s+reserved\b|\breserves?\s+all\s+rights\b(?!\s+to\b)|(?<!no )\brights\s+are\s+reserved\b(?!\s+to\b)"
# Some rights reserved is the word of Creative Commons for the opposite.
_SOME = re.compile(r"\bsome\s+rights?\s+reserved", re.IGNORECASE)
_WHO = r"(?:[0-9]{4}|[A-Z가-힣ⓒ<\[(㈜「《]|by\b|the\b)"
_CLAIM = (
    rf"(?i:copyrights?)\s*(?:(?:©|ⓒ|\(c\)|\(C\)|:|&copy;)\s*(?:(?i:by)\s*)?{_WHO}|(?:(?i:by)\s+)?[^\n.;]{{0,40}}?\b(?:19|20)[0-9]{{2}}\b)"
    rf"|(?:^|[|•·.\-–—/]\s*)(?i:copyrights?)(?!\s+(?i:polic|infring|notice|law|act\b|issue|complain|info|claim|agent|statement|protect|office|term|region|evidence|status|date|registr|clause|owner|holders?\b|year|free|trap|troll|violation|question|faq))\s+(?:(?i:by|the)\s+)?{_WHO}"
    rf"|(?:©|ⓒ|ⓒ|&copy;|&#169;)\s*{_WHO}|(?:©|ⓒ)[^\n©]{{1,40}}?(?:19|20)[0-9]{{2}}\b|[0-9]{{4}}\s*(?:©|ⓒ)|\([cC]\)\s*(?:(?i:copyright)\s*)?(?:(?:19|20)[0-9]{{2}}|[^\n()]{{1,30}}?(?:19|20)[0-9]{{2}})"
    rf"|\b(?i:contents?|texts?|articles|words)\s+(?i:copyright)\s+(?:(?i:by)\s+)?{_WHO}"
    r"|저작권자?\s*(?:\(?[cC]\)?|©|ⓒ|:|：)\s*\S|저작권(?:자)?\s*(?:소유|보유)\s*(?=$|[:.)\]|]|함|합니다|됨)|저작권\s*(?:은|는|및[^.\n]{0,20}?(?:은|는|이|가)|과[^.\n]{0,20}?(?:은|는))[^.\n]{0,60}?(?:에게?|께)\s*(?:있(?:습니다|음|으며|고|어요)|귀속|속(?:합니다|함))"
    r"|著\s*作\s*[權权]\s*者?\s*(?:[:：©ⓒ]|\([cC]\))\s*\S"
    r"|저작권[^.\n]{0,20}?귀속(?:됩니다|됨|합니다|되며)|(?<![가-힣])판권\s*(?:소유|본사)|(?i:is\s+the\s+(?:copyright|property)\s+of|the\s+copyright\s+(?:holder|owner)\s+is|copyright\s+(?:holder|owner)\s*:|copyright\s+(?:belongs|remains|is\s+(?:held|owned|retained)))"
)
PROHIBITED, FORMAL, CLAIM = "prohibition", "all_rights_reserved", "claim"
_CLAIMS = re.compile(_CLAIM)
_FORMALS = re.compile(_FORMAL, re.IGNORECASE)
_IN_KOREAN, _IN_ENGLISH = (
    [
        re.compile(p, re.IGNORECASE | re.MULTILINE)
        for p in _PROHIBITIONS
        if korean == (re.search("[가-힣]", p) is not None)
    ]
    for korean in (True, False)
)
# A passage in lower case without any of these holds no phrase of its kind: most are judged by this alone.
_OF_KOREAN = ("금", "불허", "불가", "삼가", "없", "않", "사절", "마", "말아", "안 됩", "안됩", "안돼", "불법", "보유", "보호", "무단", "권리", "책임", "조치", "처벌", "許", "许", "無", "无", "禁", "翻", "版", "權", "权", "반출", "만", "동의", "허락", "승인", "허가", "처벌", "불펌", "거부", "반대")  # fmt: skip
_OF_ENGLISH = ("prohibit", "forbid", "not", "without", "no ", "unauthori", "unlicen", "unlawful", "illegal", "protected", "copyright", "permission", "proprietary", "confidential", "reserve", "opt", "only", "don", "punish", "prosecut", "violat", "excluded", "subscri", "single", "ask", "reprinted", "rights")  # fmt: skip
_OF_FORMAL = ("right",)
_OF_CLAIM = ("©", "ⓒ", "&copy;", "&#169;", "(c)", "copyright", "저작권", "판권", "著作", "版")


def find(text: str) -> list[tuple[int, int, str]]:
    """(start, end, PROHIBITED, FORMAL or CLAIM) of every phrase in a passage."""
    found: list[tuple[int, int, str]] = []
    low = text.lower()
    if holds(low, _OF_KOREAN):
        found += [(*m.span(), PROHIBITED) for p in _IN_KOREAN for m in p.finditer(text)]
    if holds(low, _OF_ENGLISH):
        found += [(*m.span(), PROHIBITED) for p in _IN_ENGLISH for m in p.finditer(text)]
    if holds(low, _OF_FORMAL):
        some = [m.span() for m in _SOME.finditer(text)]
        formal = [m.span() for m in _FORMALS.finditer(text)]
        found += [(*f, FORMAL) for f in formal if not any(a <= f[0] < b for a, b in some)]
    if holds(low, _OF_CLAIM):
        found += [(*m.span(), CLAIM) for m in _CLAIMS.finditer(text)]
    return found


def holds(text: str, words: tuple[str, ...]) -> bool:
    """True if a text holds one of some words; faster than an expression of alternatives."""
    return any(word in text for word in words)
