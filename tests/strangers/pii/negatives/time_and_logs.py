"""Timestamps of every sort, schedules, and identifiers in logs."""

from functools import partial

from tests.strangers.pii.negatives.fields import family

_family = partial(family, topic="time")

FAMILIES = (
    _family(
        "compact timestamps",
        "수집시각 «date8»«clock6»",
        "[«date8» «clock6»] start",
        "업데이트 «date8»«z4»",
        "파일명 뒤 숫자 «date6»«clock6» 는 시각이다",
    ),
    _family(
        "ISO timestamps",
        "«date-»T«clock»Z",
        "«date-» «clock».«z6»",
        "«date-»T«clock».«z3»+09:00",
        "created_at: '«date-» «clock»'",
    ),
    _family(
        "epochs",
        "ts=1«d9»",
        "exp: 1«d9», iat: 1«d9»",
        "timestamp «milliseconds» ms",
        "Date.now() // «milliseconds»",
        "1«d9».«d6» 초",
    ),
    _family(
        "dates in rows",
        "«date-»,«date-»,«date-»",
        "«date.» / «date.» / «date.»",
        "«date8» «date8» «date8»",
        "«date/» ~ «date/»",
    ),
    _family(
        "year ranges",
        "«r1990-2005»-«r2006-2015»-«r2016-2025»",
        "«r1900-1950»~«r1951-2020»년",
        "(«r1400-1500»~«r1501-1600»)",
        "«r2000-2010»-«r2011-2020» 시즌",
        "«r1900-1950», «r1951-1990», «r1991-2020»년판",
    ),
    _family(
        "schedules",
        "«hm» - «hm» 1교시, «hm» - «hm» 2교시",
        "배차 «r10-20»분, 첫차 «hm» 막차 «hm»",
        "«r1-12»월 «r1-28»일(토) «hm»~«hm»",
        "접수 «date.»(월)~«date.»(금) 09:00-18:00",
    ),
    _family(
        "dates with hyphens like numbers",
        "«r10-31»-«r2010-2025»-«r1-12»",
        "«r2000-2025»-«z4»-«z4»",
        "일련 «r1-12»-«r1-31»-«r2000-2025»",
    ),
    _family(
        "log identifiers",
        "INFO «d4» --- [pool-«r1-9»] tx=«d18» took «r1-900»ms",
        "blk_-«d19» terminating",
        "pid «d5» tid «d5» seq «d10»",
        "trace «h16»-«h8»",
    ),
    _family(
        "syslog",
        "«month» «r1-28» «clock» combo kernel: [«d7».«z6»] usb «r1-9»-«r1-9»",
        "«date/» «clock» WARN dfs.DataNode: «d12» bytes",
    ),
    _family(
        "durations and counters",
        "총 재생시간 «hm»:«r10-59», 조회수 «k1000-90000000»회",
        "좋아요 «k100-9000» 댓글 «d4» 공유 «d3»",
        "«r1-999».«z3» s, «r1-9» loops, best of «r3-7»",
    ),
    _family(
        "versions of law dates",
        "개정 «date.», «date.», «date.»",
        "<제«d5»호, «date.»>",
        "종전 «dateko» 이전의 것",
    ),
)
