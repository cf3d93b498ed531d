"""Models that score text: language, quality. Imports nothing from pipeline."""
