"""Lines of texts: where each lies, and what it says but for white space around it.

A line ends after its line feed, a paragraph after the blank lines that follow it. White space at either
end is ASCII's; a line of nothing else has the hash 0. The hash is a polynomial over the bytes between,
mixed.
"""
