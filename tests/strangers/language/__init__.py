"""The truth about the language of documents: grammars of texts, labels of real documents, and a measure."""
