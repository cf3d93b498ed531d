"""XpressEngine (XE) and Rhymix, programs of Korean boards: documents."""

HOSTS = ()
MARKS = (
    'content="XpressEngine',
    'content="Rhymix',
    "/common/js/xe.min.js",
    "/common/js/xe.js",
    "rx_color_scheme",
)
BODY = (
    # The body of a document; those of comments begin with `comment_`.
    "div[class^='document_'].xe_content",
    "div.read_body div.xe_content",
    "div.rd_body div.xe_content",
    "article div.xe_content",
)
TITLE = (
    ".np_18px_span",
    "h1.np_18px",
    ".top_area h1",
    ".read_header h1",
    "meta[property='og:title']",
)
DATE = (
    ".date.m_no",
    ".read_header .time",
    ".top_area .date",
    "meta[property='article:published_time']",
)
COMMENT = "div[class^='comment_'].xe_content"
DROP = (".document_popup_menu", ".xe_content_tags")
