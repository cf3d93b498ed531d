"""Audit: documents that a stage dropped, judged by people; agreement of raters, precision of reasons."""
