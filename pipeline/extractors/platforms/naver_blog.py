"""Naver blog, whose posts lie in the inner page PostView: SmartEditor ONE, 3 and 2, desktop and mobile."""

HOSTS = ("blog.naver.com",)
MARKS = ("blog.naver.com", "blogId=")
BODY = (
    # SmartEditor ONE.
    "div.se-main-container",
    # SmartEditor 3.
    "div.se_component_wrap.sect_dsc",
    "div.se_doc_viewer div.se_component_wrap",
    # SmartEditor 2, on the desktop and on a phone.
    "#postViewArea",
    "div.post_ct",
    "#viewTypeSelector",
)
TITLE = (
    "div.se-title-text",
    ".se_title h3.se_textarea",
    "h3.se_textarea",
    "h3.tit_h3",
    "span.itemSubjectBoldfont",
    "meta[property='og:title']",
)
DATE = ("span.se_publishDate", "p.blog_date", "p.se_date", "p._postAddDate", "p.date")
COMMENT = "li.u_cbox_comment"
DROP = (
    # The address of a linked page, whose title and summary stay; that of a place, whose name stays.
    ".se-oglink-url",
    ".se_og_cp",
    ".se-map-address",
    # The numbers of lines, and the name of the program, beside code that was coloured by Color Scripter.
    ".colorscripter-code-table td:first-child",
    ".colorscripter-code-table a[href*='colorscripter.com']",
    # What is attached, played or read by machines.
    ".se-file",
    ".se_file",
    ".se-sticker",
    ".se-video",
    ".se_video",
    ".se-blind",
    ".blind",
)
CELL = "td.se-cell, td.se_cell"
CODE = ("div.__se_code_view", "pre.__se_code_view")
FORMULA = "script[data-module*='formula'], script[data-module-v2*='formula']"
