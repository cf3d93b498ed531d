"""One file for each kind of personal data. Each has FAMILIES: the ways to write a value of the kind."""
