"""Two copies of a report side by side: what differs."""
