"""One script a version; the number is in the file name."""
