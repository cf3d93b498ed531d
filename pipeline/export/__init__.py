"""Exports for other tools: documents as files of records, packed rows in the formats of training
frameworks."""
