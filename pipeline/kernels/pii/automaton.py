"""One automaton of all gates: it reads every byte of a text once and tells which gates match, and where.

Its positions are the sets of bytes in the trees of the gates (Glushkov). A state is the set of positions that
matches in progress have reached. States are made as a text asks for them, and kept: ordinary text needs some
forty thousand. The same union in RE2 took two seconds of every process for its first states, and told neither
which gate matched nor where all matches end.

Four parts of the texts are read in step: the table of states is larger than the cache of a core, and the core
waits for four lines of it at a time instead of one.
"""

from threading import Lock
from typing import NamedTuple

import numpy as np
import xxhash
from numba import njit

from pipeline.kernels.kept import Arrays, kept
from pipeline.kernels.pii.positions import tables_of

# states and positions in them that are kept before all are forgotten
_MOST_STATES, _MOST_IN_STATES = 1 << 17, 1 << 23
_BUCKET_BITS = 19
_BUCKETS = 1 << _BUCKET_BITS
_DEAD = 1
# bytes of the longest match of a gate
LONGEST = 160
_STREAMS = 4


class Tables(NamedTuple):
    """What the automaton is made of, and its states so far.

    moves [states, width]: by state and class of byte, where the row of the next state begins in the flat
    array, and 1 more if a gate ends there; 0 if not known yet. The width is even.
    """

    # the class of each byte; by class and position, whether the position holds it: a move asks for one class,
    # whose row fits the first cache
    classes: np.ndarray
    has: np.ndarray
    # the positions that begin gates, by the class that they hold, with offsets; by position, if it does
    first: np.ndarray
    first_at: np.ndarray
    begins: np.ndarray
    # the positions behind each position, before each, and the gates that end at each, with their offsets
    after: np.ndarray
    after_at: np.ndarray
    before: np.ndarray
    before_at: np.ndarray
    gates: np.ndarray
    gates_at: np.ndarray
    # states
    moves: np.ndarray
    members: np.ndarray
    members_at: np.ndarray
    buckets: np.ndarray
    # one number; for sets in progress: the stamp of each position, the last stamp, the set
    num_states: np.ndarray
    stamps: np.ndarray
    stamp: np.ndarray
    found: np.ndarray


# ends of matches that are kept before their beginnings are looked for
_KEPT = 1 << 16


