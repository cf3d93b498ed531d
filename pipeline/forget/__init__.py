"""`malmoi forget`: find every trace of documents under a root, remove it, and certify what was removed."""
