"""`codetool show`: a text, or one provision of it."""

from typing import TYPE_CHECKING

import click

from codetool.cli.inputs import page, read_version, terminal_width
from codetool.cli.shell import SpokenCommand
from codetool.errors import VersionError

if TYPE_CHECKING:
    from codetool.model.expression import Expression


@click.command("show", cls=SpokenCommand)
@click.argument("version")
@click.argument("provision", required=False, default="")
def command(*, version: str, provision: str) -> int:
    r"""Shows a version as text, or one provision of it.

    PROVISION is an eId (art_2-3, title_2) or a number as printed (2.3).

    \b
    Examples:
      codetool show 2001-06-07
      codetool show 2001-06-07 2.3
      codetool show latest title_2
    """
    from codetool.akn.read import unfold_expression
    from codetool.render import render_text

    source, expression = read_version(version)
    expression = unfold_expression(expression)
    eid = _eid_of(expression, provision, source.place) if provision else ""
    page(render_text(expression, eid, width=terminal_width()))
    return 0


def _eid_of(expression: "Expression", provision: str, place: str) -> str:
    from codetool.model.provision import find_provision

    provisions = tuple(expression.provisions())
    found = find_provision(provisions, provision)
    if found is None or not found.eid:
        known = [one.num or one.eid for one in expression.articles()]
        raise VersionError(
            "there is no provision {name}",
            "Name an eId or a number, such as {known}.",
            place=place,
            name=provision,
            known=", ".join(known[:5]) or "-",
        )
    return found.eid
