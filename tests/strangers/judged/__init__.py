"""300 texts that another hand wrote by the rubric of docs/labelling.md alone: half of them spam, advertisements, machine
translation, furniture and noise, half sound texts that were chosen to be mistaken for these."""
