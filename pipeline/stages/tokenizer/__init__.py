"""The tokenizer stage: the sample, the words, training, the written files, and the measures."""
