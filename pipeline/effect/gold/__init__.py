"""Gold answers: what the right answer of an evaluation item costs a model behind its question."""
