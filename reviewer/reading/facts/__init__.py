"""What a document says of itself: authority, kind, dates, judgements, recommendations, marks, scope, markings."""
