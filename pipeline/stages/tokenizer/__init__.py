"""What the tokenizer stage is made of: the sample, the words, the files it writes, what is measured."""
