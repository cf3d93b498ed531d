"""Velog: posts of developers; code keeps its lines."""

HOSTS = ("velog.io",)
MARKS = ("velog.io/@",)
BODY = ("div.atom-one", "div.atom-one-light", "div.atom-one-dark", "div[class*='MarkdownRender']")
TITLE = ("div.head-wrapper h1", "meta[property='og:title']", "h1")
DATE = ("meta[property='article:published_time']", "div.information span:nth-of-type(3)")
COMMENT = "div.comment"
DROP = (".toc",)
