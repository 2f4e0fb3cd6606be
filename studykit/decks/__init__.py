"""YAML in; cases, decks and plans out, or the problems that stand in their way."""
