"""The window. Qt lives here and nowhere else; data is reached only through `reviewer.app`."""
