"""Names of persons: what they are made of, and the places where they are looked for."""
