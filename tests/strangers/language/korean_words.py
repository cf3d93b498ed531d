"""Korean grammars that several families share: everyday prose and technical prose full of English terms."""

from tests.strangers.language.grammar import Grammar

EVERYDAY = {
    "who": ["할머니", "동생", "친구", "아버지", "이모", "이웃", "선생님", "후배", "사장님", "손님", "사촌", "누나", "형", "짝꿍", "경비원"],
    "where": ["시장", "골목 끝", "강가", "도서관", "버스 정류장", "작은 빵집", "옥상", "기차역", "논두렁", "부엌", "운동장", "산길", "우체국 앞", "세탁소"],
    "thing": ["우산", "편지", "자전거", "감자", "사진", "시계", "연필", "가방", "도시락", "화분", "라디오", "장갑", "이불", "수첩", "달력", "열쇠"],
    "when": ["어제", "지난주", "오늘 아침", "비 오던 날", "초겨울에", "저녁 무렵", "한참 뒤에", "방학 때", "장마가 끝나고", "새벽에"],
    "did": ["찾았다", "샀다", "잃어버렸다", "고쳤다", "건네주었다", "들여다보았다", "치웠다", "숨겼다", "닦았다", "빌렸다", "그렸다"],
    "quality": ["낡은", "커다란", "반듯한", "따뜻한", "낯선", "조용한", "노란", "무거운", "말끔한", "오래된", "이상한", "값싼"],
    "feel": ["마음이 놓였다", "괜히 웃음이 났다", "조금 서운했다", "눈물이 핑 돌았다", "아무렇지도 않았다", "기분이 묘했다", "속이 후련했다"],
    "topic": ["날씨", "김장", "이사", "물가", "건강", "손주", "농사", "월급", "주차", "문제", "반찬", "텃밭"],
    "sentence": [
        "{when} {who}[이/가] {where}에서 {quality} {thing}[을/를] {did}.",
        "{who}[은/는] {thing} 하나를 두고 한나절을 보냈다.",
        "{where}에는 {quality} {thing}[이/가] 놓여 있었고 나는 {feel}.",
        "그때 {who}[이/가] 왜 그런 말을 했는지 이제야 알 것 같다.",
        "{topic} 이야기가 나오자 {who}[과/와] {who}[은/는] 밤늦도록 자리를 뜨지 않았다.",
        "{when} 받은 {thing}[을/를] 아직도 버리지 못했다.",
        "{where}까지 걸어가는 동안 아무도 입을 열지 않았지만 {feel}.",
        "사람들은 {topic}[을/를] 걱정하면서도 {thing}만큼은 아끼지 않는다.",
        "{who}[은/는] 늘 {quality} 것이 좋다고 했다.",
        "돌이켜 보면 {when} 일어난 일은 그리 대단하지 않았다.",
        "{thing}[을/를] 고르는 데에는 {who}만 한 사람이 없다.",
        "{where} 쪽에서 바람이 불어오면 {quality} 냄새가 났고 {feel}.",
        "{topic} 때문에 속을 끓이던 {who}[이/가] 마침내 웃었다.",
    ],
    "title": [
        "{quality} {thing}",
        "{where}에서",
        "{who}의 {thing}",
        "{topic} 이야기",
        "{when} 있었던 일",
    ],
}  # fmt: skip
TECHNICAL = {
    "tool": ["Docker", "Kubernetes", "PyTorch", "React", "Redis", "Kafka", "Terraform", "GitHub", "Spring", "Webpack", "Airflow", "PostgreSQL", "Nginx", "FastAPI", "Next.js"],
    "term": ["container", "pod", "token", "endpoint", "schema", "thread", "index", "queue", "replica", "session", "cluster", "middleware", "cache", "pipeline", "branch", "tensor", "batch size", "learning rate", "Ingress", "load balancer", "memory leak", "race condition"],
    "english_verb": ["deploy", "rollback", "commit", "merge", "fetch", "render", "mount", "parse", "serialize", "refactor", "override", "mock", "restart", "scale-out"],
    "problem": ["timeout", "deadlock", "404", "OOM", "segfault", "NullPointerException", "무한루프", "CORS", "throttling"],
    "part": ["설정 파일", "로그", "환경 변수", "의존성", "버전", "기본값", "권한", "네트워크 정책", "빌드 스크립트"],
    "sentence": [
        "{tool}에서 {term}[을/를] {english_verb}하기 전에 {part}[을/를] 먼저 확인해야 합니다.",
        "{term}[이/가] 늘어나면 {tool} 쪽 {term}도 함께 {english_verb}해 주는 편이 안전합니다.",
        "{problem} 에러가 나면 {tool}의 {term} {part}[을/를] 살펴보세요.",
        "이 글에서는 {tool}[과/와] {tool}[을/를] 연동하여 {term}[을/를] 관리하는 방법을 설명합니다.",
        "기본적으로 {term}[은/는] {term} 하나당 한 번만 생성되므로 {english_verb} 비용이 크지 않습니다.",
        "저는 {term}[을/를] {english_verb}했더니 {problem} 이슈가 바로 해결됐습니다.",
        "{tool} 공식 문서에는 {term}에 대한 {part} 예제가 빠져 있어서 삽질을 좀 했네요.",
        "{term} 값이 너무 크면 {problem}[이/가] 발생할 수 있으니 주의하시기 바랍니다.",
        "다음 명령으로 {tool}[을/를] 설치한 뒤 {term}[이/가] 잘 뜨는지 봅시다.",
        "{english_verb} 단계에서 {part}[이/가] 누락되면 {term}[을/를] 다시 {english_verb}해야 한다.",
        "결론부터 말하면 {tool}보다 {tool}[이/가] {term} 처리에 유리하다.",
    ],
    "title": [
        "{tool} {term} 정리",
        "{tool}에서 {problem} 해결하기",
        "{term} {english_verb} 자동화",
        "{tool} 입문: {term}[이란/란] 무엇인가",
    ],
    "heading": ["{term} 개요", "{tool} 설치", "{problem} 원인", "{part} 변경", "{english_verb} 방법", "마무리"],
}  # fmt: skip
everyday, technical = Grammar(EVERYDAY), Grammar(TECHNICAL)
