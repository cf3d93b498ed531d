"""Personal data: found by kernels, replaced in every column of a document, counted and marked."""
