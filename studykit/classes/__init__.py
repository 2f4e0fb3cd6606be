"""A class: what its students hand in, and what is said of all of them together."""
