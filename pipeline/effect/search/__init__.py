"""`malmoi mixture`: which shares of the buckets of a root are best for held-out text."""
