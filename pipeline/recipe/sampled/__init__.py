"""A share of the files of a source, as files of the same format, for a probe.

Of many files some are taken whole, spread over their order. Of few large ones the records are spread over
what is read cheaply: all of a small file, blocks of a plain file of lines, the beginning of a compressed one.
A format whose records cannot be told apart without its reader is taken whole.
"""
