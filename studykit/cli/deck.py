"""`studykit deck`: what decks there are, and all that helps to write them."""

from __future__ import annotations

from studykit.cli.commands import group

app = group(
    "What decks there are, and all that helps to write them.",
    {
        "list": "deck_list.list_decks",
        "check": "deck_check.check",
        "new": "deck_new.new",
        "schema": "deck_new.schema",
        "fmt": "deck_fmt.fmt",
        "orphans": "deck_history.orphans",
        "show": "deck_show.show",
        "watch": "deck_check.watch",
        "suggest": "deck_list.suggest",
        "flags": "deck_list.flags",
        "draft": "deck_exchange.draft",
        "import": "deck_exchange.import_deck",
        "export": "deck_exchange.export",
        "pack": "deck_sharing.pack",
        "add": "deck_sharing.add",
        "remove": "deck_sharing.remove",
    },
)
