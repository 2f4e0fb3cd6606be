"""`studykit deck`: what decks there are, and all that helps to write them."""

from __future__ import annotations

from studykit.cli import (
    deck_check,
    deck_exchange,
    deck_fmt,
    deck_history,
    deck_list,
    deck_new,
    deck_sharing,
    deck_show,
)
from studykit.cli.commands import group

app = group("What decks there are, and all that helps to write them.")
app.command("list")(deck_list.list_decks)
app.command("check")(deck_check.check)
app.command("new")(deck_new.new)
app.command("schema")(deck_new.schema)
app.command("fmt")(deck_fmt.fmt)
app.command("orphans")(deck_history.orphans)
app.command("show")(deck_show.show)
app.command("watch")(deck_check.watch)
app.command("suggest")(deck_list.suggest)
app.command("flags")(deck_list.flags)
app.command("draft")(deck_exchange.draft)
app.command("import")(deck_exchange.import_deck)
app.command("export")(deck_exchange.export)
app.command("pack")(deck_sharing.pack)
app.command("add")(deck_sharing.add)
app.command("remove")(deck_sharing.remove)
