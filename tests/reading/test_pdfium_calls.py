"""What the cheap calls of pdfium say is what the library's own bindings say."""

from __future__ import annotations

import ctypes
import math

import pypdfium2
import pypdfium2.raw as raw
import pytest

from reviewer.reading import pdfium_calls as calls
from reviewer.reading.pdf_objects import PageReader


def test_opposite_corners_of_level_text_are_its_bounds(pdf_maker):
    made = pdf_maker(tagged=False)
    made.page()
    made.text(200, 300, "Seen alone.")
    document = pypdfium2.PdfDocument(made.bytes())
    page = document[0]
    handle = calls.address(page.raw)
    floats = (ctypes.c_float * 8)()
    (item,) = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
    assert calls.get_corners(calls.address(item.raw), ctypes.addressof(floats))
    assert tuple(floats[index] for index in (0, 1, 4, 5)) == item.get_bounds()
    assert calls.get_object(handle, 0) == calls.address(item.raw)
    document.close()


@pytest.mark.parametrize("turn", [0, 30, 90, 180, 205, 300])
def test_the_place_of_turned_text_is_that_of_its_bounds(pdf_maker, turn):
    made = pdf_maker(tagged=False)
    made.page()
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    made.pages[-1].append(f"q {cos:.6f} {sin:.6f} {-sin:.6f} {cos:.6f} 250 300 cm BT /R 12 Tf 0 0 Td (Turned.) Tj ET Q")
    document = pypdfium2.PdfDocument(made.bytes())
    page = document[0]
    (item,) = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
    left, bottom, right, top = item.get_bounds()
    (piece,) = PageReader().pieces(page, page.get_textpage())
    height = page.get_height()
    assert (piece.left, piece.top, piece.right, piece.bottom) == pytest.approx((left, height - top, right, height - bottom))
    assert piece.size == pytest.approx(12, abs=0.01)
    document.close()


def test_only_text_has_a_font(pdf_maker):
    made = pdf_maker(tagged=False)
    made.page()
    made.text(72, 100, "Letters.")
    made.line(72, 120, 300, 120)
    document = pypdfium2.PdfDocument(made.bytes())
    page = document[0]
    told = [(bool(calls.get_font(calls.address(item.raw))), item.type == raw.FPDF_PAGEOBJ_TEXT) for item in page.get_objects()]
    assert sorted(told) == [(False, False), (True, True)]
    document.close()
