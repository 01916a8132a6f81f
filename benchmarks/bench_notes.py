"""How long the PDF of a text with many footnotes takes: 500 and 2,000 of them, eighteen to a page, and the ratio.

The goal is 6 at most for four times as many: what a note costs depends on its page, not on the text.
"""

import time

from codetool.akn.read import read_expression
from codetool.render import render_pdf

FEW, MANY = 500, 2000
_NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_NOTE = "le registre<authorialNote><p>Remarque {n} : voir le texte et ce qui en a été dit.</p></authorialNote>"
_BETWEEN = " que chacun tient à jour et montre à qui de droit le demande, "
_CALLS = 5
"""Notes that an article calls."""


def noted(count: int) -> bytes:
    """Return a text of our own making with so many notes."""
    articles = (
        f"<article eId='art_{first}'><num>{first}.</num><content><p>"
        f"{_BETWEEN.join(_NOTE.format(n=n) for n in range(first, first + _CALLS))}.</p></content></article>"
        for first in range(1, count + 1, _CALLS)
    )
    return f"<akomaNtoso xmlns='{_NAMESPACE}'><act><body>{''.join(articles)}</body></act></akomaNtoso>".encode()


def seconds(count: int) -> float:
    """Return how long the PDF of a text with so many notes takes, in seconds of the processor."""
    expression = read_expression(noted(count))
    start = time.process_time()
    render_pdf(expression)
    return time.process_time() - start


def main() -> None:
    """Print both times and their ratio."""
    seconds(_CALLS)  # once unmeasured: libraries and fonts are loaded
    few, many = seconds(FEW), seconds(MANY)
    print(f"{FEW:5} footnotes   {few:6.1f} s")
    print(f"{MANY:5} footnotes   {many:6.1f} s   {many / few:.2f} x  (goal: 6 x)")


if __name__ == "__main__":
    main()
