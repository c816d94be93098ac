"""Desk and central on one PC without a server: for training, with made-up people only (G114, N41)."""
