"""The command line: one module for each group of commands. Nothing else prints, or reads the clock."""
