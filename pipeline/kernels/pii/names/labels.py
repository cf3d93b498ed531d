"""Labels of persons, and what stands between a label and a name."""

import re

from pipeline.kernels.pii.fields import SIGN, labels
from pipeline.kernels.pii.kind import HANGUL

_NAMES_OF_LABELS = (
    "성명", "성함", "이름", "수령인", "수령자", "수취인", "받는 사람", "받는 분", "받는 이", "받으시는 분", "보내는 사람", "보내는 분", "보내는 이",
    "받는이", "보낸이", "보낸 사람", "보낸 분", "신청인", "신청자", "보호자", "환자명", "고객명", "회원명", "가입자명", "가입자", "담당자명",
    "담당자", "실무자", "책임자", "대표자명", "대표자", "대표이사", "예금주명", "예금주", "계약자", "피보험자", "의뢰인", "민원인",
    "제출인", "제출자", "작성자", "작성인", "글쓴이", "기안자", "검토자", "승인자", "결재자", "발신인", "발신자", "수신인", "수신자",
    "소유자", "소유주", "차주", "세대주", "임차인", "임대인", "매도인", "매수인", "채권자", "채무자", "참가자", "참여자", "참석자", "방문자",
    "지원자", "응시자", "수험생", "수강생", "학생명", "선수명", "직원명", "사원명", "보호자명", "자녀명", "구매자명", "학부모", "구매자",
    "주문자", "예약자", "입금자명", "입금자", "동행인", "배우자", "신랑", "신부", "상속인", "사망자", "위임인", "위임자", "수임인",
    "예약자명", "주문자명", "신청자명", "신청인명", "작성자명", "참가자명", "지원자명", "수령자명", "수령인명", "발신자명", "수신자명", "계약자명",
    "소유자명", "피보험자명", "임차인명", "임대인명", "대리인", "동의자", "추천인", "접수자", "신고자", "신고인", "요청자", "문의자", "피해자", "고소인", "증인", "변호인", "주치의", "담당의", "상주", "고인", "피고인", "배송기사", "기사님", "설계사", "강사명", "원아명", "수취인명", "피상속인", "보내시는 분", "받으실 분",
    "담당 교사", "담임 교사", "담임", "지도교수", "강사", "진행자", "수급자", "응답자", "면담자", "상담자", "인적사항", "주문하신 분",
)  # fmt: skip


LABELS = labels(*_NAMES_OF_LABELS)


# words of prose too: they are labels where a field begins
_NAMES_OF_COMMON = (
    "환자", "고객", "담당", "대표", "본인", "원고", "피고", "학생", "회원", "저자", "기자", "사용자", "이용자", "대상자", "시청자"
)  # fmt: skip


COMMON_LABELS = labels(*_NAMES_OF_COMMON)


# these labels name a person without a colon too
OPEN_LABELS = labels("예금주", "수취인", "수령인")


_FIELD = r"(?:(?m:^)|[|>*\-.)\](/\t]) {0,3}[*]{0,2}"


# labels in English, which Latin and Korean names follow
ENGLISH_LABEL = (
    r"(?:(?:(?:[Ff]ull|[Cc]ustomer|[Pp]assenger|[Gg]uest|[Pp]atient|[Aa]pplicant|[Ss]tudent|[Cc]ontact|[Uu]ser|[Mm]ember|[Rr]eal"
    r"|FULL|[Rr]ecipient|[Ss]ender|[Rr]eceiver|[Oo]wner|[Hh]older|[Pp]erson)[ _]?)?(?:[Nn]ame|NAME)|[Cc]ardholder|[Rr]ecipient|[Aa]pplicant"
    r"|[Pp]assenger|[Ss]ender|[Rr]eceiver|[Aa]ttn\.?|ATTN\.?|[Aa]ttention|[Cc]ontact(?: [Pp]erson)?|[Aa]ccount [Hh]older|[Bb]eneficiary"
    r"|[Gg]uardian|[Pp]atient|[Pp]ayee|[Ss]hip [Tt]o|[Bb]ill [Tt]o|[Pp]repared by|[Ss]igned by)"
)


HEAD = re.compile(
    rf"^(?:(?:{HANGUL}{{1,6}} {{0,2}})?{labels('성명', '성함')}|{LABELS}|{COMMON_LABELS}|{ENGLISH_LABEL})(?: ?\([^()]{{1,20}}\))?$".encode()
)


LABEL = f"(?:{OPEN_LABELS}(?: ?[:=] ?| )|{LABELS} ?{SIGN})"


COMMON = rf"{_FIELD}{COMMON_LABELS}[*]{{0,2}} {{0,8}}[:=|\t] ?[*]{{0,2}} {{0,8}}"


LAST = f"(?:{'|'.join(sorted({name[-1] for name in _NAMES_OF_LABELS + _NAMES_OF_COMMON}))})"


# A remark in brackets may stand behind the label, 성명(한글): 김민지. To follow it from its beginning would double
# the states of the union in every bracket of a text.
LABEL_AND_SIGN = rf"(?:{LAST}[*)\]\"'`]* *[*]*(?:[:=|\t>]|- |→|/)|\) *[*]*[:=])[ *\"'`(\t|:]*"


# the longest label with eight blanks between its syllables
BEFORE_SIGN = 80


# bytes around a key in which other keys of a person may stand
REACH = 120


# 신청인 성명, 학생 이름: another word may stand before the label that begins a field
_NAMED_LABEL = rf"(?:(?:{HANGUL}{{1,6}} {{0,2}})?{labels('성명', '성함', '이름')}|{LABELS})"


_OPENING, CLOSING = r"(?:[\[(<{]|【|「|〔|『|〈)", r"(?:[\])>}]|】|」|〕|』|〉)"


BRACKETED = rf"{_OPENING} ?{_NAMED_LABEL} ?{CLOSING} {{0,8}}:? ?"


BULLETS = r"(?:[ \t>#*\-]|■|□|▶|▷|○|●|◎|◆|※|\[|【|\x7f)"


ABOVE = rf"(?m:^){BULLETS}{{0,6}}{_NAMED_LABEL}[ :\])*\t]{{0,4}}(?:】)?(?:\n[ \t\r]{{0,8}}){{1,2}}(?:[\-*\x7f] ?)?"


# labels that stand before a name without a sign; others begin sentences too: 피해자 진술이
PERSONS = labels(
    "성명", "성함", "예금주명", "예금주", "신청인", "신청자", "보호자", "환자명", "고객명", "회원명", "학생명", "보호자명", "담당자", "수령인",
    "수취인", "예약자", "주문자", "입금자", "받는 사람", "받는 분", "받는이", "보내는 사람", "보내는 분", "보낸이", "작성자", "계약자",
    "의뢰인", "참가자", "지원자", "가입자", "세대주", "피보험자", "담당자명", "대표자명", "구매자", "배우자", "학부모",
)  # fmt: skip


# signs that also part a label from other words
OTHER_SIGN = r"(?: ?→ ?| - ?| ?/ ?| ?[(<\[] ?| ?[.\x7f]{2,40} ?| {2,40}|, ?|; ?)"
