"""Naver news: articles, also of the sections entertainment and sports."""

HOSTS = ("n.news.naver.com", "news.naver.com", "m.entertain.naver.com", "m.sports.naver.com")
MARKS = ("n.news.naver.com/", "news.naver.com/main/read", "news.naver.com/mnews")
BODY = (
    "#dic_area",
    "#newsct_article",
    "#articleBodyContents",
    "#articeBody",
    "#newsEndContents",
    "article._article_content",
)
TITLE = ("#title_area", "h2.media_end_head_headline", "#articleTitle", "h4.title")
DATE = ("span.media_end_head_info_datestamp_time", "span._ARTICLE_DATE_TIME", "span.t11")
COMMENT = "li.u_cbox_comment"
DROP = (
    "em.img_desc",
    ".end_photo_org",
    ".nbd_table",
    ".vod_player_wrap",
    ".link_news",
    ".media_end_summary",
    ".byline",
    ".reporter_area",
    ".copyright",
)
