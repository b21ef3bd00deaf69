"""What the library lists: authorities by name, their documents by date, each with a name of its own. Without Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reviewer.domain.authority import Authority
from reviewer.domain.british_dates import MONTHS, british_date
from reviewer.domain.document import FactName
from reviewer.domain.review import DocumentSummary
from reviewer.ui.facts.words import KIND_CHOICES, dates_words, overall_grade, overall_words
from reviewer.ui.tagging.cards import number_of

NO_AUTHORITY = "Authority not stated"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document: its name, what is wrong with it, and how far the work on it is."""

    document: DocumentSummary
    name: str
    original: str = ""  # the name of the document of which it is the second copy

    @property
    def id(self) -> str:
        return self.document.id

    @property
    def counts(self) -> str:
        """Return "14 · 3" (highlights, recommendations), "–" for none of one, "" for none of both."""
        one = self.document
        if not one.highlight_count and not one.recommendation_count:
            return ""
        return f"{one.highlight_count or '–'} · {one.recommendation_count or '–'}"

    @property
    def badge(self) -> str:
        if self.document.draft:
            return "draft · copy" if self.document.copy_of else "draft"
        return "2nd copy" if self.document.copy_of else ""

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return why it should be looked at, one sentence each."""
        checks = self.document.checks
        facts = (f"{number_of(checks, 'fact')} to check.",) if checks else ()
        return facts + self.document.warnings

    @property
    def tip(self) -> str:
        """Return the tooltip: kind, dates, file, counts in words, warnings."""
        one = self.document
        lines = [self.name, KIND_CHOICES[one.kind]]
        if one.legs:
            lines.append(f"Inspected {dates_words(one.value(FactName.INSPECTION_DATES), short=False)}")
        if overall_words(one):
            lines.append(f"Overall: {overall_words(one)}" if overall_grade(one) else overall_words(one).capitalize())
        if one.draft:
            lines.append("Draft: left out of exports unless you give a reason")
        if one.copy_of:
            lines.append(f"Second copy of {self.original or 'another document'}: stays out of the matrix")
        lines.append(f"{number_of(one.highlight_count, 'highlight')}, {number_of(one.recommendation_count, 'recommendation')}")
        lines += [f"Check: {text}" for text in self.warnings]
        return "\n".join([*lines, one.file_name])


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """An authority with its documents by date."""

    urn: str
    name: str
    documents: tuple[DocumentRow, ...]


def library_rows(documents: Iterable[DocumentSummary], authorities: Iterable[Authority]) -> tuple[AuthorityRow, ...]:
    """Group documents by authority, by name; those without one come last. Dates ascend, undated first."""
    names = {one.urn: one.name for one in authorities}
    groups: dict[str, list[DocumentSummary]] = {}
    everything = tuple(documents)
    for document in everything:
        groups.setdefault(document.authority, []).append(document)
    named: dict[str, str] = {}
    for group in groups.values():
        named.update(distinct_names(group))
    rows = []
    for urn, group in groups.items():
        group.sort(key=lambda one: (one.date, one.file_name))
        rows.append(
            AuthorityRow(
                urn,
                names.get(urn, f"Authority {urn}") if urn else NO_AUTHORITY,
                tuple(DocumentRow(one, named[one.id], named.get(one.copy_of, "")) for one in group),
            )
        )
    return tuple(sorted(rows, key=lambda row: (not row.urn, row.name.casefold(), row.urn)))


class LibraryRows:
    """The same, kept: where an act changed counts alone, no name is made anew, and what did not change stays the same."""

    def __init__(self) -> None:
        self._documents: Sequence[DocumentSummary] = ()
        self._authorities: Sequence[Authority] | None = None
        self._rows: tuple[AuthorityRow, ...] = ()

    def rows(self, documents: Sequence[DocumentSummary], authorities: Sequence[Authority]) -> tuple[AuthorityRow, ...]:
        """Return what `library_rows` would; the same tuple and rows as far as they are alike."""
        before, known = self._documents, self._authorities
        self._documents, self._authorities = documents, authorities
        if authorities is not known or len(before) != len(documents) or not all(map(_same_but_counts, before, documents)):
            self._rows = library_rows(documents, authorities)
            return self._rows
        counted = {now.id: now for was, now in zip(before, documents, strict=True) if now is not was}
        if counted:
            self._rows = tuple(
                replace(authority, documents=tuple(
                    replace(row, document=counted[row.id]) if row.id in counted else row for row in authority.documents
                ))
                if any(row.id in counted for row in authority.documents)
                else authority
                for authority in self._rows
            )
        return self._rows


def _same_but_counts(one: DocumentSummary, other: DocumentSummary) -> bool:
    return one is other or (one.facts is other.facts and _uncounted(one) == _uncounted(other))


def _uncounted(document: DocumentSummary) -> DocumentSummary:
    return replace(document, highlight_count=0, recommendation_count=0, suggestion_count=0)


def distinct_names(documents: Iterable[DocumentSummary]) -> dict[str, str]:
    """Name documents so that no two of them read alike: year, else month, else day, else the file's name."""
    group = tuple(documents)
    names = {one.id: one.name for one in group}
    for finer in (_with_month, _with_day, _with_file):
        twice = {name for name, count in Counter(names.values()).items() if count > 1}
        if not twice:
            break
        names = {one.id: finer(one) if names[one.id] in twice else names[one.id] for one in group}
    return names


def _with_month(document: DocumentSummary) -> str:
    if not document.date:
        return document.name
    return document.name.replace(document.year, f"{MONTHS[int(document.date[5:7]) - 1][:3]} {document.year}")


def _with_day(document: DocumentSummary) -> str:
    if not document.date:
        return document.name
    return document.name.replace(document.year, british_date(document.date))


def _with_file(document: DocumentSummary) -> str:
    return f"{_with_day(document)} ({document.file_name})"


def spoken(row: DocumentRow) -> str:
    """Return all that the row shows, for a screen reader."""
    one = row.document
    parts = [row.name]
    if one.draft:
        parts.append("draft, not for publication")
    if one.copy_of:
        parts.append(f"second copy of {row.original}" if row.original else "second copy")
    parts.append(number_of(one.highlight_count, "highlight"))
    parts.append(number_of(one.recommendation_count, "recommendation"))
    parts.extend(f"Warning: {text}" for text in row.warnings)
    return ", ".join(parts)

