"""The Checklist work place: the rows as they will be exported, the filters, the export."""
