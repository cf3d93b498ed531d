"""Best fit: pieces into rows of one size, the longest first, each into the row where it leaves the least
room.

`fit(lengths, size)` -> int64 row of each piece. Of pieces of one length the first comes first; of rows with
the same room the one filled last. Rows are numbered in the order in which they were opened."""
