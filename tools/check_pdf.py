#!/usr/bin/env python3
"""Says which rules of PDF/A-3a and PDF/UA-1 a PDF breaks: `python -m tools.check_pdf FILE…`, exit 1 where it does."""

import sys
from pathlib import Path

from tools.verapdf import check_pdf


def main() -> int:
    """Print the faults of each file named on the command line."""
    broken = False
    for name in sys.argv[1:]:
        faults = check_pdf(Path(name))
        broken = broken or bool(faults)
        told = "keeps PDF/A-3a and PDF/UA-1" if not faults else f"breaks {len(faults)} rules"
        print("\n  ".join((f"{name}: {told}", *map(str, faults))))
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
