"""Gnuboard (그누보드), the program of a great many Korean boards: posts of versions 4 and 5."""

HOSTS = ()
MARKS = ("g5_bbs_url", "g5_url", "g4_bbs", "g4_path")
BODY = ("#bo_v_con", "div.bo_v_con", "#writeContents", "div.view-content")
TITLE = (".bo_v_tit", "#bo_v_title", "h1.view-title", "meta[property='og:title']")
DATE = (".if_date", "#bo_v_info .sv_date", "#bo_v_info time", "#bo_v_info strong:nth-of-type(2)")
COMMENT = "#bo_vc article"
DROP = ("#bo_v_act", "#bo_v_share", "#bo_v_img", ".bo_v_sns")
