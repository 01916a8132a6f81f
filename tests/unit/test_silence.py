"""Libraries may log and warn as they like: nothing of it stands on the screen."""

import os
import subprocess
import sys

SPOKEN = """
import logging, warnings
from codetool.silence import silence_libraries
silence_libraries()
logging.basicConfig(level=logging.INFO)  # as a library does when it is imported
for name in ("", "pyhanko_certvalidator.fetchers", "weasyprint", "weasyprint.progress", "fontTools.subset", "ocfl"):
    logging.getLogger(name).setLevel(logging.DEBUG)
    logging.getLogger(name).critical("logged")
logging.getLogger("own").addHandler(logging.StreamHandler())
logging.getLogger("own").error("logged")
warnings.simplefilter("always")
warnings.warn("warned", UserWarning)
with warnings.catch_warnings(record=True) as kept:
    warnings.warn("kept", UserWarning)
print(len(kept))
"""


def said(script: str, *options: str) -> tuple[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONWARNINGS"}
    done = subprocess.run(
        [sys.executable, *options, "-c", script], env=kept, capture_output=True, text=True, check=True
    )
    return done.stdout, done.stderr


def test_nothing_that_is_logged_or_warned_of_is_shown() -> None:
    assert said(SPOKEN) == ("1\n", "")
    assert "logged" in said(SPOKEN.replace("silence_libraries()", ""))[1]


def test_who_asks_for_warnings_sees_them() -> None:
    assert "UserWarning: warned" in said(SPOKEN, "-W", "default")[1]
