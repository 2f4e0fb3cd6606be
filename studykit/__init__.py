"""Exam practice for IB History Paper 2."""

__version__ = "0.1.0"
