"""Templates that a federation wrote: what they may reach, and their faults in one line."""

import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

from jinja2 import TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from codetool.errors import SourceError


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which a path is no door to the disk either."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Tell whether a template may use an attribute: none of a path, which can write files."""
        return not isinstance(obj, PurePath) and super().is_safe_attribute(obj, attr, value)


@contextmanager
def told_of_templates(folder: Path) -> Iterator[None]:
    """Turn what goes wrong in a template of `folder` into a SourceError that names file and line."""
    try:
        yield
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
        if not name:  # ours: a fault of the program, not of the federation
            raise
        raise _fault(folder, name, line, str(error) or type(error).__name__) from error


def _last_line(folder: Path, error: Exception) -> tuple[str, int]:
    """Return the last line of a template of `folder` that ran before the error."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(folder)
    ]
    return (frames[-1].filename, frames[-1].lineno or 0) if frames else ("", 0)


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
