"""Terms of advertisements for gambling, escorts, loans and accounts, Korean and English.

Lower case. A term is listed if it names the offer itself, not a topic, in the spelling that advertisements
use. Several different ones in one text are the signal, never one alone.
"""

PHRASES = """
카지노사이트
바카라사이트
온라인카지노
온라인바카라
토토사이트
먹튀검증
먹튀없는
안전놀이터
메이저놀이터
사설토토
스포츠토토사이트
슬롯사이트
파워볼사이트
가입머니
첫충전
매충전
환전보장
무제재
출장안마
출장마사지
출장샵
출장콜걸
콜걸샵
조건만남
오피사이트
건마추천
풀싸롱
룸싸롱추천
당일대출
무직자대출
신용불량자대출
소액결제현금화
정보이용료현금화
휴대폰소액현금
작업대출
통장임대
대포통장
계좌매입
카톡문의
텔레그램문의
24시간상담
선착순이벤트
바로가기클릭
online casino bonus
free spins
no deposit bonus
payday loan
guaranteed approval
escort service
cheap viagra
replica watches
click here now
act now
100% free money
risk free bet
weight loss miracle
buy followers
"""
