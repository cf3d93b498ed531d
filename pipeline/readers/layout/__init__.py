"""The text of a page from where its characters stand: glyphs to runs, runs to lines, columns and tables,
lines to paragraphs. Positions are in points, from the lower left corner.
"""
