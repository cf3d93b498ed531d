"""The stages, one file and one class each; the file name is the stage name everywhere."""
