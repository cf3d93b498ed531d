"""Recipes: what one says, how its YAML is read and checked, how it is executed, and the fold that runs it."""

from pipeline.recipe.fold import left_before, run
from pipeline.recipe.recipe import Recipe, read, read_as

__all__ = ["Recipe", "left_before", "read", "read_as", "run"]