class Automaton:
    """The gates with these patterns, numbered in order.

    Raises ValueError for a pattern that it cannot read.
    """

    def __init__(self, patterns: list[str]) -> None:
        # gates of other packages are not among the sources that the folder stands for
        name = f"gates_{xxhash.xxh3_128_hexdigest(repr(patterns).encode())}"
        parts = kept(name, lambda: tables_of(patterns))
        self._num, self._lock = len(patterns), Lock()
        self._tables = Tables(**parts, **_states(*parts["has"].shape[::-1]))

    def matches(
        self, data: np.ndarray, starts: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(gate, first byte, byte behind the last) of matches in the texts, by their last bytes; int64.

        `starts` [n + 1] are the bytes at which the texts begin. Matches of one gate that overlap are one.
        Every match of at most 160 bytes that does not reach over the end of a text lies inside one of these.
        """
        # a thread may not forget the states of another one between a scan and the look for beginnings
        with self._lock:
            return self._matches(data, starts)

    def _matches(
        self, data: np.ndarray, starts: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        tables, found = self._tables, []
        ends, states = np.empty(_KEPT, np.int64), np.empty(_KEPT, np.int64)
        at = len(data) // _STREAMS * np.arange(_STREAMS)
        stops, here = np.append(at[1:], len(data)), np.full(_STREAMS, _DEAD)
        is_full = True
        while is_full:
            kept, is_full = _scan(data, tables, at, stops, here, ends, states)
            order = np.argsort(ends[:kept], kind="stable")
            found.append(_beginnings(data, starts, tables, ends[order], states[order], self._num))
            if is_full and _has_no_room(tables):
                _forget(tables, here)
        gates, first, behind = (np.concatenate(parts) for parts in zip(*found, strict=True))
        order = np.argsort(behind, kind="stable")
        return gates[order], first[order], behind[order]


def _states(num: int, classes: int) -> Arrays:
    """The tables of states over `num` positions, by their names in `Tables`: no state but the dead one."""
    return {
        "moves": np.zeros((_MOST_STATES, classes + classes % 2), np.uint32),
        "members": np.zeros(_MOST_IN_STATES, np.int32),
        "members_at": np.zeros(_MOST_STATES + 1, np.int64),
        "buckets": np.zeros(_BUCKETS, np.int32),
        "num_states": np.array([_DEAD + 1]),
        "stamps": np.zeros(num, np.int64),
        "stamp": np.zeros(1, np.int64),
        "found": np.zeros(num, np.int32),
    }


@njit(cache=True)
def _state_of(tables, size):
    """The state of the `size` positions in `found`, which bear the last stamp, a new one if there is none;
    twice its number, and 1 if a gate ends there.

    Neither hash nor comparison depends on the order of positions: sorting them took a third of a move."""
    if size == 0:
        return 2 * _DEAD
    members, at, buckets = tables.members, tables.members_at, tables.buckets
    found, stamps, stamp = tables.found, tables.stamps, tables.stamp[0]
    code = np.uint64(size)
    for j in range(size):
        word = (np.uint64(found[j]) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        code += word ^ (word >> np.uint64(29))
    code *= np.uint64(0xBF58476D1CE4E5B9)
    bucket = np.int64(code >> np.uint64(64 - _BUCKET_BITS))
    while buckets[bucket]:
        known = buckets[bucket] >> 1
        if at[known + 1] - at[known] == size:
            j = 0
            while j < size and stamps[members[at[known] + j]] == stamp:
                j += 1
            if j == size:
                return buckets[bucket]
        bucket = (bucket + 1) & (_BUCKETS - 1)
    new, ends = tables.num_states[0], 0
    for j in range(size):
        members[at[new] + j] = found[j]
        if tables.gates_at[found[j]] < tables.gates_at[found[j] + 1]:
            ends = 1
    at[new + 1] = at[new] + size
    tables.num_states[0] += 1
    buckets[bucket] = 2 * new + ends
    return 2 * new + ends


@njit(cache=True)
def _reach(tables, positions, c, size):
    """Add the positions that hold the class of bytes `c` to the `size` in `found`; returns their number."""
    for position in positions:
        if tables.has[c, position] and tables.stamps[position] != tables.stamp[0]:
            tables.stamps[position] = tables.stamp[0]
            tables.found[size] = position
            size += 1
    return size


@njit(cache=True)
def _has_no_room(tables):
    """True if another state may find no room."""
    num = tables.num_states[0]
    return num + 1 >= _MOST_STATES or tables.members_at[num] + len(tables.found) > _MOST_IN_STATES


@njit(cache=True)
def _move(tables, state, c):
    """The move from a state by a byte of class `c`, as `moves` holds it; 0 if a new state has no room."""
    members, at = tables.members, tables.members_at
    if _has_no_room(tables):
        return np.uint32(0)
    tables.stamp[0] += 1
    size = _reach(tables, tables.first[tables.first_at[c] : tables.first_at[c + 1]], c, 0)
    for position in members[at[state] : at[state + 1]]:
        after = tables.after[tables.after_at[position] : tables.after_at[position + 1]]
        size = _reach(tables, after, c, size)
    numbered = _state_of(tables, size)
    move = np.uint32((numbered >> 1) * tables.moves.shape[1] + (numbered & 1))
    tables.moves[state, c] = move
    return move


@njit(cache=True)
def _forget(tables, here):
    """Forget all states but those in `here`, which get new numbers."""
    sets = [tables.members[tables.members_at[s] : tables.members_at[s + 1]].copy() for s in here]
    tables.moves[:] = 0
    tables.buckets[:] = 0
    tables.num_states[0] = _DEAD + 1
    for i in range(len(here)):
        tables.stamp[0] += 1
        for j in range(len(sets[i])):
            tables.found[j] = sets[i][j]
            tables.stamps[sets[i][j]] = tables.stamp[0]
        here[i] = _state_of(tables, len(sets[i])) >> 1


@njit(cache=True)
def _scan(data, tables, at, stops, here, ends, states):
    """Read on from the bytes `at` in the states `here`, and move those; fill the ends of matches.

    Returns (the number of ends, whether it stops because there is no room for more ends or states). A part
    is read over its end as far as a match that begins in it may reach.
    """
    # an unsigned index and a range from 0 spare the core the check for one below 0
    moves, width, classes = tables.moves.reshape(-1), tables.moves.shape[1], tables.classes
    a, b, c, d = at[0], at[1], at[2], at[3]
    # a part that is read over its end has none left
    steps = max(0, min(stops[0] - a, stops[1] - b, stops[2] - c, stops[3] - d))
    one, two, three, four = data[a:][:steps], data[b:][:steps], data[c:][:steps], data[d:][:steps]
    p, q = np.uint32(here[0] * width), np.uint32(here[1] * width)
    r, s = np.uint32(here[2] * width), np.uint32(here[3] * width)
    row, kept, is_full, done = ~np.uint32(1), 0, False, steps
    for i in range(steps):
        e, f, g, h = classes[one[i]], classes[two[i]], classes[three[i]], classes[four[i]]
        t, u, v, w = moves[p + e], moves[q + f], moves[r + g], moves[s + h]
        if t == 0 or u == 0 or v == 0 or w == 0:
            t = t if t else _move(tables, p // width, e)
            u = u if u else _move(tables, q // width, f)
            v = v if v else _move(tables, r // width, g)
            w = w if w else _move(tables, s // width, h)
            is_full = t == 0 or u == 0 or v == 0 or w == 0
        if (t | u | v | w) & 1 and not is_full:
            is_full = kept + 4 > len(ends)
            for move, place in ((t, a), (u, b), (v, c), (w, d)):
                if move & 1 and not is_full:
                    ends[kept], states[kept] = place + i, move // width
                    kept += 1
        if is_full:
            done = i
            break
        p, q, r, s = t & row, u & row, v & row, w & row
    at[0], at[1], at[2], at[3] = a + done, b + done, c + done, d + done
    here[0], here[1], here[2], here[3] = p // width, q // width, r // width, s // width
    for i in range(len(at)):
        while not is_full and at[i] < min(len(data), stops[i] + LONGEST):
            x = classes[data[at[i]]]
            move = tables.moves[here[i], x]
            move = move if move else _move(tables, here[i], x)
            if move == 0 or kept == len(ends):
                return kept, True
            if move & 1:
                ends[kept], states[kept] = at[i], move // width
                kept += 1
            here[i] = move // width
            at[i] += 1
    return kept, is_full


@njit(cache=True)
def _beginnings(data, starts, tables, ends, states, num):
    """(gate, first byte, byte behind the last) of the matches with these ends, see Automaton.matches.

    A match that begins before the text of its end reaches over the end of a text."""
    total = 0
    for state in states:
        for position in tables.members[tables.members_at[state] : tables.members_at[state + 1]]:
            total += tables.gates_at[position + 1] - tables.gates_at[position]
    gates, firsts, lasts = (
        np.empty(total, np.int64),
        np.empty(total, np.int64),
        np.empty(total, np.int64),
    )
    # of each gate: where its last match stands in the arrays, and the number of the end it was looked for
    latest, asked = np.full(num, -1), np.full(num, -1)
    # one array for all steps back: a new one for each step took a sixth of the time
    here = np.empty_like(tables.found)
    kept = text = 0
    for n in range(len(ends)):
        end, state = ends[n], states[n]
        while end >= starts[text + 1]:
            text += 1
        members = tables.members[tables.members_at[state] : tables.members_at[state + 1]]
        for position in members:
            for gate in tables.gates[tables.gates_at[position] : tables.gates_at[position + 1]]:
                # an end that two parts of the text have found counts twice: a part that begins inside of a
                # match knows of shorter ones alone
                if asked[gate] == n:
                    continue
                asked[gate] = n
                low = max(starts[text], end + 1 - LONGEST)
                first = _beginning(data, tables, members, gate, end, low, here)
                if first < 0:
                    continue
                if latest[gate] >= 0 and first < lasts[latest[gate]]:
                    firsts[latest[gate]] = min(firsts[latest[gate]], first)
                    lasts[latest[gate]] = end + 1
                    continue
                latest[gate] = kept
                gates[kept], firsts[kept], lasts[kept] = gate, first, end + 1
                kept += 1
    return gates[:kept], firsts[:kept], lasts[:kept]


@njit(cache=True)
def _beginning(data, tables, members, gate, end, low, here):
    """The earliest byte from `low` on where a match of the gate begins whose last byte is `end`, else -1."""
    tables.stamp[0] += 1
    found, size, first = tables.found, 0, -1
    for position in members:
        for other in tables.gates[tables.gates_at[position] : tables.gates_at[position + 1]]:
            if other == gate:
                found[size] = position
                size += 1
    at = end
    while size:
        num = size
        for i in range(num):
            here[i] = found[i]
            if tables.begins[here[i]]:
                first = at
        at -= 1
        if at < low:
            break
        tables.stamp[0] += 1
        size = 0
        for i in range(num):
            earlier = tables.before[tables.before_at[here[i]] : tables.before_at[here[i] + 1]]
            size = _reach(tables, earlier, tables.classes[data[at]], size)
    return first
