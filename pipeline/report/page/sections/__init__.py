"""The sections of the page, a file for each stage."""
