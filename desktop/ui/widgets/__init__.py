"""Small controls that paint from the current theme and know nothing of the clinic."""
