"""The engine: documents, marks, phases. Knows nothing of stages, of text or of Ray."""
