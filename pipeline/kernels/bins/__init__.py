"""Best fit: pack pieces into rows of one size, the longest first, each into the fullest row that has room.

`fit(lengths, size)` -> int64 row of each piece. Of equally long pieces the first comes first; of rows with
equal room the one filled last is taken. Rows are numbered in the order in which they are opened.
"""
