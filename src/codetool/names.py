"""Names of files and folders that are the same on every system, and those that a store keeps for itself."""

import re

LONGEST = 200
"""Characters of a path at most."""

_FORBIDDEN = frozenset('\\:*?"<>|')
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
"""What Windows takes for a device, whatever follows the full stop."""

_OWN_FOLDERS = frozenset({"sources", "matches", "removed"})
"""The folders beside the texts of a Work, in lower case: a path's last folder says what a file is."""


def is_portable(path: str) -> bool:
    """Tell whether a path is that of a file below a folder, on every system: relative, with no way up or out.

    >>> names = ("settings/logo.svg", "../a", "/a", "a//b", "c:a", "a/../../b", "", ".hidden", "con.png", "a\u200bb")
    >>> [name for name in names if is_portable(name)]
    ['settings/logo.svg']
    """
    if not path or len(path) > LONGEST or set(path) & _FORBIDDEN or not path.isprintable():
        return False
    return not any(
        not part or part.startswith(".") or part != part.strip(" .") or _DEVICE.fullmatch(part)
        for part in path.split("/")
    )


def is_own_folder(name: str) -> bool:
    """Tell whether a store keeps a folder of that name in that of a Work, so that no Work can have it.

    >>> is_own_folder("Sources"), is_own_folder("source")
    (True, False)
    """
    return name.casefold() in _OWN_FOLDERS


def is_work_folder(name: str) -> bool:
    """Tell whether a Work can be kept in a folder of that name, and be sealed from it.

    >>> [name for name in ("code", "mon code", "déontologie.2", "sources", "a/b", "-rf", "nul") if is_work_folder(name)]
    ['code', 'mon code', 'déontologie.2']
    """
    return is_portable(name) and "/" not in name and not name.startswith("-") and not is_own_folder(name)
