"""The quality stage: language identification, rules, classifier predictions, thresholds and verdict."""
