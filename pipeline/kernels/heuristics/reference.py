"""The oracle: the measures as their papers put them, in plain Python."""

import re
from collections import Counter
from collections.abc import Hashable, Sequence
from functools import cache
from itertools import groupby
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.kernels import heuristics as h
from pipeline.kernels.heuristics import particles
from pipeline.kernels.heuristics.classes import (
    ALNUM,
    ALPHA,
    BULLETS,
    CLOSING,
    CONTINUATIONS,
    HAN,
    HANGUL,
    JAMO,
    LEADS,
    QUOTES,
    TERMINAL,
)
from pipeline.kernels.heuristics.classes import (
    of as bits_of,
)
from pipeline.kernels.heuristics.phrases import (
    BYLINE,
    JAVASCRIPT,
    LOREM,
    POLICY,
    SPAM,
    lower,
    phrases,
)
from pipeline.kernels.words.morphemes import boundaries

RANK = 1
ON_GPU = False

of = cache(bits_of)
RULING = "-+|=:~#*^_`'\" "  # what lines are drawn with, in tables and under headings
_BLANKS = " \t\r\x0b\x0c"
_MOJIBAKE = re.compile(f"\ufffd|[{LEADS}][{re.escape(CONTINUATIONS)}]")


def measure(texts: pa.Array | pa.ChunkedArray, unit: str, exempt: bool) -> np.ndarray:
    """float32 [n, len(COLUMNS)]: the measures of each text; NaN where a text has nothing to measure."""
    found = np.full((len(texts), len(h.COLUMNS)), np.nan, np.float32)
    for row, text in enumerate(texts.to_pylist()):
        values = _measure(text or "", unit, exempt)
        found[row] = [values.get(name, np.nan) for name in h.COLUMNS]
    return found


def form_lines(lines: Sequence[str]) -> list[bool]:
    """Whether each line is code or part of a table."""
    fences = [i for i, x in enumerate(lines) if x.strip(_BLANKS)[:3] in ("```", "~~~")]
    form = [is_form(line) and i not in fences for i, line in enumerate(lines)]
    for first, last in zip(
        fences[::2], fences[1::2], strict=False
    ):  # an open one at the end is none
        form[first : last + 1] = [True] * (last + 1 - first)
    return form


def is_form(line: str) -> bool:
    """Whether a line by itself is a row of a table or a line of code."""
    bare = line.strip(_BLANKS)
    if not bare:
        return False
    ruled = len(bare) >= 3 and not set(bare) - set(RULING)
    if ruled or (bare[0] == "|" and bare.count("|") >= 2) or bare.count("\t") >= 2:
        return True
    narrow = sum(ord(c) > 127 for c in bare) < h.WIDE
    braces = (narrow and bare[-1] in "{}") or (
        bare[-1] == ";" and any(c in "()=<>[]" for c in bare)
    )
    indented = line.startswith(("    ", "\t")) and any(c in "(){}[]=;<>_$\\" for c in bare)
    return braces or indented


def _measure(text: str, unit: str, exempt: bool) -> dict[str, float]:
    lines = text.split("\n")
    form = form_lines(lines)
    total = sum(map(len, lines))
    values = {
        "chars": len(text),
        "form": sum(len(x) for x, f in zip(lines, form, strict=True) if f) / total if total else 0,
    }
    prose = [x for x, f in zip(lines, form, strict=True) if not (f and exempt)]
    aside = [w for x, f in zip(lines, form, strict=True) if f and exempt for w in x.split()]
    units = _units(prose, unit)
    values["prose_words"] = len(units)
    values["words"] = sum(_any(w, ALNUM) for w in (*units, *aside))
    if units:
        values |= _of_words(prose, units) | _of_repetition(prose, units) | _of_lines(prose, units)
        values |= _of_characters(prose) | _of_eojeol(prose, units, unit)
    return values


def _units(lines: list[str], unit: str) -> list[str]:
    words = [w for line in lines for w in line.split()]
    if unit == "char":
        return [c for w in words for c in w]
    if unit == "morpheme":
        return [m for line in lines for m in _morphemes(line)]
    return words


def _morphemes(line: str) -> list[str]:
    data, edges = line.encode(), boundaries(line).tolist()
    ends = sorted({*edges, *_spaces(line), len(data)})
    pieces = [data[a:b].decode() for a, b in zip([0, *ends], ends, strict=False)]
    return [p for p in pieces if p.strip()]


