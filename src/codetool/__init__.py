"""codetool compares, checks and publishes versions of a code stored as Akoma Ntoso XML."""

__version__ = "0.1.0"
