"""Sentences of a web site about itself: errors, walls, empty lists, consent. Lower case, from general
knowledge."""

PHRASES = """
접속대기 중
접속 대기 중
예상대기시간
예상 대기 시간
명의 대기자가
자동 접속됩니다
재접속하시면
상세설명 참조
상세페이지 참조
상품후기가 없
상품문의가 없
리뷰가 없습니다
장바구니에 담았
장바구니로 이동
도메인은 판매
도메인을 판매
도메인 구매를 원하
호스팅 서비스 기간이 만료
홈페이지 준비 중
사이트는 현재 준비
멤버만 볼 수 있
회원만 볼 수 있
카페에 가입하시면
읽기 권한이 없
등업 신청
이용 권한이 없
구독자만 볼 수
구독자 전용
유료 회원 전용
무료 기사를 모두
나머지는 구독
마케팅 정보 수신
자바스크립트를 활성화
자바스크립트를 사용
자바스크립트가 비활성
이 페이지에 접근
개인정보 수집 및 이용
개인정보 수집·이용
서비스 이용에 불편
페이지를 찾을 수 없
페이지를 표시할 수 없
요청하신 페이지
요청하신 주소
찾으시는 페이지
존재하지 않는 페이지
존재하지 않는 게시
삭제된 게시물
잘못된 접근
잘못된 경로
접근 권한이 없
로그인 하셔야
로그인하셔야
로그인 해주세요
로그인해 주세요
회원만 이용
회원가입을 하시
세션이 만료
자동 로그아웃
브라우저를 업데이트
시스템 점검
서비스 점검
서버 점검
점검 중입니다
일시적인 오류
일시적으로 서비스
이용에 불편을
잠시 후 다시
다시 시도해
검색 결과가 없
검색결과가 없
검색된 결과가 없
등록된 글이 없
등록된 게시물이 없
등록된 게시글이 없
등록된 댓글이 없
등록된 상품이 없
등록된 리뷰가 없
등록된 상품평이 없
작성된 댓글이 없
작성된 글이 없
첫 댓글을
댓글을 남겨
댓글을 입력
내용을 입력해
제목을 입력해
검색어를 입력
이메일을 입력해
자동등록방지
자동입력 방지
스팸방지
담긴 상품이 없
장바구니가 비어
최근 본 상품이 없
조회된 내역이 없
자동으로 이동
새 창으로 열
쿠키를 허용
쿠키 사용에
수집 및 이용에 동의
성인 인증
성인인증
앱에서 확인
앱으로 보기
앱을 설치
구독해 주세요
만족하셨습니까
만족하십니까
page not found
page you requested
page you are looking for
page you were looking for
may have been removed
may have been moved
check the url
access denied
access is denied
you don't have permission
you do not have permission
please log in
please login
please sign in
you must be logged in
must be signed in
log in to continue
sign in to continue
sign up to continue
already have an account
don't have an account
forgot your password
forgot password
session has expired
session expired
enable javascript
javascript is disabled
browser is not supported
outdated browser
update your browser
upgrade your browser
scheduled maintenance
try again later
internal server error
no results
did not match any
nothing found
no comments yet
be the first to comment
leave a reply
leave a comment
email address will not be published
required fields are marked
no items in your
cart is empty
bag is empty
you have no items
click here if you are not
we use cookies
cookie settings
cookie preferences
accept all
reject all
manage preferences
manage cookies
terms of service
verify your age
age verification
subscribe to continue
subscribe now
sign up for our newsletter
sign up for our
join our newsletter
this content is for
already a subscriber
verify you are human
are not a robot
checking your browser
powered by
skip to main content
skip to content
"""
