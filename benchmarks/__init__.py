"""Measurements: ours, a peer and the physical floor on the same text in one run; ratios, not seconds."""
