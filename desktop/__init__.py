"""The desk: the program a registration clerk works in."""
