"""Daum news: articles."""

HOSTS = ("v.daum.net", "news.v.daum.net")
MARKS = ("v.daum.net/v/",)
BODY = ("div.article_view", "#harmonyContainer", "section[dmcf-sid]")
TITLE = ("h3.tit_view", "meta[property='og:title']")
DATE = ("meta[property='og:regDate']", "span.num_date", "span.info_view .txt_info")
COMMENT = "ul.list_comment > li"
DROP = (
    "figure",
    "figcaption",
    ".txt_newsview",
    ".ad_wrap",
    ".util_view",
    ".copyright",
    ".link_news",
)
