"""The process that checks the signatures of PDFs: one request after the other, each with a clock of its own.

Started by `apart_pdf` alone: seconds, bytes of memory and of a file are its arguments. It ends with whoever asks.
"""

import logging
import os
import signal
import sys
from pathlib import Path
from typing import BinaryIO

from codetool.archive.apart_worker import Doors, limit_process, limit_time
from codetool.archive.parcel import Parcel, pack, unpack
from codetool.archive.sign.apart_pdf import read_asked, receive, send
from codetool.archive.sign.check_pdf import check_pdf_signatures
from codetool.archive.sign.told_json import plain


def main() -> None:
    """Answer until nobody asks."""
    seconds, memory, room = map(int, sys.argv[1:])
    requests, answers = _ends()
    limit_process(memory, room)
    logging.disable(logging.CRITICAL)
    sys.dont_write_bytecode = True
    doors = Doors(Path(os.devnull))  # no file can be written inside of what is no folder
    sys.addaudithook(doors.check)
    while content := receive(requests):
        limit_time(seconds)
        send(answers, pack(_answer(content, doors)))


def _ends() -> tuple[BinaryIO, BinaryIO]:
    """Return where requests come from and answers go to, out of the way of what libraries might print."""
    ends = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for place in (0, 1):
        os.dup2(nowhere, place)
    return ends


def _answer(content: bytes, doors: Doors) -> Parcel:
    asked = read_asked(unpack(content))
    doors.online = asked.fetch
    try:
        found = check_pdf_signatures(
            asked.content, asked.trust, at=asked.at, fetch=asked.fetch, material=asked.material
        )
    except MemoryError:  # there may be none left to tell so: what the system does to such a process tells it too
        signal.raise_signal(signal.SIGKILL)
        raise
    return Parcel(head={"signatures": [plain(one) for one in found]})


if __name__ == "__main__":
    main()
