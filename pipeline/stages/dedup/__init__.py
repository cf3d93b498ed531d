"""How copies are found and which of them stays: what the deduplicating stages share."""
