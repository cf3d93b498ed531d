"""Examples for classifiers, and the commands that train, measure and look into them."""
