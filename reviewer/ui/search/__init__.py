"""Search in all documents."""
