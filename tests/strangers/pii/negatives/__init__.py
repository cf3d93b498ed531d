"""Texts whose numbers, marks and words look like personal data and are not. Each file has FAMILIES."""
