"""Spam of the Korean and English web: betting, casino, escort, loans, smishing, stock tips, coins."""

from random import Random

from pipeline.demo import tricks
from pipeline.demo.grammar import Rules, disguise, sentences

# Names, domains and messenger ids are invented.
_KO: Rules = {
    "id": ("{nick}{3}", "{nick}_{2}", "{nick}{4}"),
    "nick": ("lucky", "vip", "gold", "hana", "star", "king", "moon", "ace"),
    "site": ("{nick}-{2}.example", "www.{nick}{3}.example", "{nick}{nick}.example"),
    "contact": (
        "[텔레그램] {id}",
        "[카톡] {id}",
        "텔레 @{id}",
        "ㅋㅌ {id}",
        "라인 아이디 {id}",
        "주소창에 {site}",
    ),
    "call": (
        "{contact} 로 연락 주세요",
        "{contact} 24시간 대기중",
        "상담은 {contact}",
        "{contact} 추가하고 말씀하세요",
    ),
    "amount": ("{1}{1}만원", "최대 {2}00만", "5{1}만", "{1}천만원까지"),
    "team": ("프리미어", "라리가", "세리에", "국야", "느바", "믈브", "하키"),
    "betting": (
        "[사설토토] 중에 먹튀 없는 곳은 {site} 하나뿐",
        "오늘 {team} 조합 {2}배 적중 인증 올라갑니다",
        "[스포츠베팅] 처음이면 첫충 {2}% 매충 {1}% 드립니다",
        "[먹튀검증] 끝난 [메이저놀이터] 가입코드 {id}",
        "환전 3분 안에 안 들어오면 두배로 보상",
        "{team} 픽 무료로 보려면 {contact}",
        "미니게임 사다리 파워볼 홀짝 {1}.9{1} 배당",
        "{call}",
    ),
    "casino": (
        "에볼루션 정식 [온라인카지노] {site} 오픈 이벤트",
        "[바카라] 신규 쿠폰 {amount} 바로 지급",
        "[슬롯] 프리스핀 {2}회에 페이백 {1}%까지",
        "라이브 [홀덤] 테이블 24시간 딜러 대기",
        "[꽁머니] {amount} 받아서 출금까지 하세요",
        "롤링 없이 입출금 무제한인 [카지노사이트] 찾으셨죠",
        "{call}",
    ),
    "region": ("강남", "수원", "부산", "인천", "대전", "분당", "일산"),
    "escort": (
        "{region} [출장안마] 후불제 {amount}부터",
        "{region} 전지역 30분 안에 도착하는 [홈타이]",
        "[오피] 실사 매니저 프로필 {site} 에서 확인",
        "{region} [조건만남] 선입금 없음 이쁜 언니 많아요",
        "20대 한국인 관리사만 근무합니다 내상 없음",
        "{region} [유흥] 업소 시세 정보 모음",
        "{call}",
    ),
    "loan": (
        "[무직자대출] {amount} 당일 입금 서류 필요없음",
        "신용불량 연체자도 [소액대출] {amount} 가능",
        "[급전] 필요하신 분 전화 한통이면 끝",
        "[휴대폰깡] [상품권 현금화] 업계 최고 {2}% 매입",
        "정부지원 햇살론 한도 {amount} 남은 인원 {1}명",
        "등급 안보고 [비대면대출] 3분 승인",
        "[신용카드 현금화] 수수료 {1}% 비밀 보장",
        "{call}",
    ),
    "parcel": (
        (
            "[Web발신] {courier} 운송장 {4}-{4}-{4} 주소불일치로 배송 "
            "보류 주소 수정 {site}/{3} 오늘 자정까지 미처리시 반송됩니다"
        ),
        (
            "{courier} 고객님 택배가 주소 오류로 반송 예정입니다 "
            "확인: {site}/p{2} 담당 기사에게는 전화하지 마세요"
        ),
        (
            "(국제발신) 관세 {2},{3}원 미납으로 물품이 통관 보류중 "
            "납부 {site}/{id} 기한 안에 내지 않으면 폐기됩니다"
        ),
    ),
    "courier": ("한별택배", "우리로지스", "누리택배", "[C새로통운]", "우체국"),
    "family": (
        (
            "엄마 나 폰 액정 깨져서 수리 맡겼어 이 번호로 문자해줘 급하게 "
            "[상품권] {amount} 결제할게 있는데 엄마 카드 앞뒤 사진 좀 보내줘"
        ),
        (
            "아빠 나야 폰이 고장나서 컴으로 문자해 이거 보면 "
            "[카톡] {id} 추가해줘 인증서 때문에 신분증 사진이 필요해"
        ),
        (
            "[부고] 부친께서 별세하셨기에 알려드립니다 장례식장 "
            "안내 {site}/{2} 마음 전하실 곳은 링크 안에 있습니다"
        ),
        "[모바일 청첩장] 저희 결혼합니다 꼭 오셔서 축하해 주세요 일시 장소 {site}/w{2} 눌러서 확인",
        "[교통민원24] 과속 위반 고지서 발송 완료 내용 확인 {site}/{3} 미확인시 벌점이 부과됩니다",
    ),
    "stock": (
        "[급등주] {2}% 수익 인증 끝난 [리딩방] 무료 입장",
        "내일 상한가 갈 종목 딱 하나만 드립니다",
        "세력이 담은 [작전주] 매수가 {2},{1}00원 목표가 두배",
        "손실 원금 {2}% 복구해 드린 전문가가 직접 [종목추천]",
        "회원님들 이번주 누적 수익률 +{3}% 실화입니다",
        "지난 [급등주] 놓치신 분만 {contact}",
        "{call}",
    ),
    "coin": (
        "[코인] 선물 자동매매로 하루 {1}% 고정 수익",
        "상장 확정 [코인] 프리세일 마지막 물량 {amount}",
        "[비트코인] 에어드랍 지갑 연결만 하면 {2}개 지급",
        "해외 [선물옵션] 대여계좌 증거금 {amount}부터",
        "[원금보장] [재테크] 집에서 폰으로 월 {3}만원",
        "[고수익알바] 하루 두시간 타이핑 일당 {2}만원 당일지급",
        "{call}",
    ),
}

