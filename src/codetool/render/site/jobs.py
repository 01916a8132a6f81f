"""Pages that cost time, as values that another process can make: a version in one of its forms."""

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import assert_never

from codetool.akn.read import read_expression
from codetool.render.imprint import Imprint
from codetool.render.look import PLAIN, Look
from codetool.render.pictures import Picture
from codetool.render.site.addresses import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A version to be made in one form; `place` is how messages name it. Jobs of the same key make the same bytes."""

    form: Form
    place: str
    source: bytes
    look: Look = PLAIN
    address: str = ""
    pictures: tuple[tuple[str, Picture], ...] = ()

    @property
    def imprint(self) -> Imprint:
        """Return what the edition is made with; its values are kept apart because not all of an imprint can travel."""
        return Imprint(look=self.look, source=self.source, address=self.address, pictures=dict(self.pictures))

    def key(self, program: str) -> str:
        """Return a digest of all that the result depends on; `program` is that of the program and of the look."""
        return sha256(
            "\n".join((program, self.form.value, repr(replace(self.imprint, look=PLAIN)))).encode()
        ).hexdigest()

    def make(self) -> bytes:
        """Return the version in its form; raise MissingPartError where what makes PDFs is not installed."""
        from codetool import render  # noqa: PLC0415 - a process that only makes text loads no more

        expression = read_expression(self.source, self.place)
        match self.form:
            case Form.HTML:
                return render.render_html(expression, self.imprint).encode()
            case Form.PDF:
                return render.render_pdf(expression, self.imprint)
            case Form.DOCX:
                return render.render_docx(expression, self.imprint)
            case Form.MARKDOWN:
                return render.render_markdown(expression).encode()
            case Form.TEXT:
                return render.render_text(expression).encode()
            case Form.XML:
                return self.source
        assert_never(self.form)
