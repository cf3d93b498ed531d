"""A first look at files: what they are, samples of what they hold, and a recipe that runs on them.

`listing` lists all files and groups them into sources, `fields` reads the first records of each, `glance`
reads a sample within bounds of time and bytes, `sampling` runs the stages of the recipe on it, `findings`
gathers what came out, `page` prints it, and `written` writes the recipe.
"""
