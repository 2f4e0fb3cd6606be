"""SQLite: the append-only review log and the card states derived from it."""
