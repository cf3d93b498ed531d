"""Verified removals: who goes within a candidate cluster, by exact Jaccard similarity."""