def _spaces(line: str) -> list[int]:
    """Bytes at which white space begins or ends."""
    at, found = 0, []
    for char in line:
        size = len(char.encode())
        found += [at, at + size] if char.isspace() else []
        at += size
    return found


def _any(word: str, bit: int) -> bool:
    return any(of(c) & bit for c in word)


def _of_words(lines: list[str], units: list[str]) -> dict[str, float]:
    text, real = "\n".join(lines), [u for u in units if _any(u, ALNUM)]
    return {
        "word_length": sum(map(len, real)) / len(real) if real else np.nan,
        "alpha_words": sum(_any(u, ALPHA) for u in units) / len(units),
        "hashes": text.count("#") / len(units),
        "ellipses": (text.count("...") + text.count("…")) / len(units),
        "new_lines": text.count("\n") / len(units),
    }


def _of_repetition(lines: list[str], units: list[str]) -> dict[str, float]:
    full = [x for x in lines if x.split()]
    total = sum(map(len, lines)) + len(lines) - 1
    same, size = _duplicates([tuple(x.split()) for x in full], [len(x.strip()) for x in full])
    values = {
        "dup_lines": same / len(full),
        "dup_line_chars": size / total,
        "char_duplicates": size / (total - len(lines) + 1),
    }
    runs = [list(g) for blank, g in groupby(lines, lambda x: not x.split()) if not blank]
    keys = [tuple(tuple(x.split()) for x in run) for run in runs]
    sizes = [sum(len(x.strip()) for x in run) + len(run) - 1 for run in runs]
    same, size = _duplicates(keys, sizes)
    values |= {"dup_paragraphs": same / len(runs), "dup_paragraph_chars": size / total}
    masked = [tuple(re.sub("[0-9]+", "0", w) for w in x.split()) for x in full]
    values["templated_lines"] = _duplicates(masked, [0] * len(masked))[0] / len(full)
    if len(units) > h.MAX_UNITS:
        units = units[: h.MAX_UNITS]
        total = sum(map(len, units)) + len(units)
    for width in h.TOP:
        values[f"top_{width}_gram"] = _top(units, width) / total
    for width in h.DUPLICATED:
        values[f"dup_{width}_grams"] = _repeated(units, width) / total
    return values


def _duplicates(keys: Sequence[Hashable], sizes: list[int]) -> tuple[int, int]:
    """(how many stand before already, their characters)."""
    seen: set[Any] = set()
    same = size = 0
    for key, own in zip(keys, sizes, strict=True):
        same, size = same + (key in seen), size + own * (key in seen)
        seen.add(key)
    return same, size


def _grams(units: list[str], width: int) -> list[tuple[str, ...]]:
    return [tuple(units[i : i + width]) for i in range(len(units) - width + 1)]


def _top(units: list[str], width: int) -> int:
    """Characters of the most frequent n-gram with spaces between, all times together; of two the first."""
    (gram, num), *_ = Counter(_grams(units, width)).most_common(1) or [((), 0)]
    return len(" ".join(gram)) * num if num > 1 else 0


def _repeated(units: list[str], width: int) -> int:
    """Characters of n-grams that were there before; none is counted into two of them."""
    grams, seen, at, size = _grams(units, width), set(), 0, 0
    while at < len(grams):
        if grams[at] in seen:
            size, at = size + len("".join(grams[at])), at + width
        else:
            seen.add(grams[at])
            at += 1
    return size


def _of_lines(lines: list[str], units: list[str]) -> dict[str, float]:
    full = [x.strip() for x in lines if x.split()]
    found = [{(p, k) for p, k in phrases() if p in lower(x)} for x in full]
    kinds = [{k for _, k in f} for f in found]
    looked = [_kept_by_c4(x) and JAVASCRIPT not in k for x, k in zip(full, kinds, strict=True)]
    kept = [x for x, k, is_so in zip(full, kinds, looked, strict=True) if is_so and POLICY not in k]

    def share(holds: list[bool]) -> float:
        return sum(holds) / len(full)

    return {
        "bullet_lines": share([x[0] in BULLETS for x in full]),
        "ellipsis_lines": share([x.endswith(("...", "…")) for x in full]),
        "line_punctuation": share([bool(of(x[-1]) & TERMINAL) for x in full]),
        "short_lines": share([len(x) <= h.SHORT_LINE for x in full]),
        "sentence_lines": share([is_sentence(x) for x in full]),
        "list_lines": share([_is_item(x) and not is_sentence(x) for x in full]),
        "bylines": share([BYLINE in k for k in kinds]),
        "policies": share([POLICY in k for k in kinds]),
        "c4_sentences": sum(max(1, _sentences(x)) for x in kept),
        "c4_lines": sum(map(len, kept)) / sum(map(len, full)),
        "curly_brackets": sum(x.count("{") for x, is_so in zip(full, looked, strict=True) if is_so),
        "lorem_ipsum": float(any(LOREM in k for k in kinds)),
        "spam_terms": len({p for f in found for p, k in f if k == SPAM}),
    }


