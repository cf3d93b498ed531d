"""Lines of texts: where each lies, and a hash of it without the white space around it.

A line ends after its line feed, a paragraph after the blank lines that follow it. Only ASCII white space
counts; a blank line has the hash 0. The hash is a mixed polynomial over the bytes of the rest.
"""
