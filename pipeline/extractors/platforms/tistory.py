"""Tistory: posts, whatever their skin."""

HOSTS = ("tistory.com",)
MARKS = ("tistory_admin", "t1.daumcdn.net/tistory", "TISTORY")
BODY = (
    "div.tt_article_useless_p_margin",
    "div.contents_style",
    "div.blogview_content",
    "div.entry-content",
    "div.article-view",
    "div.article_view",
    # Skins of before 2015.
    "div.article",
)
TITLE = ("meta[property='og:title']", "h3.tit_blogview", "h1")
DATE = ("meta[property='article:published_time']", "span.date", "time")
COMMENT = (
    "ul.list-reply > li, div.comments li, ul.list_reply > li, div.comment li, div.commentList li"
)
DROP = (
    ".another_category",
    ".container_postbtn",
    ".revenue_unit_wrap",
    ".adsbygoogle",
    ".og-host",
    "figure[data-ke-type='opengraph']",
    ".tt-plugin",
    ".tags",
)
