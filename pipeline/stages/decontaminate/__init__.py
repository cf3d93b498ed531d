"""The decontaminate stage: test sets and their items, the grams that documents share with them, the marks."""
