"""What a run shows people: queries over documents, marks and evidence; nothing is counted twice."""
