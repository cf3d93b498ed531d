"""The rights stage: licences and reservations in pages and texts, opt-outs, lists, the verdict."""
