"""Scores from outside: rows of other programs, joined to documents as marks."""
