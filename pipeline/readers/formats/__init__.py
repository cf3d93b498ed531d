"""Input formats, one file each; pipeline/readers/facts.py lists what a file may state about itself."""
