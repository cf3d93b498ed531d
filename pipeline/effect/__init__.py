"""`malmoi effect`: what stages, rules and sources are worth, in bits per byte of held-out text."""
