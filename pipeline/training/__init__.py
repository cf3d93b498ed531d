"""Labelled examples for classifiers, and the commands that train, evaluate and inspect classifiers."""
