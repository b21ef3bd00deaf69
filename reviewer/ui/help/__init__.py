"""Help inside the program: the guide, the keys, and the palette that finds every action."""
