"""The strip of facts above the document, and the panel in which they are checked."""
