"""`studykit undo`: take back the last answer, also after the session has ended."""

from __future__ import annotations

import typer

from studykit.cli.clock import milliseconds
from studykit.cli.context import invocation
from studykit.cli.display import say
from studykit.errors import NotFoundError


def command(context: typer.Context) -> None:
    """Take back the last answer; again and again, the ones before it."""
    here = invocation(context)
    review = here.collection.undo_last(at=milliseconds())
    if review is None:
        raise NotFoundError("There is no answer to take back.")
    try:
        asked = here.library.card(review.card).ask
    except NotFoundError:
        asked = review.card
    say(here.style.text(f"Taken back: {review.answer!r} to “{asked}”"))
