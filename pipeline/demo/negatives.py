"""Hard negatives: sentences with numbers and words that look like personal data and belong to no person."""

from random import Random

from pipeline.demo.grammar import Rules, expand

_PARTS: Rules = {
    "y": ("199{1}", "200{1}", "201{1}"),
    "m": ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"),
    "mm": ("01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"),
    "d": ("1", "3", "7", "9", "12", "15", "18", "21", "24", "28"),
    "dd": ("01", "03", "07", "09", "12", "15", "18", "21", "24", "28"),
    "n": ("2", "3", "4", "5", "6", "7", "8", "9"),
    "hex": ("a3f{2}c", "9e{2}b7", "c0{2}fe", "{2}d4ab"),
}

# By kind: a Korean and an English sentence.
KINDS: dict[str, tuple[str, str]] = {
    "date": (
        "행사는 {y}-{mm}-{dd}에 열렸고 참가자는 {n}{2}명이었다.",
        "The meeting of {y}-{mm}-{dd} was attended by {n}{2} people.",
    ),
    "price": (
        "값은 {n}{2},000원이고 세 벌이면 {n},{3},000원이다.",
        "It costs ${n},{3}.50, or ${n}{2},{3}.00 for the set.",
    ),
    "ISBN": (
        "이 책의 ISBN은 978-89-{n}{3}-{3}-{1}이다.",
        "The book, ISBN 978-0-{n}{2}-{5}-{1}, is out of print.",
    ),
    "ISSN": ("학술지의 ISSN은 {n}{3}-{3}{1}이다.", "The journal (ISSN {n}{3}-{3}X) ended in {y}."),
    "court case": (
        "대법원 {y}. {m}. {d}. 선고 {y}다{n}{4} 판결을 참고하였다.",
        "See case No. 1:{dd}-cv-0{4} of {y}.",
    ),
    "law article": (
        "같은 법 제{n}{1}조의{n} 제{n}항 제{n}호에 따른다.",
        "It follows section {n}.{d}.{m} of the act.",
    ),
    "version": (
        "설치한 프로그램의 버전은 {d}.{m}.{n}.{n}{2}이다.",
        "Version {d}.{m}.{n} replaced {n}.{m}.{n}-rc{n}.",
    ),
    "private address": (
        "내부 주소는 192.168.{m}.{d}이고 마스크는 255.255.255.0이다.",
        "The router is 10.0.{m}.{d}, the loopback 127.0.0.1.",
    ),
    "documentation address": (
        "예제에서는 203.0.113.{d} 과 198.51.100.{d} 를 쓴다.",
        "The manual uses 192.0.2.{d} in its examples.",
    ),
    "coordinates": (
        "좌표는 37.{n}{5}, 127.{n}{5}이다.",
        "The summit lies at 37.{n}{4} N, 126.{n}{4} E.",
    ),
    "time stamp": (
        "이 시각은 {y}{mm}{dd}{dd}{mm}00에 기록되었다.",
        "The log began at 1{n}{8} seconds after the epoch.",
    ),
    "representative number": (
        "상담은 대표번호 15{n}{1}-{n}{3}에서 받는다.",
        "The hotline 16{n}{1}-{n}{3} answers day and night.",
    ),
    "order number": (
        "주문번호 {y}{mm}{dd}-{n}{6}은 취소되었다.",
        "Order no. {n}{2}-{7}-{7} was shipped.",
    ),
    "tracking number": (
        "운송장번호 {n}{3}-{4}-{4}로 조회할 수 있다.",
        "The tracking number {n}{11} shows no movement.",
    ),
    "product code": (
        "품번 {n}{2}-{n}{3}-AB 부품을 교체하였다.",
        "Replace part no. {n}{2}-{2}-{4} every second year.",
    ),
    "match result": (
        "한국은 3-1, 2-0, {n}-{n}으로 이겨 승점 {n}{1}점이 되었다.",
        "They won {n}-{n}, 6-4, 7-6 in {n}{2} minutes.",
    ),
    "years": (
        "왕의 재위는 1{n}{2}-1{n}{2}년으로 적혀 있다.",
        "He reigned 1{n}{2}-1{n}{2}, as the stone says.",
    ),
    "historical birth": (
        "세종은 1397년 5월 15일(음력 4월 10일)에 태어났다.",
        "The admiral was born on 28 April 1545 in the capital.",
    ),
    "public building": (
        "경복궁은 서울특별시 종로구 사직로 161에 있는 궁궐이다.",
        "The museum at {n}{1} Museum Street opens at nine.",
    ),
    "author": (
        "소설가 박경리는 스물다섯 해에 걸쳐 『토지』를 썼다.",
        "The poet Yun Dong-ju is read in every school.",
    ),
    "measure": (
        "시료 {n}.{4} g에서 {n}{3}.{2} mg을 얻었다 (p = 0.0{3}).",
        "The sample weighed {n}.{4} g and gave {n}{3}.{2} mg.",
    ),
    "hash": ("커밋 {hex}{hex}{hex}{hex} 에서 고쳤다.", "The checksum is {hex}{hex}-{hex}{hex}."),
    "chemical": (
        "에탄올의 CAS 번호는 64-17-5, 카페인은 58-08-2이다.",
        "Caffeine (CAS 58-08-2) melts at 23{n} degrees.",
    ),
    "repository": (
        "git@example-{n}.invalid:team/repo-{3}.git 를 내려받는다.",
        "Decorate it with @property, or @app.route and @media.",
    ),
    "room": (
        "수업은 {n}관 {n}{2}호에서 {n}교시에 있다.",
        "The class meets in room {n}-{3} of building {n}.",
    ),
}


def sentence(random: Random, kind: str, lang: str) -> str:
    """A sentence of one of the `KINDS`, in Korean or English."""
    return expand(random, {**_PARTS, "": (KINDS[kind][lang == "en"],)}, "")
