"""Start Reviewer: the window, or a verb of the command line when one is given."""

from __future__ import annotations

import multiprocessing

from reviewer.cli.main import main

if __name__ == "__main__":
    multiprocessing.freeze_support()  # a worker of the frozen program starts here and must go no further
    raise SystemExit(main())
