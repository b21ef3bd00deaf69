"""What goes into a Word file only when it is saved: long tables, which no library need parse, and pictures.

A place in the document holds an empty element with a number until then. Going through elements of the library takes
far longer than all that the tables say.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement
from docx.parts.image import ImagePart

from reviewer.export.word_xml import NAMESPACES, PREFIXES

_NUMBER = "reviewer"
_PLACE = re.compile(rf'<\w+:(?:p|tbl) {_NUMBER}="(\d+)"/>'.encode())
_FIRST = re.compile(r"<w:(?:p|tbl)\b")
_ROOT = re.compile(rb"<\w+:document\b")


class Later:
    """Ready parts and pictures of one document."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pictures: dict[str, bytes] = {}

    def elements(self, parts: Iterable[str]) -> list[Any]:
        """Return an element that keeps the place of each ready paragraph or table, of the same kind."""
        found = []
        for xml in parts:
            element = OxmlElement("w:tbl" if xml.startswith("<w:tbl>") else "w:p")
            element.set(_NUMBER, str(len(self._parts)))
            self._parts.append(xml)
            found.append(element)
        return found

    def picture(self, part: Any, number: int, data: bytes) -> str:
        """Put a PNG into the document of a part; return its relation. The library would compare it with all others first."""
        name = PackURI(f"/word/media/reviewer{number}.png")
        self._pictures[name.membername] = data
        return str(part.relate_to(ImagePart(name, CONTENT_TYPE.PNG, b""), RELATIONSHIP_TYPE.IMAGE))

    def save(self, document: Any) -> bytes:
        """Return the file of a document with everything in its place."""
        saved, out = io.BytesIO(), io.BytesIO()
        document.save(saved)
        text = document.part.partname.membername
        with zipfile.ZipFile(saved) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                if name in self._pictures:  # packed already
                    new.writestr(name, self._pictures[name], zipfile.ZIP_STORED)
                else:
                    data = old.read(name)
                    new.writestr(name, self._filled(data, document.element.nsmap) if name == text else data)
        return out.getvalue()

    def _filled(self, data: bytes, known: dict[str | None, str]) -> bytes:
        missing = {prefix: uri for prefix, uri in PREFIXES.items() if known.get(prefix) != uri}
        clash = any(prefix in known for prefix in missing)
        if missing and not clash:
            declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in missing.items()).encode()
            data = _ROOT.sub(lambda match: match[0] + declared, data, count=1)

        def part(match: re.Match[bytes]) -> bytes:
            xml = self._parts[int(match[1])]
            if clash:  # the file means something else by one of these prefixes
                xml = _FIRST.sub(lambda tag: f"{tag[0]} {NAMESPACES}", xml, count=1)
            return xml.encode("utf-8")

        return _PLACE.sub(part, data)
