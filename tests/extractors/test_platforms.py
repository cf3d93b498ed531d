"""Pages of known platforms: body, title and date by selectors, comments apart, the extractor where none fits."""

from pathlib import Path

import pytest

from pipeline import extractors
from pipeline.core.source import constants
from pipeline.extractors import Page, platforms
from pipeline.readers import Request
from pipeline.readers.pages import extract
from tests.faults.outcome import ingest

FIRST = "너무나 힘들다. 다변수 해석학을 다시 들어야 한다."
SECOND = "다음 날 아침에는 해가 났다. 사람들은 우산을 접었다."
MENU = '<ul><li><a href="/">블로그 홈</a></li><li>이웃추가</li><li>공유하기</li></ul>'
CODE = "for i in range(3):\n    print(i)"


def page(head: str, body: str) -> str:
    noise = '<div class="foot"><a href="/about">회사 소개</a> <span>신고하기</span></div>'
    return f"<html><head>{head}</head><body>{MENU}{body}{noise}</body></html>"


def og(site: str, title: str = "제목이다") -> str:
    return (
        f'<meta property="og:url" content="https://{site}"/>'
        f'<meta property="og:title" content="{title}"/>'
    )


PARAGRAPHS = f"<p>{FIRST}</p><p>{SECOND}</p>"
NAVER = og("blog.naver.com/x/1", "다른 제목 : 네이버 블로그")
PAGES = {
    "naver_blog, SmartEditor 2, phone": (
        "naver_blog",
        page(
            NAVER,
            '<h3 class="tit_h3">제목이다</h3><p class="se_date">2015. 10. 1. 18:33</p>'
            f'<div class="post_ct  " id="viewTypeSelector">{PARAGRAPHS}</div>',
        ),
        "2015-10-01T18:33",
    ),
    "naver_blog, SmartEditor 2": (
        "naver_blog",
        page(
            NAVER,
            '<span class="pcol1 itemSubjectBoldfont">제목이다</span><p class="date">2012/03/04 05:06</p>'
            f'<div id="postViewArea"><div>{PARAGRAPHS}<script>var x = 1;</script></div></div>',
        ),
        "2012-03-04T05:06",
    ),
    "naver_blog, SmartEditor 3": (
        "naver_blog",
        page(
            NAVER,
            '<div class="se_title"><h3 class="se_textarea">제목이다</h3></div>'
            '<span class="se_publishDate pcol2">2017. 5. 6. 7:08</span>'
            '<div class="se_component_wrap sect_dsc __se_component_area">'
            f'<div class="se_component se_paragraph">{PARAGRAPHS}</div>'
            '<div class="se_component se_oglink"><p class="se_og_cp">a.com</p></div></div>',
        ),
        "2017-05-06T07:08",
    ),
    "naver_blog, SmartEditor ONE": (
        "naver_blog",
        page(
            NAVER,
            '<div class="se-module se-module-text se-title-text"><p><span>제목이다</span></p></div>'
            '<p class="blog_date">2022. 1. 11. 22:53</p><div class="se-main-container">'
            f'<div class="se-component se-text">{PARAGRAPHS}<p>\u200b</p></div>'
            '<div class="se-component se-oglink"><p class="se-oglink-url">a.com</p></div></div>'
            '<li class="u_cbox_comment">댓글 하나</li><li class="u_cbox_comment">댓글 둘</li>',
        ),
        "2022-01-11T22:53",
    ),
    "naver_news": (
        "naver_news",
        page(
            og("n.news.naver.com/article/016/1"),
            '<h2 id="title_area"><span>제목이다</span></h2><span class="media_end_head_info_datestamp_time" '
            f'data-date-time="2023-11-01 08:10:22">2023.11.01.</span><article id="dic_area">{FIRST}<br><br>'
            f'{SECOND}<em class="img_desc">사진 설명</em></article>',
        ),
        "2023-11-01T08:10",
    ),
    "daum_news": (
        "daum_news",
        page(
            og("v.daum.net/v/2023"),
            '<h3 class="tit_view">제목이다</h3><span class="num_date">2023. 11. 1. 08:10</span>'
            f'<div class="article_view"><section dmcf-sid="a"><figure>사진</figure>{PARAGRAPHS}</section></div>',
        ),
        "2023-11-01T08:10",
    ),
    "tistory": (
        "tistory",
        page(
            og("x.tistory.com/1")
            + '<link rel="stylesheet" href="https://t1.daumcdn.net/tistory_admin/a.css"/>'
            '<meta property="article:published_time" content="2021-02-03T04:05:06+09:00"/>',
            f'<div class="entry-content"><div class="tt_article_useless_p_margin contents_style">{PARAGRAPHS}'
            "</div></div>",
        ),
        "2021-02-03T04:05:06+09:00",
    ),
    "brunch": (
        "brunch",
        page(
            og("brunch.co.kr/@x/1"),
            f'<h1 class="cover_title">제목이다</h1><div class="wrap_body">{PARAGRAPHS}</div>',
        ),
        None,
    ),
    "velog": (
        "velog",
        page(
            og("velog.io/@x/a"),
            f'<div class="head-wrapper"><h1>제목이다</h1></div><div class="sc-a atom-one">{PARAGRAPHS}</div>',
        ),
        None,
    ),
    "dcinside": (
        "dcinside",
        page(
            og("gall.dcinside.com/board/view/?id=a"),
            '<div class="gallview_head"><span class="title_subject">제목이다</span><span class="gall_date" '
            f'title="2024-07-24 10:30:47">2024.07.24</span></div><div class="write_div">{PARAGRAPHS}</div>',
        ),
        "2024-07-24T10:30",
    ),
    "gnuboard": (
        "gnuboard",
        page(
            '<script>var g5_url = "https://a.kr"; var g5_bbs_url = "https://a.kr/bbs";</script>',
            '<h2 id="bo_v_title"><span class="bo_v_tit">제목이다</span></h2><strong class="if_date">'
            f'2019-08-07 06:05</strong><div id="bo_v_con">{PARAGRAPHS}</div>'
            '<section id="bo_vc"><article><p>댓글</p></article></section>',
        ),
        "2019-08-07T06:05",
    ),
    "xe": (
        "xe",
        page(
            '<meta name="Generator" content="XpressEngine">',
            '<div class="top_area"><h1>제목이다</h1><span class="date m_no">2016.05.04 03:02</span></div>'
            f'<div class="rd_body"><div class="document_1_2 xe_content">{PARAGRAPHS}</div></div>'
            '<div class="comment_3_4 xe_content">댓글</div>',
        ),
        "2016-05-04T03:02",
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_body_title_and_date_of_a_page(name: str) -> None:
    platform, html, date = PAGES[name]
    found = extract(html, Request(), None)
    assert [line for line in found.text.split("\n") if line.strip()] == [FIRST, SECOND]
    assert (found.title, found.date, found.drift) == ("제목이다", date, None)
    assert found.meta["platform"] == platform


def test_every_platform_has_a_page_here() -> None:
    folder = Path(platforms.__file__).parent
    files = {f.stem for f in folder.glob("*.py") if not f.stem.startswith("_")}
    assert {platform for platform, _, _ in PAGES.values()} == files
    for file in files:
        assert constants(folder / f"{file}.py")["BODY"]


def test_address_decides_where_the_page_does_not_say() -> None:
    body = f'<div class="contents_style">{PARAGRAPHS}</div>'
    assert extract(page("", body), Request(), None).meta == {}
    found = extract(page("", body), Request(), "https://someone.tistory.com/1")
    assert found.meta == {"platform": "tistory"}
    assert platforms.of_page("<html>", "https://nottistory.com/1") is None


def test_comments_are_counted_and_stand_apart() -> None:
    found = extract(PAGES["naver_blog, SmartEditor ONE"][1], Request(), None)
    assert found.meta == {"platform": "naver_blog", "comments": 2}
    assert "댓글" not in found.text


def test_code_and_tables_of_a_post_keep_their_lines() -> None:
    table = "<table><tr><td>이름</td><td>값</td></tr><tr><td>가</td><td>1</td></tr></table>"
    code = f'<div class="se-code-source"><div class="__se_code_view language-python">{CODE}</div></div>'
    module = '{"type":"v2_formula","data":{"inputType":"latex","latex":"dp\\\\left(i\\\\right)"}}'
    formula = (
        f"<div><script type='text/data' data-module-v2='{module}'></script><p>MathJax</p></div>"
    )
    body = f'<div class="se-main-container"><p>{FIRST}</p>{code}{formula}{table}</div>'
    text = extract(page(NAVER, body), Request(), None).text
    assert CODE in text
    assert "$$\ndp\\left(i\\right)\n$$" in text
    assert [line.split() for line in text.split("\n")[-2:]] == [["이름", "값"], ["가", "1"]]


def test_page_whose_selectors_find_nothing_goes_to_the_extractor_and_is_counted(
    tmp_path: Path,
) -> None:
    changed = page(NAVER, f"<article><h1>제목</h1>{PARAGRAPHS * 3}</article>")
    expected = extractors.load("resiliparse").extract(changed)
    assert extract(changed, Request(), None) == Page(
        expected.text, expected.title, drift="naver_blog"
    )
    good = PAGES["naver_blog, SmartEditor ONE"][1]
    out = ingest(tmp_path, {"a.html": changed.encode(), "b.html": good.encode()})
    assert [d["repairs"] for d in out.documents] == [["drift:naver_blog"], None]
    assert out.documents[1]["date"] == "2022-01-11T22:53"
    assert out.documents[1]["meta"] == '{"comments":2,"platform":"naver_blog"}'


def test_recipe_may_leave_platforms_out(tmp_path: Path) -> None:
    html = PAGES["tistory"][1].encode()
    files = {"a.html": html}
    assert ingest(tmp_path, files).documents[0]["meta"] == '{"platform":"tistory"}'
    assert ingest(tmp_path, {}, {"platforms": False}).documents[0]["meta"] is None


def test_page_that_links_to_a_platform_is_not_of_it() -> None:
    links = '<link rel="me" href="https://blog.naver.com/us">'
    menu = '<a href="https://brunch.co.kr/@us">TISTORY</a>'
    assert platforms.of_page(page(og("company.example/news") + links, menu)) is None
    assert platforms.of_page(page("", menu)) is None
    own = page('<link href="https://blog.naver.com/x/1" rel="canonical">', "")
    assert platforms.of_page(own, "http://[mirror") is not None
    # A domain of its own, whose files are those of the platform.
    skin = og("dev.example/1") + '<script src="//t1.daumcdn.net/tistory_admin/a.js"></script>'
    found = platforms.of_page(page(skin, ""))
    assert found is not None
    assert found.name == "tistory"


def test_comments_with_the_marks_of_a_body_stand_apart() -> None:
    comment = '<div class="comment"><div class="atom-one"><p>댓글이다.</p></div></div>'
    body = f'<div class="atom-one">{PARAGRAPHS}</div>{comment}'
    found = extract(page(og("velog.io/@x/1"), body), Request(), None)
    assert found.text.split("\n\n") == [FIRST, SECOND]
    assert found.meta == {"platform": "velog", "comments": 1}
    inside = (
        f'<div class="article"><p>{FIRST}</p><div class="comments"><li>댓글이다.</li></div></div>'
    )
    assert extract(page("", inside), Request(), "https://x.tistory.com/1").text == FIRST


def test_row_of_a_table_with_paragraphs_is_one_line() -> None:
    cells = "".join(f'<td class="se-cell"><div><p>{c}</p><p>끝</p></div></td>' for c in "가나")
    body = f'<div class="se-main-container"><p>{FIRST}</p><table><tr>{cells}</tr></table></div>'
    lines = extract(page(NAVER, body), Request(), None).text.split("\n")
    assert lines[-1].split() == ["가", "끝", "나", "끝"]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2019.03.05. 오후 3:20", "2019-03-05T15:20"),
        ("2019.03.05. 오전 12:05", "2019-03-05T00:05"),
        ("2019.03.05. 오후 12:05", "2019-03-05T12:05"),
        ("2019.03.05. PM 3:20", "2019-03-05T15:20"),
        ("작성일 24-03-05 18:33", "2024-03-05T18:33"),
        ("99.12.31", "1999-12-31"),
        ("20240305101010", "2024-03-05T10:10"),
        ("20240305", "2024-03-05"),
        ("2024-03-05T10:10:10+09:00", "2024-03-05T10:10:10+09:00"),
        ("3시간 전", "3시간 전"),
    ],
)
def test_dates_of_platforms_are_iso(stated: str, expected: str) -> None:
    body = f'<p class="blog_date">{stated}</p><div class="se-main-container">{PARAGRAPHS}</div>'
    assert extract(page(NAVER, body), Request(), None).date == expected


def test_code_that_another_program_coloured_has_no_numbers_of_lines() -> None:
    """Color Scripter puts code into a table: numbers of lines, lines as `div`, and its own name twice."""
    link = '<a href="http://colorscripter.com/info#e">{}</a>'
    lines = "".join(
        f"<div>{'&nbsp;' * indent}{code}</div>" for indent, code in ((0, "a {"), (4, "b"))
    )
    code = (
        '<table class="colorscripter-code-table"><tr><td><div><div>1</div><div>2</div></div></td>'
        f"<td><div>{lines}</div><div>{link.format('Colored by Color Scripter')}</div></td>"
        f"<td>{link.format('<span>cs</span>')}</td></tr></table>"
    )
    html = page(NAVER, f'<div class="post_ct" id="viewTypeSelector"><p>{FIRST}</p>{code}</div>')
    text = extract(html, Request(), None).text
    assert [line for line in text.split("\n") if line.strip()] == [FIRST, "a {", "\xa0" * 4 + "b"]
