"""A guess of the kind of text of a source: by what its records say, by names, by formats."""

import re
from collections import Counter

from pipeline.look.fields import Guess
from pipeline.look.listing import Group, plain_ending

# Domain -> words in the names of files and folders.
WORDS = {
    "encyclopedia": "wiki wikipedia encyclopedia namuwiki 위키 백과",
    "news": "news press article articles cnn 뉴스 기사 신문",
    "law": "law laws legal statute statutes ruling rulings court 법령 법률 판례 법",
    "docs": "docs doc documentation manual manuals tutorial tutorials help guide readme 설명서 매뉴얼",
    "fiction": "novel novels fiction story stories book books 소설 책",
    "reviews": "review reviews nsmc 리뷰 후기",
    "community": "comment comments forum reddit tweet tweets community board 댓글 게시판 커뮤니티",
    "dialogue": "dialog dialogue chat chatbot conversation subtitle subtitles 대화 자막",
    "blog": "blog blogs post posts naver tistory 블로그",
    "code": "code source src github",
    "math": "math maths arxiv 수학",
    "religion": "bible quran 성경",
    "web": "web crawl cc commoncrawl c4 warc html page pages fineweb 웹",
    "patents": "patent patents 특허",
    "papers": "paper papers thesis 논문",
}
# Domain -> endings.
FORMATS = {
    "web": ".html .htm .xhtml .warc .wet",
    "dialogue": ".srt .vtt .smi .sami",
    "mail": ".eml .msg .mbox .mbx",
    "documents": ".hwp .hwpx .pdf .docx .doc .odt .rtf .pptx .ppt .xlsx .xls .epub",
    "docs": ".md .mdx .rst .markdown",
}
UNKNOWN = "other"


def domain_of(group: Group, guess: Guess) -> tuple[str, str]:
    """(domain, the reason) for a source."""
    if guess.domain:
        return guess.domain, "its records have it in their field `domain`"
    words = re.findall(r"[a-z0-9]+|[가-힣]+", group.name.lower())
    for domain, known in WORDS.items():
        if word := next((w for w in words if w in known.split()), None):
            return domain, f"the name has {word!r} in it"
    endings = Counter(plain_ending(f.name) for f in group.files)
    ending = endings.most_common(1)[0][0] if endings else ""
    for domain, known in FORMATS.items():
        if ending in known.split():
            return domain, f"most files end with {ending}"
    return UNKNOWN, "nothing in names and formats says more"
