"""Names of persons in prose, where they stand near what identifies a person.

`python -m scripts.names` trains the model; docs/pii.md holds its precision and recall.
"""