_EN: Rules = {
    "id": ("{nick}{3}", "{nick}_{2}", "{nick}{4}"),
    "nick": ("lucky", "vipbet", "goldrush", "maxwin", "starry", "kingpin"),
    "site": ("{nick}{2}.example", "www.{nick}-{2}.example", "bit.example/{id}"),
    "contact": ("[telegram] @{id}", "[whatsapp] +00 {3} {4}", "DM me at {id}", "visit {site}"),
    "call": ("{contact} now", "Only today!! {contact}", "Serious people only, {contact}"),
    "betting": (
        "[Sure bets] for tonight, {2} odds, {1} wins in a row!!!",
        "[Fixed matches] 100% from inside source, pay after win",
        "Get {2}0% bonus on first deposit at {site}",
        "[Sports betting] tips that bookmakers hate",
        "Correct score {1}-{1} already sold to {2} clients",
        "{call}",
    ),
    "casino": (
        "Play [online casino] [slots] and claim {3} FREE SPINS",
        "[No deposit bonus] ${2} instant withdrawal at {site}",
        "Biggest [jackpot] this week ${3},{3} who is next??",
        "Live [roulette] and [blackjack] 24/7 no verification",
        "Use promo code {id} for cashback {1}0%",
        "{call}",
    ),
    "escort": (
        "Hot [escorts] in your area waiting for you {site}",
        "[Sexy] singles near you want to meet tonight",
        "Independent [call girls] {2} years old, outcall 24 hours",
        "No credit card needed [adult] [webcam] chat free",
        "Private [massage] with happy end, discreet hotel visit",
        "{call}",
    ),
    "loan": (
        "Need cash fast? [Payday loan] up to ${2},000 bad credit OK",
        "[Guaranteed approval] in {1} minutes, no credit check",
        "Consolidate your [debt] and save {2}% today",
        "We offer [urgent loan] at 3% interest rate, apply with name and bank",
        "{call}",
    ),
    "parcel": (
        (
            "USPS: your package {4}{4} could not be delivered, update your "
            "address and pay $1.{2} at {site} within 24h or it is returned"
        ),
        (
            "Your account has been limited. Verify your [bank] password "
            "here {site}/{3} or it will be closed permanently tonight"
        ),
        (
            "Hi mum I broke my phone, this is my new number, can you send "
            "£{3} for a bill quickly, I pay back tomorrow. account {4}{4}"
        ),
        (
            "Congratulations!! You were selected as winner of [iPhone] "
            "{2} Pro, claim your prize at {site}/{id} before midnight"
        ),
    ),
    "coin": (
        "[Crypto] presale ends in {2} hours, 100x gem dont miss",
        "I turned ${3} into ${2},{3} with this [bitcoin] trader, thank you Mr {nick}",
        "Double your [BTC], send {1} get {1}{1} back, verified by Elon",
        "[Forex] signals {2}% win rate join VIP group",
        "[Work from home] earn ${3} daily no experience",
        "[Recover] your lost wallet, contact hacker {id}",
        "{call}",
    ),
    "pills": (
        "Buy [v1agra] and [cialis] without prescription, {2}% OFF",
        "Lose {2} pounds in {1} days with this weird trick doctors hate",
        "[Cheap meds] shipped overnight from {site}",
        "Enlarge it {1} inches naturally, [satisfaction guaranteed]",
        "{call}",
    ),
}

# Themes whose rule is a whole message; the others are posts of several lines.
_MESSAGES = ("parcel", "family")
THEMES = {
    "ko": ("betting", "casino", "escort", "loan", "parcel", "family", "stock", "coin"),
    "en": ("betting", "casino", "escort", "loan", "parcel", "coin", "pills"),
}


def write(random: Random, lang: str, theme: str) -> str:
    """A text of one theme in Korean or English; half of its key words are disguised."""
    rules = _KO if lang == "ko" else _EN
    num = 1 if theme in _MESSAGES else random.randint(3, 5)
    joint = random.choice(("\n", " ", " ! ", " ★ ", "\n\n"))
    return disguise(random, joint.join(sentences(random, rules, theme, num)), tricks.hide, 0.5)
