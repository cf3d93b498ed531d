"""The clean form of a text, which ingest writes. Cleaning a clean text changes nothing.

`clean(texts)` -> (texts, repairs): large_string and list<string>, null where nothing was repaired.

- mojibake: UTF-8 that was read as a Latin encoding is read again, line by line, where ftfy is certain.
- line_ends: CR LF, CR, VT, FF, U+0085, U+2028 and U+2029 become LF.
- controls: C0 but tab and LF, DEL, C1, U+FFF9 to U+FFFB and noncharacters are removed.
- zero_width: U+00AD, U+180E, U+200B, U+200E, U+200F, U+202A to U+202E, U+2060 to U+2064, U+2066 to
  U+2069 and U+FEFF are removed; the joiners U+200C and U+200D only beside Hangul, Latin letters,
  digits or white space: elsewhere they join emoji and Indic letters.
- spaces: U+00A0, U+1680, U+2000 to U+200A, U+202F, U+205F, U+3000 and the Hangul fillers U+3164 and
  U+FFA0 become a space.
- widths: full-width ASCII and signs become ASCII, half-width jamo and kana their common form; the
  sentence marks of Chinese and Japanese stay where a neighbour is Han or kana.
- nfc: Unicode NFC; conjoining jamo are composed.
- placeholder: `<|PI:...|>` becomes `< |PI:...|>`: only the scrubber writes placeholders.

Tabs and spaces are not changed: code and tables keep their indentation.
"""
