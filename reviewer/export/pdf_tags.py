"""A tagged PDF, so that a screen reader reads headings, tables and pictures: what ISO 32000-1, 14.7 and 14.8 ask for.

reportlab draws pages without a structure. This canvas keeps the tree beside the drawing: whoever draws says into which
element the strokes belong, and all that belongs into none is told apart as an artifact.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import LinkAnnotation, PDFDictionary, PDFObject, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas

from reviewer.export.going_on import check

rl_config.useA85 = 0  # pages packed as bytes and not as letters besides: smaller, and sooner written
_LINK = "To the quotation"
_VERSION = (1, 7)  # whose structure of the page it is
_LINK_FLAGS = 4  # printed with the page
_HOLDERS = ("TD", "TH", "LBody")
_ABOVE = 24  # points above the foot of a heading, where the outline leads to


class Element(PDFObject):  # type: ignore[misc]  # reportlab has no types
    """One element of the structure: ``role`` is a standard type ("H1", "TD"), ``alt`` its words for who cannot see it.

    ``kids`` are elements, (page, number of marked content) or (page, annotation); ``attributes`` is ready PDF.
    """

    __RefOnly__ = 1

    def __init__(self, role: str, parent: PDFObject, *, alt: str = "", attributes: str = "") -> None:
        self.role, self.parent, self.alt, self.attributes = role, parent, alt, attributes
        self.kids: list[Element | tuple[str, int | str]] = []

    def format(self, document: Any) -> bytes:
        pages = [kid[0] for kid in self.kids if isinstance(kid, tuple)]
        page = pages[0] if pages else ""
        kids = b" ".join(self._kid(kid, page, document) for kid in self.kids)
        parts = [b"<</Type/StructElem/S/", self.role.encode(), b"/P ", _reference(self.parent, document)]
        parts += [b"/Pg ", _named(page, document)] if page else []
        parts += [b"/Alt ", PDFString(self.alt).format(document)] if self.alt else []
        parts += [b"/A ", self.attributes.encode()] if self.attributes else []
        return b"".join([*parts, b"/K[", kids, b"]>>"])

    def _kid(self, kid: Element | tuple[str, int | str], page: str, document: Any) -> bytes:
        if isinstance(kid, Element):
            return _reference(kid, document)
        where, what = kid
        if isinstance(what, str):
            return b"<</Type/OBJR/Obj %b/Pg %b>>" % (_named(what, document), _named(where, document))
        return b"%d" % what if where == page else b"<</Type/MCR/Pg %b/MCID %d>>" % (_named(where, document), what)


class _Root(PDFObject):  # type: ignore[misc]
    """The root of the tree, and which element every piece of marked content and every link belongs to."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.document = Element("Document", self)
        self.parents: list[list[Element] | Element] = []

    def format(self, document: Any) -> bytes:
        numbers = []
        for number, parent in enumerate(self.parents):
            if isinstance(parent, Element):
                whose = _reference(parent, document)
            else:
                whose = b"[%b]" % b" ".join(_reference(one, document) for one in parent)
            numbers.append(b"%d %b" % (number, whose))
        tree = b"\n".join(numbers)
        return b"<</Type/StructTreeRoot/K %b/ParentTreeNextKey %d/ParentTree<</Nums[%b]>>>>" % (
            _reference(self.document, document), len(self.parents), tree,
        )  # fmt: skip


