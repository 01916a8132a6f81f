"""A reader for each format: bytes to lines with what the format knows of them, and the words as it has them."""
