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
    "소유자명", "피보험자명", "임차인명", "임대인명", "대리인", "동의자", "추천인", "접수자", "신고자", "신고인", "발언자", "요청자", "문의자", "피해자", "고소인", "증인", "변호인", "주치의", "담당의", "상주", "혼주", "맏상제", "유족", "유족대표", "미망인", "고인", "피고인", "배송기사", "기사님", "설계사", "강사명", "원아명", "수취인명", "피상속인", "보내시는 분", "받으실 분",
    "담당 교사", "담당교사", "담임 교사", "담임교사", "담임", "지도교수", "지도교사", "강사", "인솔교사", "진행자", "인도자", "동참자", "동참자 이름", "시주자", "응모자", "헌금자", "헌금자명", "신청아동", "대상아동", "참가아동", "아동명", "수급자", "응답자", "면담자", "상담자", "인적사항", "주문하신 분",
)  # fmt: skip
# what persons do who are named in forms and papers: behind it stands 자 or 인, 신청자, 신청인
_DEEDS = (
    "신청", "접수", "작성", "습득", "분실", "수검", "수진", "발급", "수령", "인수", "인계", "양도", "양수", "위탁", "수탁", "임대", "임차", "차용", "대여",
    "보증", "연대보증", "계약", "피보험", "보험계약", "수익", "상속", "증여", "수증", "기부", "후원", "납부", "납세", "입금", "송금", "예금", "주문", "구매",
    "판매", "매도", "매수", "예약", "가입", "참가", "참여", "참석", "방문", "면회", "면담", "상담", "응시", "지원", "추천", "신고", "고소", "피고소", "고발",
    "피고발", "진정", "청구", "청원", "제출", "제보", "발표", "진술", "담당", "책임", "실무", "확인", "검토", "승인", "결재", "기안", "보고", "기록", "검수",
    "점검", "운전", "탑승", "동승", "투숙", "전입", "전출", "입원", "간병", "부양", "피부양", "친권", "후견", "피후견", "대리", "수감", "실종", "목격",
    "피해", "가해", "비상연락", "인솔", "발신", "수신", "수취", "의뢰", "위임", "수임", "요청", "문의", "동의", "서명", "서약", "당첨", "수상", "낙찰", "입찰",
    "견적", "주최", "촬영", "조사", "검사", "측정", "시공", "감리", "설계", "근로", "고용", "파견", "퇴직", "출원", "발명", "소개", "중개", "보호", "수험", "세입", "입주", "근무", "당직", "작업", "검진", "내원", "순찰", "배송", "배달", "수거", "조리", "처리", "반납", "대출", "열람",
    "등록", "체험", "대상", "관리", "운영", "수혜", "당선", "후보", "연구", "편집", "번역", "요양", "돌봄", "수료", "합격", "결석", "출석", "이수", "탈퇴", "해지", "환불", "청약", "분양", "기증", "봉사", "자원봉사", "심사", "평가", "채점", "수리", "정비",
    "설치", "판독", "조제", "지급", "수납", "출납", "조난", "구조", "승차", "숙박", "관람", "헌혈", "답변", "질문", "상대", "동거", "배정", "호송", "인허",
    "시험", "면접", "공동명의", "명의", "소유", "점유", "채권", "채무",
)  # fmt: skip
# and titles of persons there
_ROLES = (
    "담임교사", "담임 교사", "담당교사", "담당 교사", "지도교사", "지도교수", "주치의", "담당의", "집도의", "처방의", "수강생", "교육생", "훈련생", "실습생", "연수생",
    "원아", "아동", "학생", "환자", "고객", "회원", "직원", "사원", "선수", "강사", "어르신", "입소자", "이용자", "수급자", "봉사자", "수혜자", "조합원", "세대주", "승객", "투숙객", "방문객", "내원객", "탑승객", "손님", "당직의", "간호사", "환우", "교사", "기사", "조장", "반장",
    "예금주", "건축주", "소유주", "차주", "배우자", "보호자", "망인", "고인", "원고", "피고", "신랑", "신부", "혼주", "상주", "대표자", "대표이사", "당사자", "상대방",
)  # fmt: skip
# 신청자, 신청인 성명, 환자명, 인수자 서명
_NAMED = r"(?: {0,8}(?:성 {0,8}명|이 {0,8}름|서 {0,8}명|성 {0,8}함|명))?"
_OF_NAME = r" {0,8}(?:성 {0,8}명|이 {0,8}름|성 {0,8}함|명)"
_DOERS = rf"{labels(*_DEEDS)} {{0,8}}(?:자|인|생|객){_NAMED}"
# what a person is in a form, without 성명 or 이름
ROLES = rf"(?:{labels(*(name for name in _NAMES_OF_LABELS if not name.endswith(('명', '함', '름'))), *_ROLES)}|{labels(*_DEEDS)} {{0,8}}(?:자|인|생|객))"
LABELS = rf"(?:{labels(*_NAMES_OF_LABELS)}{_NAMED}|{_DOERS}|{labels(*_ROLES)}{_OF_NAME})"
# the last two syllables of these labels; blanks may stand in each label
_ENDS_OF_DOERS = "|".join(sorted({deed[-1] for deed in _DEEDS}))
_TAILS = {name.replace(" ", "")[-2:] for name in _NAMES_OF_LABELS} | {
    "성명",
    "이름",
    "서명",
    "성함",
    "학생",
}
_BEFORE_NAME = "|".join(
    sorted({name[-1] for name in (*_NAMES_OF_LABELS, *_ROLES)} | set("자인생객"))
)
TAILS = (
    rf"(?:(?:{_ENDS_OF_DOERS}) *(?:자|인|생|객)|(?:{_BEFORE_NAME}) *명"
    rf"|{'|'.join(' *'.join(tail) for tail in sorted(_TAILS))})"
)
# words of prose too: they are labels where a field begins
_NAMES_OF_COMMON = (
    "환자", "고객", "담당", "대표", "본인", "원고", "피고", "학생", "회원", "기자", "사용자", "이용자", "대상자", "시청자"
)  # fmt: skip
COMMON_LABELS = labels(*_NAMES_OF_COMMON)
# these labels name a person without a colon too
OPEN_LABELS = labels("예금주", "예금주명", "입금자", "입금자명", "수취인", "수령인")
_FIELD = r"(?:(?m:^)|[|>*\-.)\](/\t]) {0,3}[*]{0,2}"
# labels in English, which Latin and Korean names follow
ENGLISH_LABEL = (
    r"(?:[Nn]ame of (?:the )?[a-z]{4,14}|(?:(?:[Ff]ull|[Cc]ustomer|[Pp]assenger|[Gg]uest|[Pp]atient|[Aa]pplicant|[Ss]tudent|[Cc]ontact|[Uu]ser|[Mm]ember|[Rr]eal|[Ff]irst and [Ll]ast|[Ee]mployee|[Ee]mergency [Cc]ontact|[Pp]articipant|[Aa]ttendee|[Cc]lient|[Pp]arent|[Pp]layer|[Ll]egal|[Bb]eneficiary|[Tt]enant|[Ii]nsured|[Tt]raveler|[Bb]uyer|[Ss]eller|[Cc]laimant"
    r"|FULL|[Rr]ecipient|[Ss]ender|[Rr]eceiver|[Oo]wner|[Hh]older|[Pp]erson)(?:'s)?[ _]?)?(?:[Nn]ame|NAME)|[Cc]ardholder|[Rr]ecipient|[Aa]pplicant"
    r"|[Pp]assenger|[Ss]ender|[Rr]eceiver|[Aa]ttn\.?|ATTN\.?|[Aa]ttention|[Cc]ontact(?: [Pp]erson)?|[Aa]ccount [Hh]older|[Bb]eneficiary"
    r"|[Tt]enant|[Nn]ext of kin|(?:[Rr]eported|[Rr]equested|[Ss]ubmitted) by|(?:[Dd]eliver|[Ss]hip) to"
    r"|(?:[Pp]et |[Hh]ome |[Pp]roperty |[Dd]og |[Cc]at )?[Oo]wner|(?:cust|user|usr|emp|stu|mem|mbr?|pat|recv|ord)(?:_nm|_name|Nm|Name)|(?:receiver|sender|recipient|customer|member|patient|student|employee|buyer|owner|guest|holder|parent|applicant|insured)(?:_nm|Nm|Name)|[Gg]uardian|[Pp]atient|[Pp]ayee|[Ss]hip [Tt]o|[Bb]ill [Tt]o|[Pp]repared by|[Ss]igned by)"
)
HEAD = re.compile(
    rf"^(?:(?:{HANGUL}{{1,6}} {{0,2}})?{labels('성명', '성함')}|{LABELS}|{COMMON_LABELS}|{ENGLISH_LABEL})(?: ?\([^()]{{1,20}}\))?$".encode()
)
LABEL = f"(?:{OPEN_LABELS}(?: ?[:=] ?| )|{LABELS} ?{SIGN})"
COMMON = rf"{_FIELD}{COMMON_LABELS}[*]{{0,2}} {{0,8}}[:=|\t] ?[*]{{0,2}} {{0,8}}"
LAST = f"(?:{'|'.join(sorted({name[-1] for name in (*_NAMES_OF_LABELS, *_NAMES_OF_COMMON, *'자인생객름함명')}))})"
# A remark in brackets may stand behind the label, 성명(한글): 김민지. To follow it from its beginning would double
# the states of the union in every bracket of a text.
LABEL_AND_SIGN = rf"(?:{LAST}[*)\]\"'`]* *[*]*(?:[:=|\t>]|-|→|/)|\) *[*]*[:=])[ *\"'`(\t|:]*"
# the longest label with eight blanks between its syllables
BEFORE_SIGN = 80
# bytes around a key in which other keys of a person may stand
REACH = 120
# 신청인 성명, 학생 이름: another word may stand before the label that begins a field
_NAMED_LABEL = rf"(?:(?:{HANGUL}{{1,6}} {{0,2}})?{labels('성명', '성함', '이름')}|(?:(?:신랑|신부) ?(?:측)? ?)?{LABELS})"
_OPENING, CLOSING = r"(?:[\[(<{]|【|「|〔|『|〈)", r"(?:[\])>}]|】|」|〕|』|〉)"
BRACKETED = rf"{_OPENING} ?{_NAMED_LABEL} ?{CLOSING} {{0,8}}:? ?"
BULLETS = r"(?:[ \t>#*\-]|■|□|▶|▷|○|●|◎|◆|※|\[|【|\x7f)"
ABOVE = rf"(?m:^)(?:\([0-9]{{1,3}}\) ?)?{BULLETS}{{0,6}}{_NAMED_LABEL}[ :\])*\t]{{0,4}}(?:】)?(?:\n[ \t\r]{{0,8}}){{1,2}}(?:[\-*\x7f] ?)?"
# labels that stand before a name without a sign; others begin sentences too: 피해자 진술이
PERSONS = labels(
    "성명", "성함", "예금주명", "예금주", "신청인", "신청자", "보호자", "환자명", "고객명", "회원명", "학생명", "보호자명", "담당자", "수령인",
    "수취인", "예약자", "주문자", "입금자", "받는 사람", "받는 분", "받는이", "보내는 사람", "보내는 분", "보낸이", "작성자", "계약자",
    "의뢰인", "참가자", "지원자", "가입자", "세대주", "피보험자", "담당자명", "대표자명", "구매자", "배우자", "학부모", "습득자", "수검자", "수진자", "인수자",
    "환자 성명", "배우자 성명", "담임교사", "담임 교사", "입금인", "송금인", "비상연락처",
)  # fmt: skip
# a person of a school, whether the word has a name behind it or a sign: 담당 학생 김민지, 피해학생: 김민지
PUPILS = rf"(?:{labels('담당', '피해', '가해', '상담', '해당', '관련', '결석', '전출', '전입', '대상', '추천', '특별반', '목격', '신고')} {{0,4}}학생)"
# who is named for a deed, 신고자명: this label is of nothing else
NAMED_FOR_DEEDS = rf"(?:{labels(*_DEEDS)} {{0,4}}(?:자|인|생|객) {{0,2}}명|{labels('원아명', '학생명', '환자명', '사원명', '직원명')})"
# parties and payers, who stand before their names in papers without a sign: 청구인 김민지는
PARTIES = labels(
    "청구인",
    "진정인",
    "신청인",
    "피신청인",
    "신고인",
    "고발인",
    "항고인",
    "납세자",
    "체납자",
    "채무자",
    "채권자",
    "임차인",
    "임대인",
    "피상속인",
    "상속인",
    "대리인",
    "위임인",
    "피해 아동",
)
# signs that also part a label from other words
OTHER_SIGN = r"(?: ?→ ?| ?- ?| ?/ ?| ?[(<\[] ?| ?[.\x7f]{2,40} ?| {2,40}|, ?|; ?)"
