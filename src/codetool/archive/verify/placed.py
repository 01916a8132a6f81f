"""The contents of an object stand under the names that its versions give them; no bytes are in it for anything else."""

from collections.abc import Iterator, Mapping
from urllib.parse import quote, unquote

from codetool.archive.objects import ArchivedObject
from codetool.archive.verify.tree import joined
from codetool.findings import Finding, finding


def check_placed(archived: ArchivedObject) -> Iterator[Finding]:
    """Yield the content paths of an inventory whose version has no such file with those bytes.

    OCFL allows any number of paths of the same bytes, whatever they are called (3.5.2). What we write has one, that of
    the first file in the first version with these bytes; a writer that keeps a copy for each file is followed as well.
    """
    versions = {version.name: version.state for version in archived.inventory.versions}
    for path, digest in sorted(archived.inventory.content_paths().items()):
        version, _, name = path.split("/", 2)
        if not _is_placed(name, digest, versions[version]):
            yield finding("content-stray", version=version).in_file(joined(archived.place, path))


def _is_placed(name: str, digest: str, state: Mapping[str, str]) -> bool:
    # ocfl-py writes names as in a URI: ASCII alone, whatever disk it is.
    plain = unquote(name)
    return state.get(name) == digest or (state.get(plain) == digest and quote(plain) == name)
