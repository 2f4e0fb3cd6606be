"""`studykit tune`: fit the memory model to her own reviews."""

from __future__ import annotations

from typing import Annotated

from typer import Context, Option

from studykit.cli.clock import milliseconds
from studykit.cli.context import AsJson, invocation
from studykit.cli.display import say, say_json
from studykit.errors import NotFoundError, UnavailableError
from studykit.memory.schedule import counted
from studykit.memory.tuning import LEAST_DAYS, LEAST_REVIEWS, enough, fit


def command(
    context: Context,
    undo: Annotated[bool, Option("--undo", help="Go back to the usual parameters.")] = False,
    as_json: AsJson = False,
) -> None:
    """Fit the memory model to your own reviews; keep it only if it predicts them better."""
    collection = invocation(context).collection
    if undo:
        if collection.settings.parameters is None:
            raise NotFoundError("The usual parameters are in use; there is nothing to take back.")
        collection.set_parameters(None, at=milliseconds())
        say("The usual parameters are in use again, and every due day follows them.")
        return
    histories = counted(collection.rows())
    reviews, days = enough(histories)
    if reviews < LEAST_REVIEWS or days < LEAST_DAYS:
        raise UnavailableError(
            f"There are {reviews} reviews on {days} days; fitting needs at least {LEAST_REVIEWS} on "
            f"{LEAST_DAYS}, or it would fit to luck. Come back when there are."
        )
    found = fit(histories, collection.scheduling.parameters)
    if found.is_better:
        collection.set_parameters(found.parameters, at=milliseconds())
    if as_json:
        say_json(
            {
                "before": round(found.before, 5),
                "after": round(found.after, 5),
                "fitted_on": found.fitted_on,
                "measured_on": found.measured_on,
                "kept": found.is_better,
            }
        )
        return
    say(f"Fitted to {found.fitted_on} reviews; measured on the {found.measured_on} newest, unseen till then.")
    say(f"Log loss (lower is better): {found.before:.4f} before, {found.after:.4f} after.")
    if found.is_better:
        say("Kept; every due day follows your own memory now. `studykit tune --undo` takes it back.")
    else:
        say("Not better, so nothing was changed.")
