"""Verified removals: the documents of a candidate cluster to remove, by exact Jaccard similarity."""
