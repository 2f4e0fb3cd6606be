"""The forms decks are exchanged in: one module a form, with what reads it and what writes it."""
