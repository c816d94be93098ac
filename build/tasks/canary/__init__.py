"""Unmistakable made-up people through every flow, and the search for them in every file (A1, P17, T3)."""
