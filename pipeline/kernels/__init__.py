"""Pure functions on Arrow and NumPy arrays: no storage, no configuration, no stages."""
