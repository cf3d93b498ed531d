"""Reports of a run: queries over documents, marks and evidence, shown in the terminal and as HTML pages."""
