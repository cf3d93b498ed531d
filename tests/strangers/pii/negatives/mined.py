"""Shapes of digits that are frequent in real web text, tables, statutes and logs. The texts are made here."""

from functools import partial

from tests.strangers.pii.negatives.fields import family

_family = partial(family, topic="mined")

FAMILIES = (
    _family(
        "date glued to Hangul",
        "«date8»봉사활동 다녀왔어요",
        "«date8»염색 후기",
        "오늘의 기록 «date8»금 날씨 맑음",
    ),
    _family("date in hashtags", "#«date8» #소통 #일상", "#맛팔 #«date6»#주말 # # #"),
    _family(
        "stop table with coordinates",
        "«district»,시청앞,«d5»,«lat»,«lon»\n«district»,시장입구,«d5»,«lat»,«lon»",
        '«d9»,«d5»,"역전",«lat»,«lon»',
    ),
    _family(
        "station table", "«d4»,2호선,시청,-,-,«lat»,«lon»,교통공사", "환승역,«d3»,«d4»,«hm»,«hm»"
    ),
    _family(
        "block identifiers",
        "Received block blk_«d19» of size «d8» from /10.«r0-255».«r0-255».«r0-255»",
        "blk_-«d19» src: /10.«r0-255».«r0-255».«r0-255»:«d5» dest: /10.«r0-255».«r0-255».«r0-255»:50010",
    ),
    _family(
        "host names with private address",
        "calvin-10-«r100-255»-«r100-255»-«r100-255» kernel[0]: wake",
        "ip-10-«r0-255»-«r0-255»-«r0-255».ec2.internal",
        "node-«z4»«z2» R«z2»-M«d1»-N«r0-9»",
    ),
    _family(
        "ISBN in scientific form", '«d4»,«d5»,«d9»,9.78«d9»e+12,"Title",«r2-4».«z2»', "9.78«d9»e+12"
    ),
    _family(
        "short law date",
        "부칙 <제«d5»호,«r1980-2024».«r1-12».«r1-28»>",
        "(«r1980-2024».«r1-12».«r1-28» 개정)",
        "<개정 «r1980-2024».«r1-12».«r10-28»., «r1980-2024».«r1-12».«r10-28».>",
    ),
    _family(
        "bus lines",
        "간선(파랑) : «d3» «d3» «d3» 지선(초록) : «bus lines»",
        "지하철 2호선 3번 출구, 버스 «d4» «d4» «d4» 하차",
    ),
    _family(
        "payment message fields",
        ":20:«d10»\n:28C:«d5»/«d3»\n:32A:«date6»USD«d6»,00",
        "8=FIX.4.4|35=8|37=«d8»|38=«d5»|44=«d3».«z2»|60=«date8»-«clock»",
    ),
    _family(
        "short log time",
        "«r10-24»/«r10-12»/«r10-28» «clock» INFO executor.Executor: Finished task «r0-9».0 in stage «r1-90».0 (TID «d4»)",
        "«date6» «clock6» «d3» INFO dfs.FSNamesystem: blockMap updated",
    ),
    _family(
        "year spans with people",
        "«r1980-1990»~«r1991-2000»년생이 겪은 일",
        "재임 기간 «r1900-1950»~«r1951-1999»년, 향년 «r50-99»세",
    ),
    _family(
        "lines of a park table",
        '"근린공원","«k1000-90000».«d1»㎡","«r1970-2010».«r1-12».«r1-28»","«lon»","«lat»"',
        '«d6».«z2»,«d6».«z2»,"1번 출구"',
    ),
    _family(
        "app and post addresses",
        "https://apps.apple.com/kr/app/id«d9»?mt=«r1-12»",
        "https://blog.naver.com/PostView.nhn?logNo=22«d10»",
        "bbs_seq=«date8»«z3»",
        "articleView.html?idxno=«d6»",
    ),
    _family(
        "square measures and lots",
        "임야 «d4».«z2»㎡ - 매매가 «r1-9»억 «r1000-9000»만",
        "전용 «r59-84».«z2»㎡ / «r10-30»평 / «r1-20»층",
    ),
    _family(
        "spoken digits",
        "통장에 «r1-9» «r0-9» 만 원이 남았다 그래요",
        "예 «k1000000-90000000»원 확인되셨고요",
        "번호표 «d1» «d1» «d1» 번 고객님",
    ),
    _family(
        "memory and offsets",
        "free «d9»K, used «d5».00MB at 0x«h8»",
        "offset=«d17» len=«d8»",
        "generating core.«d4», cycle «d12»",
    ),
    _family(
        "lines of scores",
        "«r100-999»\t«r100-999»\t«r1000-9999»\t«r1000-9999»",
        "#«d3» # # # «d2» «d2» «d2» «d2»####",
    ),
)
