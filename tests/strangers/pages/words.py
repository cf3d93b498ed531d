"""Words from which names and addresses of nobody are made."""

SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍전고문양손배백허남심노하곽성차주우구민진"
DOUBLE_SURNAMES = ("남궁", "황보", "제갈", "선우", "독고")
GIVEN_FIRST = "민지서하도예현수은태영순정경성나보준채동혜상유시재규명종승미"
GIVEN_LAST = "수영연준윤은우빈지호숙자희란훈래람혁원욱진철민석환경아선주"
ROMAN_SURNAMES = ("KIM", "LEE", "PARK", "CHOI", "JUNG", "KANG", "YOON", "JANG", "HAN", "SHIN")
ROMAN_GIVEN = ("MINSU", "JIYOUNG", "SEOYEON", "HAJUN", "DOYUN", "YEEUN", "HYUNWOO", "SUBIN")
FIRST = ("Alice", "Brian", "Carmen", "Derek", "Elena", "Grace", "Hugo", "Jamal", "Megan", "Peter")
LAST = ("Abbott", "Brennan", "Castillo", "Dawson", "Fletcher", "Hopkins", "Iverson", "Kowalski")
HANDLES = ("sunny", "mj.kim", "hana_lee", "coding99", "jwpark", "dalbit", "yoonah", "run4fun")
DOMAINS = ("naver.com", "gmail.com", "hanmail.net", "daum.net", "nate.com", "yahoo.co.kr")
US_STREETS = ("Maplewood Drive", "Oak Street", "Sycamore Lane", "N 14th Street", "Lakeview Avenue")
PASSWORD_WORDS = ("Sunny", "Tiger", "Hello", "Winter", "Qwerty", "Dragon", "Banana", "Monkey")
KEYED_WORDS = ("tkfkdgo", "dkssud", "qwer", "wjdgkdl", "rkskek", "asdf", "gksmf")
USERS = ("app_user", "admin", "svc-report", "deploy", "root", "shop", "batch")
