"""What the work has come to: figures over a student's history, as values that every screen prints alike."""
