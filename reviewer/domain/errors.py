"""The world's failures, each a sentence for the officer. Our own failures stay plain exceptions."""

from __future__ import annotations


class UserError(Exception):
    """What happened, what is safe, what to do next: one or two sentences in the officer's words."""


class UnreadableFileError(UserError):
    """The file cannot be read as an inspection document; the sentence gives the true reason."""


class ReviewFileError(UserError):
    """The review file cannot be opened or written: not ours, damaged, newer, read-only, disk full."""


class StaleChangeError(UserError):
    """A row no longer is what the change was built on; nothing was written."""


class ReadOnlyError(UserError):
    """The review is open read-only here, because another window has it or the folder forbids writing."""
