"""What a run gives to other tools: its documents, or its packed rows in the formats of training
frameworks."""
