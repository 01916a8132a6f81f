"""A comparison as a Word document with tracked changes: stories read, paired, merged, written, proven."""
