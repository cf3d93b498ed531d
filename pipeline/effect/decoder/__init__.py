"""Tier 1: a small decoder that is trained on each arm, in torch."""
