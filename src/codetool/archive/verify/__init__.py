"""What can be proven of an archive, a file, or a folder."""
