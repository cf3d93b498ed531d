"""MediaWiki dumps: articles as prose, other pages as rejects."""

import bz2
from collections.abc import Callable

import pytest

from pipeline.readers import DamagedError
from tests.readers.reading import read

DUMP = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xml:lang="ko">
<siteinfo><sitename>위키</sitename></siteinfo>
<page><title>비</title><ns>0</ns><id>5</id><revision><id>9</id><timestamp>2024-05-01T00:00:00Z</timestamp>
<text>{{정보|이름=비
|사진=a.jpg}}
'''비'''({{llang|en|rain}}, {{음성|a}})는 [[구름]]에서 [[물방울|물]]이 떨어지는 것이다.&lt;ref&gt;출처&lt;/ref&gt;
[[파일:a.jpg|섬네일|비가 [[내림|내리는]] 모습]]
== 종류 ==
* 소나기
{| class="wikitable"
| 가 || 나
|}
[[분류:날씨]]</text></revision></page>
<page><title>강우</title><ns>0</ns><id>6</id><redirect title="비" /><revision><text>#넘겨주기 [[비]]</text></revision></page>
<page><title>틀:가</title><ns>10</ns><id>7</id><revision><text>가</text></revision></page>
</mediawiki>"""


@pytest.mark.parametrize("pack", [bytes, bz2.compress])
def test_articles_of_a_dump_are_prose(pack: Callable[[bytes], bytes]) -> None:
    out = read("mediawiki", pack(DUMP.encode()))
    assert out.texts == ["비(rain, )는 구름에서 물이 떨어지는 것이다.\n\n종류\n소나기"]
    assert out.rejected == [(2, "redirect"), (3, "not_an_article")]
    assert (out.columns["title"], out.columns["date"]) == (["비"], ["2024-05-01T00:00:00Z"])


def test_cut_dump_is_refused() -> None:
    with pytest.raises(DamagedError, match="after page 1"):
        read("mediawiki", DUMP[: DUMP.index("넘겨주기")].encode())


def test_page_without_end_is_refused_before_it_is_held() -> None:
    page = "<mediawiki><page><title>a</title><revision><text>" + "가" * 200_000
    with pytest.raises(DamagedError, match="a page of more than 100000 bytes"):
        read("mediawiki", page.encode(), max_record=50_000)
