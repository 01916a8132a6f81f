"""The only home of Akoma Ntoso XML: bytes to Expression, Expression to bytes, and the schema."""
