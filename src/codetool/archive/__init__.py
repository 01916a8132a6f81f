"""The archive of sealed versions: written as OCFL, signed, verified, exported; see docs/explanation/archive.md."""
