"""The program without a window: every intention of the officer is one method that a test can call."""
