"""Tables painted by hand: the slot board, and plain lists of rows."""
