"""From a file's bytes to what it says. Pure functions of bytes: no network, no writing, no window."""
