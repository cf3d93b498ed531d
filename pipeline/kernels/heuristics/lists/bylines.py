"""Bylines and reservations of rights as Korean and English news sites set them around an article.

Lower case. A phrase is listed if it stands in such lines and hardly ever in a sentence of an article.
"""

PHRASES = """
무단전재
무단 전재
무단복제
무단 복제
재배포 금지
재배포금지
재배포를 금지
저작권자 ⓒ
저작권자 ©
저작권자(c)
저작권자 (c)
ⓒ 한국
기자 =
특파원 =
기자입니다.
뉴스 제보
제보하기
기사제보
기사 제보
네이버에서 구독
카카오톡 채널 추가
기자의 다른기사
기자의 다른 기사
<저작권자
ai 학습 및 활용 금지
all rights reserved
unauthorized reproduction
reproduction prohibited
no part of this article may be
"""
