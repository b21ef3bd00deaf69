"""Every action in one table: id, text, keys, place, menu. The menu, the keys page and the palette read it.

An action's handler is the method of its place's widget with the id's dots as underscores:
"worksheet.cite" -> ``FollowUpPlace.worksheet_cite()``. Single letters and digits fire only in their place and
never while a text field has the focus (Qt offers a printable key to the field first).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where an action's keys work."""

    WINDOW = "window"
    READ = "read"
    MATRIX = "matrix"
    WORKSHEET = "worksheet"
    CHECKLIST = "checklist"


PLACE_WORDS = {
    Place.WINDOW: "Everywhere",
    Place.READ: "Read",
    Place.MATRIX: "Follow up: the matrix",
    Place.WORKSHEET: "Follow up: the worksheet",
    Place.CHECKLIST: "Checklist",
}
NEED_WORDS = {
    "document": "no document is open",
    "writable": "this review is open for reading only",
    "undo": "there is nothing to undo",
    "redo": "there is nothing to do again",
}


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing the officer can do. ``keys`` in Qt's portable spelling; ``needs`` are states (see MainWindow)."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    place: Place = Place.WINDOW
    menu: str = ""
    needs: frozenset[str] = frozenset()

    @property
    def handler(self) -> str:
        return self.id.replace(".", "_")


def _a(
    id_: str, text: str, keys: str = "", place: Place = Place.WINDOW, menu: str = "", needs: str = ""
) -> ActionSpec:
    return ActionSpec(id_, text, tuple(keys.split()), place, menu, frozenset(needs.split()))


_W, _R, _M, _S, _C = Place.WINDOW, Place.READ, Place.MATRIX, Place.WORKSHEET, Place.CHECKLIST

