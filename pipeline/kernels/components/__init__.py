"""Connected components of a graph given by its edges."""
