"""Rules and values of the clinic; the standard library only."""
