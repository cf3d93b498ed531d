"""What the decontaminate stage is made of: test sets and their items, what documents share with them, the
verdict."""
