"""Brunch: stories."""

HOSTS = ("brunch.co.kr",)
MARKS = ("brunch.co.kr/@",)
BODY = ("div.wrap_body", "div.wrap_body_frame")
TITLE = ("h1.cover_title", "meta[property='og:title']")
DATE = ("meta[property='article:published_time']", "span.date")
COMMENT = "ul.list_comment > li"
DROP = (
    ".wrap_img_caption",
    ".img_caption",
    ".wrap_item.item_type_opengraph",
    ".wrap_item.item_type_hr",
)
