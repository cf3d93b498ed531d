"""Words that name the parts of a web site: menus, buttons, footers, forms. Lower case, from general
knowledge.

They are words of prose too (`검색`, `home`): they count in lines that do not end as a sentence, and where
they are a third of a line or more.
"""

from functools import cache

KOREAN = """
홈 홈으로 메인 메뉴 전체메뉴 메뉴열기 메뉴닫기 열기 닫기 접기 펼치기 더보기 전체보기 모두보기 자세히
자세히보기 바로가기 본문 상단 하단 맨위로 로그인 로그아웃 로그인하기 회원가입 회원 회원정보 아이디
아이디찾기 비밀번호 비밀번호찾기 비번찾기 자동로그인 간편로그인 카카오 네이버 구글 페이스북 마이페이지
마이 내정보 알림 쪽지 알림설정 검색 검색어 통합검색 상세검색 인기검색어 실시간 검색하기 정렬 최신순 인기순
조회순 추천순 낮은가격순 높은가격순 판매순 목록 목록으로 글쓰기 답글 답변 댓글 댓글쓰기 확인 신고하기 차단
공감 좋아요 싫어요 추천 비추천 조회 조회수 작성자 작성일 등록일 첨부 첨부파일 다운로드 이전 다음 이전글
다음글 페이지 처음으로 끝으로 이전으로 다음페이지 이전페이지 공유 공유하기 스크랩 인쇄 인쇄하기 프린트
복사 주소복사 링크복사 url복사 북마크 즐겨찾기 즐겨찾기추가 구독 구독하기 이웃추가 팔로우 팔로잉 팔로워
글자크기 글자 폰트 카테고리 분류 분류전체보기 태그 태그목록 방명록 공지 공지사항 최근글 최근댓글 최신글
인기글 글목록 전체글 아카이브 보관함 달력 캘린더 전체 total today yesterday 사이트맵 오시는길 찾아오시는길
회사소개 인사말 연혁 조직도 채용 채용정보 인재채용 제휴 제휴문의 제휴제안 광고 광고문의 광고안내 고객센터
고객지원 고객상담 문의 문의하기 온라인문의 자주묻는질문 faq qna 1:1문의 이용안내 이용약관 약관 개인정보
처리방침 개인정보처리방침 개인정보취급방침 개인정보보호 청소년보호정책 청소년보호 책임자
이메일무단수집거부 무단수집거부 저작권 저작권정책 저작권안내 영상정보처리기기 운영방침 운영정책
뷰어다운로드 사업자등록번호 사업자번호 사업자정보 사업자정보확인 통신판매업신고 통신판매업
통신판매업신고번호 통신판매 대표자 대표이사 상호 상호명 대표전화 전화 팩스 fax tel 호스팅 호스팅제공자
개인정보관리책임자 개인정보보호책임자 발행인 편집인 편집국장 등록번호 등록일자 발행일자 청소년보호책임자
인터넷신문 제보 기사제보 독자투고 구독신청 지면보기 pdf보기 평일 주말 공휴일 휴무 점심시간 운영시간
상담시간 영업시간 장바구니 장바구니담기 담기 구매 구매하기 바로구매 주문 주문하기 주문조회 주문배송
배송조회 배송 배송안내 교환 반품 교환반품 환불 결제 쿠폰 적립금 포인트 마일리지 위시리스트 찜 찜하기
관심상품 최근본상품 최근 본상품 상품문의 상품후기 상품평 리뷰 후기 평점 별점 베스트 신상품 신상 세일 할인
기획전 이벤트 특가 타임세일 무료배송 품절 재고 옵션 옵션선택 판매가 정가 할인가 원산지 브랜드 카드할인
회원등급 뉴스 뉴스홈 정치 경제 사회 문화 국제 세계 스포츠 연예 생활 건강 과학 오피니언 사설 칼럼 만평 포토
사진 영상 동영상 tv 라이브 속보 전체기사 최신기사 인기기사 많이본뉴스 주요뉴스 관련기사 관련뉴스 랭킹
부동산 증권 날씨 운세 만화 웹툰 게임 쇼핑 카페 블로그 사전 지도 영화 음악 자유게시판 게시판 커뮤니티
갤러리 자료실 질문과답변 정보공개 민원 민원안내 전자민원 참여마당 부서안내 직원검색 행정정보 분야별정보
고시공고 입찰 채용공고 보도자료 새소식 시정소식 구정소식 시장실 구청장실 의회 관광 관련사이트 유관기관
패밀리사이트 가족사이트 family site 한국어 영어 english 日本語 中文 다국어 모바일버전 pc버전 앱다운로드 앱
설치 다운받기 play 스토어 앱스토어 google qr 동의 동의함 동의안함 모두동의 전체동의 쿠키 쿠키설정 하루동안
창닫기 팝업 팝업닫기 새창 새창열림 새로고침 찾기 자동완성 끄기 켜기 최근검색어 검색기록 편집 편집하기
역사보기 특수문서 최근바뀜 임의문서 가리키는 넘겨주기 영구링크 글보관함 이웃 서로이웃 비밀댓글 현재접속자
접속자 누적 이전달 다음달 프로필 소개글 주인장 관리자 rss 트랙백 반납 대출반납 열람실 희망도서 상호대차
신착도서 자료검색 소장자료 청구기호 발행처 발행연도 isbn 층별안내 이용시간 휴관일 좌석예약 진료과 진료안내
진료예약 의료진 의료진소개 증명서 제증명 비급여 예배안내 주보 새가족 교회소개 담임목사 계좌조회 이체하기
대출상품 펀드 환율 금리 인증센터 공동인증서 금융인증서 보안센터 개인뱅킹 기업뱅킹 인터넷뱅킹 뱅킹 입학안내
학사 학사일정 교수소개 산학협력 대학생활 수강신청 학생증 기숙사 동문 발전기금 시간표 편성표 다시보기
예고편 시청하기 재생목록 일시정지 음소거 화질 전체화면 구간반복 이어보기 요금제 이용권 다음화 첫화 정주행
새로나온 업데이트 패치노트 길드 커뮤 사전예약 공략 쿠폰등록 항공권 렌터카 체크인 체크아웃 예약하기
예약확인 취소규정 매물 평형 실거래가 시세 중개사무소 지원하기 학력 학력무관 경력무관 정규직 계약직 마감
마감일 상시 연봉 이력서 관심기업 대출 예약 경력 신입 전세 월세 매매 링크 최신
"""
ENGLISH = """
home homepage menu toggle navigation nav skip sidebar close open back top next previous prev page pages
newer older more login logout signin signup registration account profile username password dashboard
settings preferences notifications messages inbox search advanced relevance newest oldest popular trending
recent latest reset apply share tweet pinterest facebook twitter instagram youtube linkedin tiktok
telegram whatsapp reddit rss feed feeds print bookmark follow followers subscribe subscribed newsletter
newsletters comment comments replies permalink trackback views about contact careers jobs media advertise
advertising advertisers partners investors help faq faqs feedback sitemap accessibility terms policy
policies privacy cookies cookie legal disclaimer copyright rights reserved imprint dmca ccpa gdpr sell
dismiss cart basket bag checkout wishlist shop shopping stores buy shipping returns refund refunds payment
card cards deals clearance coupon coupons quantity qty sku reviews review rating ratings news world
politics business sports sport entertainment opinion editorials technology tech health lifestyle travel
weather video videos photos photo gallery galleries live tv podcasts podcast events event calendar archive
archives categories category tags tag sections section blog forum forums community groups online wiki
article toolbox permanent download downloads pdf google english español français deutsch january february
april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov
dec visitors loading javascript powered theme designed hosted wordpress diff hist contribs contributions
redirect stub infobox editable watchlist transclusions quick outlet bestsellers arrivals admissions
undergraduate academics alumni athletics registrar syllabus tuition directory permits agendas ordinances
bids utilities outages recycling assessor recorder sheriff playlist playlists album albums tracks genres
episodes trailer trailers subtitles autoplay mute fullscreen queue lyrics hotels flights rentals nightly
availability amenities bedrooms baths sqft mortgage listing listings realtor zestimate salary fulltime
resume resumes commits branches pulls forks watchers contributors readme repository repositories threads
unread stickies moderators moderator lastpost whos birthdays toc quickstart installation tutorial
changelog glossary deprecated
"""


@cache
def words() -> frozenset[str]:
    """The words of both languages that are runs of letters and digits."""
    return frozenset(w for w in (KOREAN + ENGLISH).split() if w.isalnum())
