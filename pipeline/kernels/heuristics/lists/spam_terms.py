"""Terms of advertisements for gambling, loans, escorts, stock rooms, accounts and fraud, Korean and English.

Lower case, of three characters or more. A term is listed if it names the offer itself, not a topic, in the
spelling that advertisements use. Several different ones in one text are the signal, never one alone.
"""

_BETTING = """
카지노사이트 카지노추천 카지노게임 온라인카지노 라이브카지노 바카라사이트 바카라추천 온라인바카라
실시간바카라 슬롯사이트 슬롯게임 무료슬롯 룰렛사이트 홀덤사이트 포커사이트 바둑이사이트 맞고사이트
토토사이트 토토추천 토토총판 사설토토 안전토토 메이저사이트 메이저놀이터 안전놀이터 안전공원
검증놀이터 놀이터추천 먹튀검증 먹튀없는 먹튀사이트 먹튀제로 파워볼사이트 파워볼추천 네임드사다리
사다리게임 홀짝게임 릴게임 바다이야기 야마토게임 실시간배팅 라이브배팅 스포츠배팅 해외배팅
배팅사이트 베팅사이트 고배당 첫충전 첫충보너스 매충전 매충보너스 돌발충전 신규충전 충전보너스
가입머니 꽁머니 꽁포인트 가입코드 추천인코드 총판모집 총판문의 롤링없 환전보장 환전무제한 당일환전
빠른환전 충환전 무제재 입플지급 가입즉시
"""
_LOANS = """
무직자대출 직장인대출 주부대출 대학생대출 연체자대출 회생자대출 신용불량자대출 저신용자대출 소액대출
당일대출 당일급전 급전필요 개인돈대출 개인돈월변 월변대출 일수대출 비대면대출 모바일대출 간편대출
무방문대출 무서류대출 무심사대출 무담보대출 즉시대출 사채대출 작업대출 대출나라 대환대출 저금리대환
당일입금 즉시입금 당일송금 휴대폰내구제 가전내구제 폰테크 카드깡 상품권매입 소액결제현금화
정보이용료현금화 신용카드현금화 상품권현금화 소액현금화 통장임대 통장매입 통장대여 대포통장 계좌매입
계좌임대 개인장매입
"""
_ESCORTS = """
출장안마 출장마사지 출장샵 출장콜걸 출장업소 출장아가씨 홈타이 콜걸샵 애인대행 조건만남 조건녀
만남어플 즉석만남 오피사이트 오피추천 건마추천 건마사이트 휴게텔 키스방 안마방 풀싸롱 룸싸롱추천
하이퍼블릭 셔츠룸 레깅스룸 가라오케추천 노래방도우미 선입금없 예약금없 후불결제 후불제 유흥알바
밤알바 고소득알바 성인용품 성인사이트 무료야동 야동사이트 원나잇 비아그라 시알리스 정력제 흥분제
최음제
"""
_INVESTMENT = """
리딩방 급등주 급등종목 급등예상 종목추천 추천종목 무료추천주 세력주 원금보장 수익보장 수익인증
수익률보장 확정수익 평균수익률 무료체험방 무료방입장 단톡방입장 오픈채팅방입장 선착순입장
해외선물대여 대여계좌 재택부업 부업문의 고수익알바 일당지급 투자문의 코인선물 자동매매프로그램
"""
_CONTACT = """
카톡문의 카톡상담 카톡추가 텔레그램문의 텔레문의 라인문의 24시간상담 365일상담 친절상담 빠른상담
무료상담신청 상담환영 문의환영 전국출장 전지역가능 선착순이벤트 바로가기클릭 무료수신거부 무료거부
수신거부080
"""
_SMISHING = """
국제발신 국외발신 주소불일치 주소지불일치 주소오류 배송불가 배송지확인 물품보관중 통관보류
통관번호확인 본인아닐시 본인아닌경우 본인아니면 해외결제완료 해외승인 결제승인완료 소비자보호원
모바일청첩장 부고안내 과태료통지 과태료부과 벌점부과 위반고지서 건강검진결과 민원접수 신고접수
폰고장 폰이고장 폰고쳐 액정깨져 액정이깨져 액정나가 수리맡겨 수리맡겼 대신결제 상품권구매 기프트카드
편의점가서 인증번호알려 어플설치 앱설치후
"""
_SEARCH = """
상위노출 백링크 블로그대행 마케팅대행사 팔로워늘리기 팔로워구매 좋아요늘리기 조회수늘리기 리뷰알바
후기알바 체험단모집 최저가보장 최저가판매 사은품증정 소정의원고료 소정의수수료 파트너스활동
"""
_ENGLISH = """
online casino
casino bonus
sports betting
free spins
no deposit bonus
slot machines online
jackpot winner
payday loan
bad credit loan
no credit check
instant approval
guaranteed approval
cash advance
debt relief
escort service
call girls
hot singles
adult dating
cheap viagra
buy viagra
generic cialis
replica watches
cheap rolex
click here now
act now
limited time offer
call now
reply stop
text stop
txt stop
claim your prize
claim your reward
you have won
you have been selected
guaranteed prize
prize guaranteed
free entry
100% free money
risk free bet
risk free trial
money back guarantee
weight loss miracle
lose weight fast
make money online
make money fast
earn money from home
work from home and
extra income
financial freedom
double your money
guaranteed profit
guaranteed returns
crypto signals
forex signals
investment plan
whatsapp me
message me on telegram
buy followers
buy backlinks
seo services
check out my channel
subscribe to my channel
verify your account
account has been suspended
account has been locked
package could not be delivered
unpaid customs
update your billing
dear customer
dear beneficiary
"""

PHRASES = "\n".join(
    [
        *" ".join((_BETTING, _LOANS, _ESCORTS, _INVESTMENT, _CONTACT, _SMISHING, _SEARCH)).split(),
        *_ENGLISH.strip().split("\n"),
    ]
)
