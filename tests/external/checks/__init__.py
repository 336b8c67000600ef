"""The external checks, a file a question; `../check.py` runs them all."""
