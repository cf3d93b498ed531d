"""What the pack stage is made of: the order of documents, where they lie in rows, and the rows themselves."""
