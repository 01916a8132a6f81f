"""Templates that a federation wrote: what they may reach, and their faults in one line."""

import re
import resource
import signal
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path, PurePath
from types import FrameType
from typing import Any, NoReturn

from jinja2 import Environment, FileSystemLoader, TemplateNotFound, TemplateSyntaxError
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import EvalContextModifier, ScopedEvalContextModifier
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from codetool.errors import CodetoolError, SourceError
from codetool.store.files import check_inside

SECONDS = 60
"""What a page with templates of a federation's own may take to be filled in; ours take a fraction of a second."""

MEMORY = 2 * 1024**3
"""Bytes that it may take besides what the program has already."""

_BITS = 100_000
"""Bits of a power at most: nothing can stop Python while it computes a larger one."""


class _Escaping(CodeGenerator):
    """Writes Python for templates that cannot switch the escaping off."""

    def visit_EvalContextModifier(self, node: EvalContextModifier, frame: Frame) -> None:  # noqa: N802 - Jinja's way
        """Refuse a template that changes how it is escaped."""
        del frame
        self.fail("autoescape may not be changed", node.lineno)

    def visit_ScopedEvalContextModifier(self, node: ScopedEvalContextModifier, frame: Frame) -> None:  # noqa: N802 - as above
        """Refuse a template that changes how a part of it is escaped."""
        del frame
        self.fail("autoescape may not be changed", node.lineno)


class Confined(FileSystemLoader):
    """Finds templates in their folder; one to which a link leads from elsewhere is refused."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template with its place; raise SourceError where it lies outside."""
        content, name, is_current = super().get_source(environment, template)
        root = next(Path(folder) for folder in self.searchpath if Path(name).is_relative_to(folder))
        check_inside(Path(name), root, f"{root.name}/{template}")
        return content, name, is_current


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which a path is no door to the disk either, and no number is too large to be computed."""

    code_generator_class = _Escaping
    intercepted_binops = frozenset({"**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - any values
        """Return what an operator gives; raise ValueError for a power that is too large."""
        if isinstance(left, int) and isinstance(right, int) and left.bit_length() * right > _BITS:
            raise ValueError("a number is too large")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Tell whether a template may use an attribute: none of a path, which can write files."""
        return not isinstance(obj, PurePath) and super().is_safe_attribute(obj, attr, value)


@contextmanager
def bounded() -> Iterator[None]:
    """Raise TimeoutError or MemoryError in what takes more than SECONDS or MEMORY; time counts in the main thread."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _taken() + MEMORY
    if soft == resource.RLIM_INFINITY or most < soft:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        with _timed(SECONDS) if threading.current_thread() is threading.main_thread() else nullcontext():
            yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextmanager
def _timed(seconds: float) -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, _ring)
    left, _ = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:  # another clock ran: it goes on
            signal.setitimer(signal.ITIMER_REAL, left)


def _ring(_number: int, _frame: FrameType | None) -> NoReturn:
    raise TimeoutError("it takes too long")


def _taken() -> int:
    """Return the bytes of memory that this process has been given; where the system does not say, none."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0


@contextmanager
def told_of_templates(folder: Path) -> Iterator[None]:
    """Turn what goes wrong in a template of `folder` into a SourceError that names file and line."""
    try:
        yield
    except CodetoolError:
        raise
    except TemplateSyntaxError as error:
        raise _fault(folder, error.filename or error.name or "", error.lineno, error.message or "") from error
    except TemplateNotFound as error:
        name, line = _last_line(folder, error)
        if not name:
            raise
        raise SourceError(
            "there is no template “{name}”",
            "Correct the name behind include, import or extends.",
            place=_place(folder, name, line),
            name=error.name or "",
        ) from error
    except UnicodeDecodeError as error:
        raise SourceError(
            "a template is not text in UTF-8", "Save every template as UTF-8.", place=folder.name
        ) from error
    except Exception as error:
        name, line = _last_line(folder, error)
        if not name and not _was_reading(error):  # ours: a fault of the program, not of the federation
            raise
        raise _fault(folder, name, line, str(error) or type(error).__name__) from error


def _last_line(folder: Path, error: Exception) -> tuple[str, int]:
    """Return the last line of a template of `folder` that ran before the error."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(folder)
    ]
    return (frames[-1].filename, frames[-1].lineno or 0) if frames else ("", 0)


def _was_reading(error: Exception) -> bool:
    """Tell whether Jinja was taking a template apart, as with a number of more digits than Python reads."""
    frames = traceback.extract_tb(error.__traceback__)
    return bool(frames) and PurePath(frames[-1].filename).name == "lexer.py"


def _fault(folder: Path, name: str, line: int, reason: str) -> SourceError:
    told = re.sub(r"'[^' ]*\.([A-Za-z_]\w*) object'", r"'\1'", " ".join(reason.split())).rstrip(".")
    return SourceError(
        "the template has a fault ({reason})",
        "Correct that line, or take the file out: the template of codetool then takes its place.",
        place=_place(folder, name, line),
        reason=told,
    )


def _place(folder: Path, name: str, line: int) -> str:
    path = Path(name)
    shown = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else name
    return f"{folder.name}/{shown}:{line}" if line and shown else "/".join(filter(None, (folder.name, shown)))
