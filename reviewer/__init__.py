"""Reviewer: what an inspection recommended, and what later visits said about it."""

__version__ = "0.1.0"