class _Link(LinkAnnotation):  # type: ignore[misc]
    permitted = (*LinkAnnotation.permitted, "StructParent")


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas that keeps the structure of what is drawn; the element that is open holds it.

    ``made`` is the ISO time that the file names as its own, ``title`` stands in its metadata.
    """

    def __init__(self, *args: Any, made: str = "", title: str = "", **options: Any) -> None:
        self._root = _Root()
        self._open = [self._root.document]
        self._marked: list[Element] = []
        self._marking = False
        self._outlined, self._headings = -1, 0
        self._title = title
        super().__init__(*args, pdfVersion=_VERSION, **options)
        self.setViewerPreference("DisplayDocTitle", "true")
        if made:  # else the library would name the day on which its own tests began
            self._doc._timeStamp.YMDhms = dt.datetime.fromisoformat(made).timetuple()[:6]

    def begin(self, role: str, *, alt: str = "", attributes: str = "") -> Element:
        """Open an element inside the one that is open; `end` closes it."""
        element = Element(role, self._open[-1], alt=alt, attributes=attributes)
        self._open[-1].kids.append(element)
        self._open.append(element)
        return element

    def item(self, items: list[Element]) -> Element:
        """Open the words of the next item of a list; ``items`` holds the list once its first item was drawn."""
        if items:
            self.resume(items[0])
        else:
            items.append(self.begin("L"))
        self.begin("LI")
        words = self.begin("LBody")
        for _ in range(3):
            self.end()
        self.resume(words)
        return words

    @property
    def current(self) -> Element:
        """The element that is open."""
        return self._open[-1]

    @property
    def holds_words(self) -> bool:
        """Tell whether the open element holds words itself: a cell or the body of a list's item."""
        return self.current.role in _HOLDERS

    def resume(self, element: Element) -> None:
        """Open an element again that goes on on a later page."""
        self._open.append(element)

    def end(self) -> None:
        """Close the element that was opened last."""
        self._open.pop()

    @contextmanager
    def content(self) -> Iterator[None]:
        """What is drawn meanwhile is the content of the open element; within an artifact it stays one."""
        if self._marking:
            yield
            return
        element = self._open[-1]
        element.kids.append((self._doc.thisPageName(), len(self._marked)))
        self._code.append(f"/{element.role} <</MCID {len(self._marked)}>> BDC")
        self._marked.append(element)
        with self._closing():
            yield

    def operators(self, code: str) -> None:
        """Draw by ready operators, which must leave nothing open."""
        self._code.append(code)

    @contextmanager
    def figure(self, alt: str, width: float, height: float) -> Iterator[None]:
        """What is drawn meanwhile is a picture of so many points, which ``alt`` puts in words."""
        x, y = self.absolutePosition(0, 0)
        box = f"{x:.1f} {y:.1f} {x + width:.1f} {y + height:.1f}"
        self.begin("Figure", alt=alt, attributes=f"<</O/Layout/Placement/Block/BBox[{box}]>>")
        with self.content():
            yield
        self.end()

    def outline(self, title: str, level: int) -> None:
        """Let the outline lead to what is drawn here; a level with nothing above it moves up."""
        self._outlined = min(level, self._outlined + 1)
        self._headings += 1
        key = f"heading-{self._headings}"
        self.bookmarkPage(key, fit="XYZ", top=self.absolutePosition(0, 0)[1] + _ABOVE)
        self.addOutlineEntry(title, key, self._outlined, closed=True)

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """What is drawn meanwhile says nothing: lines and grounds, or with "Pagination" what every page repeats."""
        if self._marking:
            yield
            return
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")
        with self._closing():
            yield

    @contextmanager
    def _closing(self) -> Iterator[None]:
        self._marking = True
        yield
        self._marking = False
        self._code.append("EMC")

    def linkRect(self, contents: str, destinationname: str, *place: Any, **options: Any) -> None:
        """Add a link that a screen reader finds with its words: each line of them has one."""
        box = place[0] if place else options["Rect"]
        link = self.current
        assert link.role == "Link", "who draws words that lead somewhere says so"
        annotation = _Link(
            self._absRect(box, options.get("relative", 1)), contents or _LINK, self._bookmarkReference(destinationname), "[0 0 0]",
            StructParent=len(self._root.parents), F=_LINK_FLAGS,
        )  # fmt: skip
        self._root.parents.append(link)
        self._addAnnotation(annotation)
        link.kids.append((self._doc.thisPageName(), self._annotationrefs[-1].name))

    def showPage(self) -> None:
        check()
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = len(self._root.parents), "/S"
        self._root.parents.append(self._marked)
        self._marked = []

    def save(self) -> None:
        self._doc.Catalog.StructTreeRoot = self._root
        self._doc.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        metadata = PDFStream(PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}), _metadata(self._title), filters=[])
        metadata.__RefOnly__ = 1
        self._doc.Catalog.Metadata = metadata
        super().save()


def _metadata(title: str) -> bytes:
    """Return the title and the language as XMP, where programs of today look for them (ISO 16684-1)."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>'
        "<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def _reference(element: PDFObject, document: Any) -> bytes:
    found: bytes = document.Reference(element).format(document)
    return found


def _named(name: str, document: Any) -> bytes:
    """Return the reference of an object that the document knows by its name."""
    return b"%d %d R" % document.idToObjectNumberAndVersion[name]
