"""The science: reviews in, memory states and intervals out. Pure: no clock, no file, no chance."""