ACTIONS: tuple[ActionSpec, ...] = (
    _a("file.new", "New review…", "Ctrl+N", _W, "File"),
    _a("file.open", "Open review…", "Ctrl+O", _W, "File"),
    _a("file.sample", "Open the sample review", "Ctrl+Alt+O", _W, "File"),
    _a("file.import_documents", "Import documents…", "Ctrl+I", _W, "File", "writable"),
    _a("file.import_folder", "Import a folder…", "Ctrl+Shift+I", _W, "File", "writable"),
    _a("file.save_copy", "Save a copy…", "Ctrl+Shift+S", _W, "File"),
    _a("file.restore", "Restore a backup…", "Ctrl+Alt+B", _W, "File", "writable"),
    _a("file.trail", "Export the audit trail…", "Ctrl+Alt+T", _W, "File"),
    _a("file.removed", "Removed documents…", "Ctrl+Alt+D", _W, "File"),
    _a("file.quit", "Quit", "Ctrl+Q", _W, "File"),
    _a("edit.undo", "Undo", "Ctrl+Z", _W, "Edit", "undo"),
    _a("edit.redo", "Redo", "Ctrl+Shift+Z Ctrl+Y", _W, "Edit", "redo"),
    _a("edit.history", "History…", "Ctrl+Alt+Z", _W, "Edit"),
    _a("edit.preferences", "Preferences…", "Ctrl+,", _W, "Edit"),
    _a("edit.keys", "Change keys…", "Ctrl+Shift+,", _W, "Edit"),
    _a("view.read", "Read", "Ctrl+1", _W, "View"),
    _a("view.follow_up", "Follow up", "Ctrl+2", _W, "View"),
    _a("view.checklist", "Checklist", "Ctrl+3", _W, "View"),
    _a("view.library", "Show the library", "F8", _W, "View"),
    _a("view.sidebar", "Show the sidebar", "F9", _W, "View"),
    _a("view.earlier_links", "Show links to earlier recommendations", "Ctrl+Shift+L", _W, "View"),
    _a("view.selection_popup", "Tags beside what the mouse selects", "Ctrl+Shift+G", _W, "View"),
    _a("view.theme", "Dark or light window", "Ctrl+Alt+K", _W, "View"),
    _a("view.focus_next", "Next pane", "F6", _W, "View"),
    _a("search.all", "Search all documents", "Ctrl+Shift+F", _W, "Edit"),
    _a("help.guide", "Guide", "F1", _W, "Help"),
    _a("help.keys", "Keys", "? Ctrl+/", _W, "Help"),
    _a("help.palette", "Find an action…", "Ctrl+Shift+P", _W, "Help"),
    _a("help.about", "About Reviewer", "Shift+F1", _W, "Help"),
    # Read
    *(_a(f"tag.{n}", f"Tag {n}", str(n), _R, "Tag", "document writable") for n in range(1, 10)),
    *(_a(f"tag.only_{n}", f"Tag {n} in place of the others", f"Alt+{n}", _R, "", "document writable") for n in range(1, 10)),
    _a("tag.new", "New tag…", "Ctrl+T", _R, "Tag", "writable"),
    _a("tag.import_set", "Import tags…", "Ctrl+Alt+I", _R, "Tag", "writable"),
    _a("tag.export_set", "Export the tags…", "Ctrl+Alt+E", _R, "Tag"),
    _a("tag.starter_set", "Add the starter tags for inspections", "Ctrl+Alt+G", _R, "Tag", "writable"),
    _a("document.copy", "Copy", "Ctrl+C", _R, "Document", "document"),
    _a("document.copy_citation", "Copy with citation", "Ctrl+Shift+C", _R, "Document", "document"),
    _a("document.find", "Find in the document", "Ctrl+F", _R, "Document", "document"),
    _a("document.find_next", "Find next", "F3", _R, "Document", "document"),
    _a("document.find_previous", "Find previous", "Shift+F3", _R, "Document", "document"),
    _a("document.zoom_in", "Zoom in", "Ctrl++ Ctrl+=", _R, "Document", "document"),
    _a("document.zoom_out", "Zoom out", "Ctrl+-", _R, "Document", "document"),
    _a("document.fit_width", "Fit width", "Ctrl+0", _R, "Document", "document"),
    _a("document.fit_page", "Fit page", "Ctrl+9", _R, "Document", "document"),
    _a("document.two_pages", "Two pages side by side", "Ctrl+Shift+2", _R, "Document", "document"),
    _a("document.dark_pages", "Dark pages", "Ctrl+Shift+K", _R, "Document", "document"),
    _a("document.back", "Back to the place before", "Alt+Left", _R, "Document", "document"),
    _a("document.forward", "Forward again", "Alt+Right", _R, "Document", "document"),
    _a("document.go_to_page", "Go to page…", "Ctrl+G", _R, "Document", "document"),
    _a("document.outline", "Outline", "Ctrl+Shift+O", _R, "Document", "document"),
    _a("document.thumbnails", "Small pages at the left", "F4", _R, "Document", "document"),
    _a("document.text_view", "Text view", "Ctrl+Shift+T", _R, "Document", "document"),
    _a("document.facts", "Check the facts…", "Ctrl+Shift+D", _R, "Document", "document"),
    _a("document.beside", "Two documents side by side", "F7", _R, "Document", "document"),
    _a("document.source", "Open the linked recommendation beside", "Ctrl+L", _R, "Document", "document"),
    _a("document.next", "Next document", "Ctrl+PgDown", _R, "Document", "document"),
    _a("document.previous", "Previous document", "Ctrl+PgUp", _R, "Document", "document"),
    _a("document.read_again", "Read the file again", "F5", _R, "Document", "document writable"),
    _a("document.remove", "Remove the document", "Ctrl+Del", _R, "Document", "document writable"),
    _a("document.erase", "Erase the document for good…", "Ctrl+Shift+Del", _R, "Document", "document writable"),
    _a("highlight.next", "Next highlight", "]", _R, "Tag", "document"),
    _a("highlight.previous", "Previous highlight", "[", _R, "Tag", "document"),
    _a("highlight.area", "Highlight an area of the page…", "R", _R, "Tag", "document writable"),
    _a("highlight.split", "Split the highlight here", "S", _R, "Tag", "document writable"),
    _a("highlight.merge", "Merge with the next highlight", "M", _R, "Tag", "document writable"),
    _a("highlight.note", "Note on the highlight", "N", _R, "Tag", "document writable"),
    _a("highlight.delete", "Delete the highlight", "Del", _R, "Tag", "document writable"),
    _a("highlight.filter", "Filter the highlights", "Ctrl+Alt+F", _R, "Tag"),
    _a("highlight.show_all", "Show all highlights again", "Ctrl+Alt+A", _R, "Tag"),
    _a("highlight.unsure", "Highlights to check…", "Ctrl+Shift+H", _R, "Tag", "document"),
    _a("highlight.confirm_place", "Confirm the highlight’s place", "C", _R, "Tag", "document writable"),
    _a("suggestion.accept", "Accept the suggestion", "A", _R, "Tag", "document writable"),
    _a("suggestion.accept_all", "Accept all suggestions", "Shift+A", _R, "Tag", "document writable"),
    _a("suggestion.dismiss", "Dismiss the suggestion", "X", _R, "Tag", "document writable"),
    _a("highlight.link", "Link to an earlier recommendation…", "L", _R, "Tag", "document writable"),
    _a("earlier.next", "Next passage on an earlier recommendation", ".", _R, "Tag", "document"),
    _a("earlier.previous", "Previous passage on an earlier recommendation", ",", _R, "Tag", "document"),
    # Follow up: matrix
    _a("matrix.open", "Open the worksheet", "Return", _M, "Follow up"),
    _a("matrix.next_unanswered", "Next unanswered", "N", _M, "Follow up"),
    _a("matrix.quotation", "Show the quotation", "Space", _M, "Follow up"),
    _a("matrix.read", "Read the passage in its document", "Shift+Return", _M, "Follow up"),
    _a("matrix.select_unanswered", "Select what is unanswered in this visit", "U", _M, "Follow up"),
    _a("matrix.select_alike", "Select what is suggested alike in this visit", "G", _M, "Follow up"),
    _a("matrix.not_mentioned", "Answer: in scope, not mentioned", "Alt+3", _M, "Follow up", "writable"),
    _a("matrix.outside", "Answer: outside this visit’s scope", "Alt+4", _M, "Follow up", "writable"),
    _a("matrix.take_back", "Take the selected answers back", "Ctrl+Backspace", _M, "Follow up", "writable"),
    _a("matrix.find", "Find in the table", "Ctrl+F", _M, "Follow up"),
    _a("matrix.show_all", "Show all recommendations again", "Esc", _M, "Follow up"),
    _a("matrix.choose_thread", "Link to an earlier or later recommendation…", "Shift+L", _M, "Follow up", "writable"),
    _a("matrix.filter", "Show only some recommendations", "F", _M, "Follow up"),
    _a("matrix.order", "Order of the rows", "O", _M, "Follow up"),
    _a("matrix.above", "Judgements, years since revisited, or neither", "Y", _M, "Follow up"),
    _a("matrix.dates", "Dates that the law sets", "D", _M, "Follow up"),
    _a("matrix.copy", "Copy the matrix", "Ctrl+C", _M, "Follow up"),
    _a("matrix.save_picture", "Save as a picture…", "Ctrl+Alt+S", _M, "Follow up"),
    # Follow up: worksheet
    _a("worksheet.next_passage", "Next suggestion", "J", _S, "Follow up"),
    _a("worksheet.previous_passage", "Previous suggestion", "K", _S, "Follow up"),
    _a("worksheet.cite", "Cite the passage", "Return", _S, "Follow up", "writable"),
    _a("worksheet.dismiss", "Dismiss the suggestion", "X", _S, "Follow up", "writable"),
    _a("worksheet.coverage_1", "Referred back to", "1", _S, "Follow up", "writable"),
    _a("worksheet.coverage_2", "Same topic", "2", _S, "Follow up", "writable"),
    _a("worksheet.coverage_3", "In scope, not mentioned", "3", _S, "Follow up", "writable"),
    _a("worksheet.coverage_4", "Outside this visit’s scope", "4", _S, "Follow up", "writable"),
    _a("worksheet.outcome_1", "Addressed", "Q", _S, "Follow up", "writable"),
    _a("worksheet.outcome_2", "Improved, more to do", "W", _S, "Follow up", "writable"),
    _a("worksheet.outcome_3", "Sustained", "E", _S, "Follow up", "writable"),
    _a("worksheet.outcome_4", "No clear change or too early", "R", _S, "Follow up", "writable"),
    _a("worksheet.outcome_5", "Not addressed", "T", _S, "Follow up", "writable"),
    _a("worksheet.outcome_6", "Repeated as an area to improve", "Y", _S, "Follow up", "writable"),
    _a("worksheet.outcome_7", "Worse", "U", _S, "Follow up", "writable"),
    _a("worksheet.outcome_8", "Not stated", "I", _S, "Follow up", "writable"),
    _a("worksheet.confirm", "Confirm the answer", "Ctrl+Return", _S, "Follow up", "writable"),
    _a("worksheet.take_back", "Take the answer back", "Ctrl+Backspace", _S, "Follow up", "writable"),
    _a("worksheet.note", "Note", "O", _S, "Follow up", "writable"),
    _a("worksheet.action", "Action and owner", "A", _S, "Follow up", "writable"),
    _a("worksheet.confirm_marks", "Confirm the marked paragraphs", "M", _S, "Follow up", "writable"),
    _a("worksheet.link_thread", "Link to the recommendation of another year", "L", _S, "Follow up", "writable"),
    _a("worksheet.dismiss_thread", "Dismiss the link to another year", "D", _S, "Follow up", "writable"),
    _a("worksheet.choose_thread", "Link to an earlier or later recommendation…", "Shift+L", _S, "Follow up", "writable"),
    _a("worksheet.take_suggestion", "Choose what is suggested", "S", _S, "Follow up", "writable"),
    _a("worksheet.next_unanswered", "Next unanswered", "N", _S, "Follow up"),
    _a("worksheet.next_recommendation", "Next recommendation", "Shift+N", _S, "Follow up"),
    _a("worksheet.previous_recommendation", "Previous recommendation", "P", _S, "Follow up"),
    _a("worksheet.next_visit", "Next visit", "V", _S, "Follow up"),
    _a("worksheet.previous_visit", "Previous visit", "B", _S, "Follow up"),
    _a("worksheet.read", "Read the passage in its document", "Shift+Return", _S, "Follow up"),
    _a("worksheet.back", "Back to the matrix", "Esc", _S, "Follow up"),
    # Checklist
    _a("checklist.export_word", "Export to Word…", "Ctrl+E", _C, "Checklist"),
    _a("checklist.export_excel", "Export to Excel…", "Ctrl+Shift+E", _C, "Checklist"),
    _a("checklist.export_pdf", "Export to PDF…", "Ctrl+Alt+P", _C, "Checklist"),
    _a("checklist.export_html", "Export to a web page…", "Ctrl+Alt+H", _C, "Checklist"),
    _a("checklist.export_markdown", "Export to Markdown…", "Ctrl+Alt+M", _C, "Checklist"),
    _a("checklist.export_csv", "Export to CSV…", "Ctrl+Alt+C", _C, "Checklist"),
    _a("checklist.save_pictures", "Save the pictures…", "Ctrl+Alt+V", _C, "Checklist"),
    _a("checklist.choose_template", "Choose a Word template…", "Ctrl+Alt+W", _C, "Checklist"),
    _a("checklist.own_layout", "Use Reviewer’s own Word layout", "Ctrl+Alt+L", _C, "Checklist"),
    _a("checklist.save_template", "Save a Word template to start from…", "Ctrl+Alt+N", _C, "Checklist"),
    _a("checklist.import_excel", "Read a filled-in checklist…", "Ctrl+Alt+R", _C, "Checklist"),
)
MENUS = ("File", "Edit", "View", "Document", "Tag", "Follow up", "Checklist", "Help")


def spec(action_id: str) -> ActionSpec:
    """Return the row of that id. Raise KeyError."""
    return _BY_ID[action_id]


_BY_ID = {row.id: row for row in ACTIONS}