def is_sentence(line: str) -> bool:
    """Whether a line without white space at its end ends as a sentence does."""
    bare = line.rstrip(CLOSING)
    if not bare:
        return False
    last = bare[-1]
    return bool(of(last) & TERMINAL) or last == "…" or last in particles.FINAL


def _is_item(line: str) -> bool:
    return line[0] in BULLETS or bool(re.match("[0-9]{1,3}[.)]", line))


def _kept_by_c4(line: str) -> bool:
    words = line.split()
    ends = (of(line[-1]) & TERMINAL or line[-1] in QUOTES) and not line.endswith("...")
    return bool(ends) and len(words) >= 3 and max(map(len, words)) <= h.LONG_WORD


def _sentences(line: str) -> int:
    """Runs of terminal punctuation before white space, a closing sign or the end."""
    num = 0
    for char, after in zip(line, [*line[1:], " "], strict=True):
        num += bool(of(char) & TERMINAL) and (after.isspace() or after in CLOSING)
    return num


def _of_characters(lines: list[str]) -> dict[str, float]:
    words = [w for line in lines for w in line.split()]
    solid, flags = sum(map(len, words)), [of(c) for w in words for c in w]
    runs = [list(g) for w in words for _, g in groupby(w)]
    jamo = [list(g) for w in words for is_jamo, g in groupby(w, lambda c: of(c) & JAMO) if is_jamo]
    return {
        "hangul": sum(bool(f & HANGUL) for f in flags) / solid,
        "hanja": sum(bool(f & HAN) for f in flags) / solid,
        "marks": sum(not f & ALNUM for f in flags) / solid,
        "jamo_runs": sum(len(r) for r in jamo if len(r) > 1) / solid,
        "char_runs": sum(len(r) for r in runs if len(r) >= h.CHAR_RUN) / solid,
        "mojibake": min(1.0, 3 * sum(len(_MOJIBAKE.findall(line)) for line in lines) / solid),
        "spaces": sum(c.isspace() for x in lines for c in x) / sum(map(len, lines)),
    }


def _of_eojeol(lines: list[str], units: list[str], unit: str) -> dict[str, float]:
    words = [w for line in lines for w in line.split()]
    bare = [_bare(w) for w in words]
    ending = [w for w in bare if len(w) > 1 and of(w[-1]) & HANGUL and of(w[-2]) & HANGUL]
    families = [particles.family(w) for w in ending]
    korean = [w for w in words if _any(w, HANGUL)]
    hangul = sum(bool(of(c) & HANGUL) for w in words for c in w)
    different = len({lower(w) for w in bare} & set(particles.ENGLISH))
    if korean:
        of_korean = (
            set(units) & set(particles.MORPHEMES) if unit == "morpheme" else set(families) - {-1}
        )
        different = max(different, len(of_korean))
    return {
        "function_words": different,
        "eojeol_length": hangul / len(korean) if korean else np.nan,
        "josa": sum(f >= 0 for f in families) / len(ending) if ending else np.nan,
        "single_words": sum(len(_bare(w)) == 1 for w in korean) / len(korean) if korean else np.nan,
        "long_words": sum(map(_is_long, korean)) / len(korean) if korean else np.nan,
    }


def _bare(word: str) -> str:
    """A word without what is neither letter nor digit at its ends."""
    places = [i for i, c in enumerate(word) if of(c) & ALNUM]
    return word[places[0] : places[-1] + 1] if places else ""


def _is_long(word: str) -> bool:
    runs = (len(list(g)) for is_so, g in groupby(word, lambda c: of(c) & HANGUL) if is_so)
    return max(runs) >= h.LONG_EOJEOL
