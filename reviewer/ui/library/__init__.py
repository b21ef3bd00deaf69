"""The library: authorities, their documents by date, and what is being imported."""
