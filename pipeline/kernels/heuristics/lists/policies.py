"""Lines of a page that are about the page.

Lower case. English phrases are C4's list (Raffel et al. 2020); Korean ones stand in their place at the
head and foot of Korean sites.
"""

PHRASES = """
terms of use
privacy policy
cookie policy
uses cookies
use of cookies
use cookies
이용약관
개인정보처리방침
개인정보 처리방침
개인정보취급방침
개인정보 취급방침
이메일무단수집거부
이메일 무단수집 거부
이메일주소 무단수집
청소년보호정책
청소년 보호정책
쿠키를 사용
로그인 후 이용
로그인이 필요합니다
회원가입 후 이용
사업자등록번호
통신판매업신고
고객센터 운영시간
본문 바로가기
본문으로 바로가기
메뉴 바로가기
"""
