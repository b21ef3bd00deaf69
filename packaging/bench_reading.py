"""Measure the reading: `python3 packaging/dev.py bench reading [FOLDER]`.

Everything is compared with raw text by pypdfium2 over the same files in the same run, so that the figures are
ratios and mean the same on every machine. FOLDER is `../shared/corpus` unless another is named.

What is measured is loaded late: each worker process loads this file again, as it loads the small `main.py` of the program.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_ROUNDS = 10_000_000
CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"


def main() -> int:
    """Measure and print; 1 where there is nothing to measure."""
    from reviewer.app.importing import find_files
    from reviewer.app.jobs import load_bytes

    parser = argparse.ArgumentParser(prog="dev.py bench reading", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=CORPUS)
    folder = parser.parse_args().folder
    files, _ = find_files([folder])
    if not files:
        print(f"There are no documents in {folder}.", file=sys.stderr)
        return 1
    contents = [(path, load_bytes(path)) for path in files]  # read ahead, so that no disk is measured
    # In one process the processor's time counts, which other programs do not disturb; with workers only the wall's can.
    raw, _, pages = timed(raw_text, contents)
    plain, _, plumbed = timed(read_and_store, contents, False)
    whole, alone, _ = timed(read_and_store, contents, True)
    _, one, _ = timed(import_with, files, 1)
    _, two, _ = timed(import_with, files, 2)
    free = cores()
    print(f"{len(files)} files, {pages} pages")
    print(f"raw text, pypdfium2                   {raw:6.1f} s")
    print(f"read, stored, text index, one process {plain:6.1f} s   {plain / raw:4.2f} times raw text")
    print(f"the same with the follow-up's index   {whole:6.1f} s   {whole / raw:4.2f} times raw text (goal: 4 or less)")
    print(f"the same by the clock on the wall     {alone:6.1f} s")
    print(f"import with one worker process        {one:6.1f} s   {alone / one:4.2f} times as fast (reads while the window's process stores)")
    print(f"import with two worker processes      {two:6.1f} s   {alone / two:4.2f} times as fast as one process (goal: 1.7)")
    print(f"two processes of plain arithmetic     {'':6}     {free:4.2f} times as fast as one: what this machine gives at most")
    print(f"pages laid out by pdfplumber          {plumbed:6d}     {100 * plumbed / max(pages, 1):4.1f} % of all")
    print(f"most memory of a worker               {worker_peak():6.0f} MB (goal: under 300)")
    return 0


def timed(work: Callable[..., int], *arguments: object) -> tuple[float, float, int]:
    """Return the seconds that ``work`` took of the processor and on the wall, and the number that it returned."""
    start, wall = time.process_time(), time.perf_counter()
    result = work(*arguments)
    return time.process_time() - start, time.perf_counter() - wall, result


def cores() -> float:
    """Return how much faster two processes do plain arithmetic than one, on this machine in this minute."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(2) as pool:
        pool.map(count, [1000, 1000])  # until both have started
        start = time.perf_counter()
        pool.map(count, [_ROUNDS, _ROUNDS], chunksize=1)
        both = time.perf_counter() - start
        start = time.perf_counter()
        pool.map(count, [_ROUNDS])
        return 2 * (time.perf_counter() - start) / both


def count(rounds: int) -> int:
    """Add up so many numbers."""
    return sum(number * number for number in range(rounds))


def raw_text(contents: list[tuple[Path, bytes]]) -> int:
    """Take the bare text of every page; return the number of pages."""
    import pypdfium2

    pages = 0
    for path, data in contents:
        if path.suffix.lower() != ".pdf" or not data.startswith(b"%PDF"):
            continue
        document: Any = pypdfium2.PdfDocument(data)  # type: ignore[no-untyped-call]
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            text.get_text_range()
            text.close()
            page.close()
            pages += 1
        document.close()
    return pages


def read_and_store(contents: list[tuple[Path, bytes]], followed: bool) -> int:
    """Read every document, store and index it, in this process; return on how many pages pdfplumber was used.

    ``followed``: with the index of its passages that suggestions are made from, as an import makes it.
    """
    from reviewer.app.jobs import passages_in, read_bytes
    from reviewer.app.workspace import Workspace
    from reviewer.domain.errors import UserError

    counter = PageCounter()
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.open(Path(folder) / "bench.review")
        try:
            with counter:
                for path, data in contents:
                    try:
                        reading = read_bytes(path.name, data)
                        passages = passages_in(reading) if followed else None
                        workspace.import_reading(
                            file_name=path.name, data=data, reading=reading, batch="bench", passages=passages
                        )
                    except UserError:
                        continue
        finally:
            workspace.close()
    return counter.pages


def import_with(files: list[Path], workers: int) -> int:
    """Import every document as the window does; return how many there are then."""
    from reviewer.app.importing import import_paths
    from reviewer.app.workspace import Workspace

    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.open(Path(folder) / "bench.review")
        try:
            return len(import_paths(workspace, files, workers=workers).imported)
        finally:
            workspace.close()


class PageCounter:
    """Counts the pages whose layout pdfplumber computes, while it is entered."""

    def __init__(self) -> None:
        from pdfplumber.page import Page

        self.pages = 0
        self._page = Page
        self._layout: Any = Page.layout

    def __enter__(self) -> None:
        def counted(page: Any) -> Any:
            self.pages += not hasattr(page, "_layout")  # pdfplumber keeps the layout there once it has one
            return self._layout.fget(page)

        setattr(self._page, "layout", property(counted))  # noqa: B010 - a property is no plain attribute

    def __exit__(self, *_: object) -> None:
        setattr(self._page, "layout", self._layout)  # noqa: B010


def worker_peak() -> float:
    """Return the most memory that any worker process held, in MB; 0 where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


if __name__ == "__main__":
    raise SystemExit(main())
