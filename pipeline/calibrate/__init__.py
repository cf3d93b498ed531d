"""`malmoi calibrate`: fit the thresholds of a preset to reference text, and draw the page that shows them."""
