"""Phrases that show what a line or a text is: one a line, each list with its criteria."""
