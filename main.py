"""Start Reviewer: the window, or a verb of the command line when one is given."""

from __future__ import annotations

from reviewer.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
