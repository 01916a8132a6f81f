"""`codetool adopt`: a draft becomes the code."""

import click

from codetool.cli.adopting import tell_adopted
from codetool.cli.shell import DONE, SpokenCommand
from codetool.cli.stored import find_in_store
from codetool.cli.waiting import tell_waiting


@click.command("adopt", cls=SpokenCommand)
@click.argument("version")
@click.option("--adopted", required=True, metavar="DATE", help="The day of the decision (yyyy-mm-dd).")
@click.option("--published", metavar="DATE", default="", help="The day of the publication, where it is known.")
@click.option(
    "--in-force", metavar="DATE", default="", help="The day from which the text is in force, where it is known."
)
@click.option("--body", metavar="NAME", default="", help="Who took the decision, such as a general assembly.")
@click.option("--title", default="", help="The title as adopted, where the draft's says that it is one.")
@click.option("--variant", default="", metavar="NAME", help="Tells apart two texts of one day.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing.")
def command(*, version: str, dry_run: bool, **options: str) -> int:
    r"""Makes the code of a draft: a new version of the day on which it was adopted, the draft beside it.

    Not a word of the text changes, nor an id in it. What says on its cover that it is a draft is taken out, and told.
    Publication and entry into force may be added later, by naming the adopted version.

    \b
    Examples:
      codetool adopt 2001-06-07 --adopted 2001-06-21
      codetool adopt 2001-06-21 --adopted 2001-06-21 --published 2001-07-01
    """
    from codetool.store.adoption import adopt_version
    from codetool.store.decision import Adoption

    store, found = find_in_store(version)
    asked = Adoption(**options)
    adopted = adopt_version(store, found, asked, write=not dry_run, waiting=tell_waiting)
    tell_adopted(adopted, written=not dry_run)
    return DONE
