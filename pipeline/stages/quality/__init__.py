"""Quality: languages, presets of rules, scores of every document, thresholds, and the verdict."""
