"""What teachers do with decks beside writing them: drafts, imports, exports and shared decks."""
