"""DCInside: posts of galleries, desktop and mobile."""

HOSTS = ("dcinside.com",)
MARKS = ("gall.dcinside.com", "m.dcinside.com")
BODY = ("div.write_div", "div.thum-txtin", "div.writing_view_box")
TITLE = ("span.title_subject", "span.tit")
DATE = ("div.gallview_head span.gall_date", "span.gall_date", "ul.ginfo2 li:nth-child(2)")
COMMENT = "li.ub-content p.usertxt, li.comment p.txt"
DROP = (
    ".og-wrap",
    ".imgwrap",
    ".written_dccon",
    ".btn_recommend_box",
    ".appending_file_box",
    "#ad_nv_slot",
)
