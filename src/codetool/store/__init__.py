"""The store: the `versions/` folder, the references by which its texts are named, and files read and written whole."""

from codetool.store.files import Source, load_file, read_stream, save_file
from codetool.store.references import find_source, find_store, is_folder, shown_path
from codetool.store.versions import StoredVersion, list_versions, version_path

__all__ = [
    "Source",
    "StoredVersion",
    "find_source",
    "find_store",
    "is_folder",
    "list_versions",
    "load_file",
    "read_stream",
    "save_file",
    "shown_path",
    "version_path",
]
