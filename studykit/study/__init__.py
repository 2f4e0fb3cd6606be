"""Decks and a history together: what a study day asks, what an answer does, where an exam plan leads."""
