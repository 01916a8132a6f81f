"""What pyHanko does in turns, done to its end: also where a program around us has turns of its own."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

_Result = TypeVar("_Result")


def finished(work: Coroutine[Any, Any, _Result]) -> _Result:
    """Return what a coroutine comes to.

    >>> async def twice(number: int) -> int:
    ...     return 2 * number
    >>> finished(twice(21))
    42
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    # A loop runs in this thread (a notebook, a browser that is driven): another thread has one of its own.
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()
