"""What is wrong with a PDF: the rules of PDF/A-3a and PDF/UA-1 that it breaks, and what qpdf says of it."""

import subprocess
from pathlib import Path

from tools.verapdf import check_pdf


def faults_of(pdf: Path) -> list[str]:
    """Return what is wrong with a file: the rules that it breaks, and what qpdf says of it."""
    checked = subprocess.run(["qpdf", "--check", pdf], capture_output=True, text=True, check=False)
    return [*map(str, check_pdf(pdf)), *([checked.stdout + checked.stderr] if checked.returncode else [])]
