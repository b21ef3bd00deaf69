"""One command for everyone who works on Reviewer: `python3 packaging/dev.py run|test|…`.

Standard library only; does all the set-up by itself. Set-up talk goes to standard error.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import environment
from environment import ROOT, SetUpError, say

USAGE = """usage: python3 packaging/dev.py COMMAND

  run [ARGUMENT…]      start Reviewer, or a verb of its command line (run read --json FILE)
  test [ARGUMENT…]     all checks and tests; arguments go to pytest
  lint                 the checks without the tests
  survey FOLDER        one row a file with all that was read from it (tab-separated, or --html)
  bench NAME           measure against a yardstick of the same run: reading, followup, pane, exports
  fuzz [--seconds N]   read thousands of damaged documents
  screenshots          take the pictures of every work place again
  sample               make the documents of the sample review again from packaging/sample/
  keys                 write the guide's page of keys again from the table of actions
  lock                 resolve the dependencies of pyproject.toml again into the two lock files
"""


def run(arguments: Sequence[str]) -> int:
    """Start the program; without a display and without a verb, build the sample review instead."""
    window = not arguments
    if window and not has_display():
        say("There is no display here, so Reviewer builds its sample review and writes every checklist instead.")
        arguments, window = ["demo"], False
    python = environment.ensure("run", window=window)
    return _call([str(python), str(ROOT / "main.py"), *arguments])


def has_display() -> bool:
    """Tell whether a window can be shown here."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def test(arguments: Sequence[str]) -> int:
    """Run every check and all tests, then print one summary; 0 only when all passed."""
    python = environment.ensure("develop", window=True)
    return _steps([*_checks(python), ("pytest", [str(python), "-m", "pytest", "-n", "2", "--dist", "loadfile", *arguments])])


def lint(_arguments: Sequence[str]) -> int:
    """Run the checks without the tests."""
    return _steps(_checks(environment.ensure("develop", window=False)))


def lock(_arguments: Sequence[str]) -> int:
    """Write both lock files from pyproject.toml: hashes for every platform, no host and no path in them."""
    python = environment.ensure("develop", window=False)
    compile_ = [str(python), "-m", "uv", "pip", "compile", "--quiet", "--generate-hashes", "--universal",
                "--python-version", "3.11", "--no-header", "--no-annotate", "--no-emit-index-url",
                "--no-emit-find-links"]  # fmt: skip
    run_lock, develop_lock = (str(path.relative_to(ROOT)) for path in environment.LOCKS.values())
    first = _call([*compile_, "pyproject.toml", "-o", run_lock], cwd=ROOT)
    return first or _call(
        [*compile_, "pyproject.toml", "--group", "pyproject.toml:dev", "-c", run_lock, "-o", develop_lock], cwd=ROOT
    )


def script(name: str) -> Callable[[Sequence[str]], int]:
    """Return the command that runs the script ``name`` of this folder with the Python of `.venv`."""

    def command(arguments: Sequence[str]) -> int:
        python = environment.ensure("develop", window=False)
        paths = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        return _call([str(python), str(ROOT / "packaging" / f"{name}.py"), *arguments], PYTHONPATH=paths)

    return command


def bench(arguments: Sequence[str]) -> int:
    """Run the measurement that was named; 2 where there is none such."""
    known = sorted(path.stem.removeprefix("bench_") for path in (ROOT / "packaging").glob("bench_*.py"))
    if not arguments or arguments[0] not in known:
        say(f"Name one of: {', '.join(known)}")
        return 2
    return script(f"bench_{arguments[0]}")(arguments[1:])


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "lint": lint,
    "lock": lock,
    "survey": script("survey"),
    "bench": bench,
    "fuzz": script("fuzz"),
    "screenshots": script("screenshots"),
    "sample": script("make_sample"),
    "keys": script("make_keys"),
}


def _checks(python: Path) -> list[tuple[str, list[str]]]:
    return [
        ("ruff", [str(python), "-m", "ruff", "check", "--quiet", "."]),
        ("mypy", [str(python), "-m", "mypy"]),
        ("import-linter", [str(python), "-c", "from importlinter.cli import lint_imports_command as c; c()"]),
    ]


def _steps(steps: Sequence[tuple[str, list[str]]]) -> int:
    """Run each step, whatever the ones before it did, and print how each went."""
    results = []
    for name, command in steps:
        say(f"— {name}")
        start = time.monotonic()
        code = _call(command, cwd=ROOT)
        results.append((name, code, time.monotonic() - start))
    print("\nSummary")
    for name, code, seconds in results:
        print(f"  {name:<14} {'passed' if code == 0 else f'FAILED (exit {code})':<18} {seconds:6.1f} s")
    failed = [name for name, code, _ in results if code != 0]
    print("All passed." if not failed else f"Failed: {', '.join(failed)}.")
    return 1 if failed else 0


def _call(command: Sequence[str], *, cwd: Path | None = None, **settings: str) -> int:
    """Run a command on this terminal, with some settings in its environment, and return its exit code."""
    sys.stdout.flush()
    try:
        return subprocess.run(command, cwd=cwd, env={**os.environ, **settings}, check=False).returncode
    except KeyboardInterrupt:
        return 130


def main(arguments: Sequence[str]) -> int:
    """Run the command that was named; 2 where there is none such."""
    python = environment.fitting_python()
    if python is None:
        say("Reviewer needs Python 3.11 to 3.14, and none was found. On Debian and Ubuntu: apt-get install python3")
        return 1
    if python != sys.executable:
        return _call([python, __file__, *arguments])
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        say(USAGE)
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    try:
        return command(arguments[1:])
    except SetUpError as problem:
        say(str(problem))
        return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
