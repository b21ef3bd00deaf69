"""Read thousands of damaged documents in worker processes: `python3 packaging/dev.py fuzz --seconds 60`.

Small PDFs, Markdown and Word files are damaged at random, each by a seed of its own so that it can be made again.
It fails when the program meets something that it did not expect (an error of its own, not a refusal in words), or
when one file holds a worker longer than the limit. A worker that dies is counted: the program goes on without it.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import make_sample
from reviewer.app.jobs import Job, read_bytes
from reviewer.app.reading_pool import Answer, read_all
from tagged_pdf import TaggedPdf

LIMIT = 20.0  # seconds for one file; the window allows more
PDF_WORDS = (
    b"/Kids", b"/Parent", b"/Count -1", b"/Count 99999999", b"/K [1 0 R]", b"/MCID 4294967295", b"0 0 0 0", b"<<", b">>",
    b"[", b"]", b"(", b"BT", b"ET", b"EMC", b"/StructTreeRoot null", b"/Encrypt <<>>", b"1 0 R", b"999999 0 R",
    b"/Rotate 90", b"/MediaBox [0 0 0 0]", b"stream\n", b"endobj\n", b"1e308 0 0 1e308 0 0 cm",
)  # fmt: skip
TEXT_WORDS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"<script>", b"<p>", b"</ul>", b"| a | b |\n", b"# ", b"- ", b"1. ",
    b"99999999999999999999. ", b"**", b"`", b"&#0;", b"\xf0\x9f\x98\x80", b"\xe2\x80\xa8", b"(Recommendation)",
    b"Recommendations\n", b"What needs to improve?\n", b"30 February 2019", b" to ", b"\r", b"[x](y)", b"\n\n",
)  # fmt: skip


def small_pdf() -> bytes:
    """Return a PDF of one page with every kind of element in it."""
    out = TaggedPdf(title="Small", foot="A running foot")
    out.heading(1, "Inspection of Nowhere local authority children’s services", mark="1")
    out.paragraph("Inspection dates: 5 to 9 June 2023")
    out.table([["Judgement", "Grade"], ["Overall effectiveness", "Good"]], header=True)
    out.heading(2, "What needs to improve?")
    out.item("•", "The quality of plans.")
    out.item("•", "Nested.", depth=2)
    out.item("1.", "A numbered paragraph. (Recommendation)")
    out.note("1", "A footnote.")
    return out.to_bytes()


def seeds() -> list[tuple[str, bytes]]:
    """Return the sound documents: name and bytes."""
    sample = [(path.name, path.read_bytes()) for path in sorted(make_sample.RESULTS.iterdir())]
    letter = (make_sample.SOURCES / "focused-visit-2024.md").read_bytes()
    short = [entry for entry in sample if entry[0] != "inspection-2017.pdf"]
    return [("small.pdf", small_pdf()), ("letter.md", letter), ("letter.txt", letter), *short]


def damaged(name: str, data: bytes, seed: int) -> bytes:
    """Return ``data`` with some damage; the same seed does the same damage."""
    chance = random.Random(seed)
    if name.endswith(".docx") and chance.random() < 0.7:  # else the container itself is damaged
        return _damaged_parts(data, chance)
    return _damaged_bytes(data, PDF_WORDS if name.endswith(".pdf") else TEXT_WORDS, chance)


def _damaged_parts(data: bytes, chance: random.Random) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        hit = chance.choice([name for name in names if name.endswith((".xml", ".rels"))])
        for name in names:
            part = old.read(name)
            new.writestr(name, _damaged_bytes(part, (b"<w:p>", b"</w:t>", b"&", b"<w:tbl>"), chance) if name == hit else part)
    return out.getvalue()


def _damaged_bytes(data: bytes, words: tuple[bytes, ...], chance: random.Random) -> bytes:
    out = bytearray(data)
    acts: list[Callable[[bytearray], None]] = [
        lambda b: b.__setitem__(_place(b, chance), chance.randrange(256)),
        lambda b: b.__delitem__(slice(at := _place(b, chance), at + chance.choice((1, 10, 1000)))),
        lambda b: b.__setitem__(slice(at := _place(b, chance), at), chance.choice(words) * chance.choice((1, 1, 3, 500))),
        lambda b: b.__setitem__(slice(at := _place(b, chance), at), b[(o := _place(b, chance)) : o + 400]),
        lambda b: b.__delitem__(slice(_place(b, chance), len(b))) if chance.random() < 0.2 else None,
        lambda b: _change_number(b, chance),
    ]
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        if out:
            chance.choice(acts)(out)
    return bytes(out)


def _place(data: bytearray, chance: random.Random) -> int:
    return chance.randrange(len(data)) if data else 0


def _change_number(data: bytearray, chance: random.Random) -> None:
    """Give one number of the file another value."""
    numbers = list(itertools.islice(re.finditer(rb"\d+", data), 4000))
    if numbers:
        hit = chance.choice(numbers)
        data[hit.start() : hit.end()] = str(chance.choice((0, 1, -1, 7, 255, 65536, 2**31 - 1, 2**32, 10**18))).encode()


def jobs(first: int, until: float, most: int) -> Iterator[Job]:
    """Make damaged documents until the time is over or there are enough."""
    sound = seeds()
    for number in range(first, first + most):
        if time.monotonic() >= until:
            return
        name, data = sound[number % len(sound)]
        yield Job(Path(f"{number}-{name}"), damaged(name, data, number))


def outcome(answer: Answer) -> str:
    """Return in a word what became of a document."""
    if answer.reading is not None:
        return "read"
    for words, kind in (("took too long", "too long"), ("stopped the reading", "died"), ("does not know", "unexpected")):
        if words in answer.sentence:
            return kind
    return "refused"


def main() -> int:
    """Fuzz and print the counts; 1 when something was unexpected or took too long."""
    parser = argparse.ArgumentParser(prog="dev.py fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--files", type=int, default=10**9, help="at most so many documents")
    parser.add_argument("--first", type=int, default=0, help="the number of the first document")
    parser.add_argument("--keep", type=Path, help="a folder for the documents that went wrong")
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    start = time.monotonic()
    for answer in read_all(jobs(arguments.first, start + arguments.seconds, arguments.files), read_bytes, time_limit=LIMIT):
        kind = outcome(answer)
        counts[kind] += 1
        if kind not in ("read", "refused"):
            print(f"{kind}: {answer.job.path.name}", file=sys.stderr)
            if arguments.keep:
                arguments.keep.mkdir(parents=True, exist_ok=True)
                (arguments.keep / answer.job.path.name).write_bytes(answer.job.data)
    print(f"{sum(counts.values())} damaged documents in {time.monotonic() - start:.0f} s")
    for kind in ("read", "refused", "died", "too long", "unexpected"):
        print(f"  {kind:<12}{counts[kind]:7d}")
    return 1 if counts["unexpected"] or counts["too long"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
