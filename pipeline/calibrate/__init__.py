"""`malmoi calibrate`: thresholds of a preset fitted to reference text, and the page that shows them."""
