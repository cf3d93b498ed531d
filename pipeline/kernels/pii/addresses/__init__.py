"""Addresses of homes: what tells a home from an office, and how it is written in Korean and in Latin letters."""
