"""Was a recommendation revisited? Passages ranked for a person to judge, with reasons."""
