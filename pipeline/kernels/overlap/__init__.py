"""Runs of units that two texts share, whatever their spacing, punctuation, case or particles.

Units of the scheme CHARS are letters and digits, and of the scheme WORDS runs of them, in lower case (ASCII).
Syllables of particles never count as units, so that other particles or another spacing change nothing:
회의가 끝나고, 회의는끝나고 and 회의도 끝나고 are equal. A gram is the hash of as many consecutive units as
the scheme's width.

- `grams(texts, scheme, width)` -> (offsets int64 [n + 1], hashes uint64): of each text, in order.
- `find(texts, keys, widths)` -> (row, start, end, which) int64: every gram of the texts that is among the
  `keys` (ascending), by either scheme; start and end are bytes of the text. CHARS is tried only in texts
  with Hangul.
"""

CHARS, WORDS = 0, 1
JOSA = "은는이가을를의에서로으와과도만"  # a fifth to a quarter of the syllables of prose
