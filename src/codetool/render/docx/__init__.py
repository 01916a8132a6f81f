"""Word documents: stories of lines and tables, the blocks made of them, and the package that holds them."""
