"""The maker of Word files stands beside the tests that import it, by its place from the top of the project."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[5]))
