"""pdfium's calls on page objects with plain addresses in and out.

The library's own bindings wrap every pointer in an object of its own; a report has some hundred thousand of these calls,
and going by address halves what each costs. Nothing here is checked: pass only what another call gave.

Two more things make them cheap. Python's lock is kept, since each call lasts less than letting it go. And a place in a
list (`_AT`) goes in as an address does: its lower half is the number that pdfium looks at, on every system with
64 bits, and Python makes one of it in half the time.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as raw

_P = ctypes.c_void_p
_INT = ctypes.c_int
_LONG = ctypes.c_ulong
_AT = _P  # see above


def _call(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    return ctypes.PYFUNCTYPE(result, *arguments)(address(function) or 0)


def address(handle: Any) -> int:
    """Return the address that a handle of the library's bindings holds, 0 for none."""
    return ctypes.cast(handle, _P).value or 0


count_objects = _call(raw.FPDFPage_CountObjects, _INT, _P)
get_object = _call(raw.FPDFPage_GetObject, _P, _P, _AT)
count_form_objects = _call(raw.FPDFFormObj_CountObjects, _INT, _P)
get_form_object = _call(raw.FPDFFormObj_GetObject, _P, _P, _AT)
get_type = _call(raw.FPDFPageObj_GetType, _INT, _P)
get_text = _call(raw.FPDFTextObj_GetText, _LONG, _P, _P, _P, _LONG)
get_mark_id = _call(raw.FPDFPageObj_GetMarkedContentID, _INT, _P)
get_bounds = _call(raw.FPDFPageObj_GetBounds, _INT, _P, _P, _P, _P, _P)
get_corners = _call(raw.FPDFPageObj_GetRotatedBounds, _INT, _P, _P)
get_render_mode = _call(raw.FPDFTextObj_GetTextRenderMode, _INT, _P)
get_fill = _call(raw.FPDFPageObj_GetFillColor, _INT, _P, _P, _P, _P, _P)
get_draw_mode = _call(raw.FPDFPath_GetDrawMode, _INT, _P, _P, _P)
get_size = _call(raw.FPDFTextObj_GetFontSize, _INT, _P, _P)
get_matrix = _call(raw.FPDFPageObj_GetMatrix, _INT, _P, _P)
get_font = _call(raw.FPDFTextObj_GetFont, _P, _P)
get_font_name = _call(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, _P, _P, ctypes.c_size_t)
count_marks = _call(raw.FPDFPageObj_CountMarks, _INT, _P)
get_mark = _call(raw.FPDFPageObj_GetMark, _P, _P, _LONG)
get_mark_name = _call(raw.FPDFPageObjMark_GetName, _INT, _P, _P, _LONG, _P)

count_children = _call(raw.FPDF_StructElement_CountChildren, _INT, _P)
get_child = _call(raw.FPDF_StructElement_GetChildAtIndex, _P, _P, _AT)
get_child_mark = _call(raw.FPDF_StructElement_GetChildMarkedContentID, _INT, _P, _AT)
get_element_type = _call(raw.FPDF_StructElement_GetType, _LONG, _P, _P, _LONG)

get_range = _call(raw.FPDFText_GetText, _INT, _P, _INT, _INT, _P)
count_characters = _call(raw.FPDFText_CountChars, _INT, _P)
get_unicode = _call(raw.FPDFText_GetUnicode, ctypes.c_uint, _P, _AT)
is_generated = _call(raw.FPDFText_IsGenerated, _INT, _P, _AT)
get_character_object = _call(raw.FPDFText_GetTextObject, _P, _P, _AT)
get_loose_box = _call(raw.FPDFText_GetLooseCharBox, _INT, _P, _AT, _P)
