"""Web pages as publishers write them: where they state rights, and what only looks as if they did."""

from tests.stages.rights.notices import NC, ND, A, F, R, U

TEXT = {
    "ko": "<p>"
    + "</p><p>".join(
        f"산길은 아침 안개에 덮여 있었고 {i}번째 굽이에서 사람들은 천천히 걸음을 멈추었다. 아무도 먼저 말을 꺼내지 않았고 바람만 나무 사이로 불었다."
        for i in range(8)
    )
    + "</p>",
    "en": "<p>"
    + "</p><p>".join(
        f"The road went up the hill and at bend number {i} nobody spoke for a long while. The wind moved in the trees and they walked on together."
        for i in range(8)
    )
    + "</p>",
}


def page(head: str = "", foot: str = "", inside: str = "", lang: str = "ko") -> str:
    """A page of an article, with a head, a footer, and something behind the article."""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>제목</title>{head}</head><body>'
        '<nav><ul><li><a href="/">처음</a></li><li><a href="/about">소개</a></li></ul></nav>'
        f"<main><article><h1>산길에서</h1>{TEXT[lang]}</article>{inside}</main>{foot}</body></html>"
    )


# (name, page, reuse, licence)
PAGES = [
    ("rel_license", page(foot='<footer><a rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/">CC BY-SA</a></footer>'), A, "CC-BY-SA-4.0"),
    ("link_in_head", page(head='<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">'), A, "CC-BY-4.0"),
    ("rel_unquoted", page(foot="<a rel=license href=//creativecommons.org/licenses/by-nc/3.0/kr/>ccl</a>"), NC, "CC-BY-NC-3.0"),
    ("badge", page(foot='<div class="ccl"><a href="http://creativecommons.org/licenses/by-nc-nd/2.0/kr/"><img alt="크리에이티브 커먼즈 라이선스" src="http://i.creativecommons.org/l/by-nc-nd/2.0/kr/88x31.png"></a></div>'), ND, "CC-BY-NC-ND-2.0"),
    ("badge_alone", page(foot='<p><img src="https://licensebuttons.net/l/by-sa/4.0/88x31.png" alt=""></p>'), A, "CC-BY-SA-4.0"),
    ("sentence", page(foot='<div id="footer">이 저작물은 <a href="https://creativecommons.org/licenses/by-nc-sa/4.0/deed.ko">크리에이티브 커먼즈 저작자표시-비영리-동일조건변경허락 4.0 국제 라이선스</a>에 따라 이용할 수 있습니다.</div>'), NC, "CC-BY-NC-SA-4.0"),
    ("mdn", page(foot='<footer><p>Portions of this content are ©1998–2024 by individual contributors. Content available under <a href="https://creativecommons.org/licenses/by-sa/2.5/">a Creative Commons license</a>.</p></footer>', lang="en"), A, "CC-BY-SA-2.5"),
    ("google", page(foot='<div>Except as otherwise noted, the content of this page is licensed under the <a href="https://creativecommons.org/licenses/by/4.0/">Creative Commons Attribution 4.0 License</a>, and code samples are licensed under the <a href="https://www.apache.org/licenses/LICENSE-2.0">Apache 2.0 License</a>.</div><footer>© Example. All rights reserved.</footer>', lang="en"), A, "CC-BY-4.0"),
    ("kogl_image", page(inside='<div class="kogl"><img src="/images/img_opentype01.jpg" alt="공공누리 공공저작물 자유이용허락 (출처표시) 제1유형"></div>'), A, "KOGL-1"),
    ("kogl_image_type4", page(inside='<img src="/img/kogl4.png" alt="공공누리 제4유형 : 출처표시 + 상업적 이용금지 + 변경금지">'), ND, "KOGL-4"),
    ("kogl_src", page(inside='<p><img src="/common/img_opentype03.png" alt="OPEN"></p>'), ND, "KOGL-3"),
    ("kogl_text", page(inside='<div class="source">본 저작물은 "공공누리" <a href="http://www.kogl.or.kr/open/info/license_info/nc.do">제2유형:출처표시+상업적 이용금지</a> 조건에 따라 이용 할 수 있습니다.</div>'), NC, "KOGL-2"),
    ("json_ld", page(head='<script type="application/ld+json">{"@context":"https://schema.org","@type":"Article","headline":"x","license":"https://creativecommons.org/licenses/by/4.0/"}</script>'), A, "CC-BY-4.0"),
    ("json_ld_graph", page(head='<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":"NewsArticle","license":{"@id":"https://creativecommons.org/publicdomain/zero/1.0/"}}]}</script>'), F, "CC0-1.0"),
    ("dc_rights", page(head='<meta name="DC.rights" content="CC BY-NC 4.0">'), NC, "CC-BY-NC-4.0"),
    ("dcterms", page(head='<meta name="dcterms.license" content="https://creativecommons.org/licenses/by-sa/3.0/">'), A, "CC-BY-SA-3.0"),
    ("meta_copyright", page(head='<meta name="copyright" content="Copyright (c) 2020 한빛일보. All rights reserved.">'), R, None),
    ("holder", page(head='<script type="application/ld+json">{"@type":"NewsArticle","copyrightHolder":{"@type":"Organization","name":"한빛일보"}}</script>'), R, None),
    ("footer", page(foot="<footer><p>Copyright © 한빛일보. All rights reserved. 무단 전재 및 재배포 금지</p></footer>"), R, None),
    ("small", page(foot="<small>&copy; 2024 Hanbit Inc.</small>"), R, None),
    ("address", page(foot="<address>서울시 한빛로 1 | 대표 홍길동 | ⓒ 한빛미디어 All Rights Reserved.</address>"), R, None),
    ("article_tail", page(inside='<div class="article_copyright">저작권자 © 한빛뉴스 무단전재 및 재배포 금지</div><aside><ul><li><a href="/1">다른 기사 제목입니다</a></li></ul></aside>'), R, None),
    ("ai", page(inside='<p class="copy">&lt;저작권자 ⓒ 한빛, 무단전재 및 재배포 금지, AI 학습 이용 금지&gt;</p>'), R, None),
    ("english_tail", page(inside="<div>This material may not be published, broadcast, rewritten, or redistributed.</div>", lang="en"), R, None),
    ("cc_wins_over_site", page(inside='<div class="ccl"><a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY</a></div>', foot="<footer>© Kakao Corp. All rights reserved.</footer>"), A, "CC-BY-4.0"),
    ("strictest_of_two", page(foot='<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">a</a><a rel="license" href="https://creativecommons.org/licenses/by-nc/4.0/">b</a>'), NC, "CC-BY-NC-4.0"),
    # what only looks so
    ("figure", page(inside='<figure><img src="a.jpg"><figcaption>Photo: Jane, <a rel="license" href="https://creativecommons.org/licenses/by/2.0/">CC BY 2.0</a></figcaption></figure>'), U, None),
    ("photo_credit", page(inside='<p class="caption">사진: 위키미디어 공용 <a href="https://creativecommons.org/licenses/by-sa/3.0/">CC BY-SA 3.0</a></p>'), U, None),
    ("photo_by", page(inside='<p>Photo by Jane, <a rel="license" href="https://creativecommons.org/licenses/by/2.0/">CC BY 2.0</a></p>'), U, None),
    ("image_object", page(head='<script type="application/ld+json">{"@type":"ImageObject","license":"https://creativecommons.org/licenses/by/4.0/"}</script>'), U, None),
    ("script", page(head="<script>/*! jQuery v3.6.0 | (c) OpenJS Foundation and other contributors | MIT License */</script>"), U, None),
    ("comment", page(foot="<!-- This theme is licensed under the MIT License. Copyright 2019 Foo. All rights reserved. -->"), U, None),
    ("style", page(head="<style>/* Bootstrap v4 Copyright 2011-2019 Twitter, Inc. Licensed under MIT */</style>"), U, None),
    ("teaser", page(inside='<aside><a href="/cc">크리에이티브 커먼즈 라이선스란 무엇인가</a></aside>'), U, None),
    ("link_to_law", page(inside='<aside><a href="/blog/3">CC BY 4.0으로 공개된 교재 모음</a></aside>'), U, None),
    ("theme", page(foot="<footer>Theme by Foo, licensed under MIT License</footer>"), U, None),
    ("fonts", page(foot="<footer>이 사이트의 글꼴은 SIL Open Font License로 제공됩니다.</footer>"), U, None),
    ("all_types", page(inside="".join(f'<li><img src="/img_opentype0{i}.jpg" alt="공공누리 제{i}유형"></li>' for i in (1, 2, 3, 4))), U, None),
    ("robots_only", page(head='<meta name="robots" content="noindex, nofollow">'), U, None),
    ("policy_link", page(foot='<footer><a href="/policy">저작권 정책</a> <a href="/privacy">개인정보처리방침</a></footer>'), U, None),
    ("copyright_link", page(foot='<footer><a href="/c">Copyright Policy</a> | <a href="/p">Privacy</a></footer>', lang="en"), U, None),
    # parts, related works, forms, and notices that tags break
    ("code_samples", page(foot='<footer><p>Code samples are licensed under the <a href="https://www.apache.org/licenses/LICENSE-2.0">Apache 2.0 License</a>.</p></footer>', lang="en"), U, None),
    ("comments_free", page(foot='<footer><p>Comments are <a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>. Articles © 2020 Ostwick Press. All rights reserved.</p></footer>', lang="en"), R, None),
    ("photos_free", page(foot='<footer><p>Photos: <a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>. Text © 2021 Jane Harrow.</p></footer>', lang="en"), R, None),
    ("notices_of_parts", page(foot='<footer><p>© 2024 Tamsin, Inc. All rights reserved. <a href="/oss">Open source notices: MIT, Apache-2.0</a></p></footer>', lang="en"), R, None),
    ("related_list", page(inside='<div class="related"><h3>Related works</h3><ul><li>The Lamp <a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a></li></ul></div>', lang="en"), U, None),
    ("related_heading", page(inside='<div><h3>관련 저작물</h3><ul><li>사진첩 <img src="/k1.png" alt="공공누리 제1유형"></li></ul></div>'), U, None),
    ("card_in_aside", page(inside='<aside><div class="card"><a href="/w">미르위키: 토성</a> <img src="/cc.png" alt="CC BY-SA 4.0"></div></aside>'), U, None),
    ("behind_related", page(inside='<div class="related"><p>See also</p></div><div><a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a></div>', lang="en"), A, "CC-BY-4.0"),
    ("select", page(inside='<form><select><option>All rights reserved</option><option>CC BY 4.0</option></select></form>', lang="en"), U, None),
    ("radio", page(inside='<ul><li><label><input type="radio"> CC BY 4.0</label></li><li><label><input type="radio"> All rights reserved</label></li></ul>', lang="en"), U, None),
    ("class_of_link", page(inside='<div class="abs-license"><a href="https://creativecommons.org/licenses/by/4.0/" title="Rights to this article"><span>view license</span></a></div>', lang="en"), A, "CC-BY-4.0"),
    ("icon_link", page(inside='<div><a href="https://creativecommons.org/licenses/by/4.0/"><span class="ico"></span></a></div>'), A, "CC-BY-4.0"),
    ("row", page(inside='<table><tr><th>이용조건</th><td>공공누리 제2유형</td></tr></table>'), NC, "KOGL-2"),
    ("broken", page(inside='<dl><dt>이 저작물의 이용조건</dt><dd><span>공공누리</span><br>\n<span>제 1</span>\n<span>유형</span><br>\n(출처<br>표시)</dd></dl>'), A, "KOGL-1"),
    ("full_width", page(foot="<footer>본\u3000저작물은\u3000공공누리\u3000제４유형\u3000조건에\u3000따라\u3000이용할\u3000수\u3000있습니다．</footer>"), ND, "KOGL-4"),
    ("gfdl_ko", page(foot='<footer><ul><li>내용은 <a href="https://www.gnu.org/copyleft/fdl.html">GNU 자유 문서 사용 허가서 1.3</a> 또는 그 이후 판에 따라 사용할 수 있습니다.</li></ul></footer>'), A, "GFDL-1.3"),
    ("added_ban", page(foot='<footer><p>This blog is <a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>, but no commercial use.</p></footer>', lang="en"), NC, None),
]  # fmt: skip
