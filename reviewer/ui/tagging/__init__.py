"""The tagging sidebar: tags, highlights, suggestions."""
