"""Whole pages with known personal data: an examination of the scrubber, written from its specification alone."""
