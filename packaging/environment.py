"""Set the development machine up: `.venv`, the locked dependencies, the system libraries that Qt needs.

Standard library only. Everything said here goes to standard error: standard output belongs to the program.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = {"run": ROOT / "packaging" / "requirements.lock", "develop": ROOT / "packaging" / "requirements-dev.lock"}
OLDEST, NEWEST = (3, 11), (3, 14)

# What Qt loads at start on Debian and Ubuntu: shared library -> the package that brings it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")


class SetUpError(Exception):
    """The machine lacks something that this script cannot bring; the message says what to do."""


def say(text: str) -> None:
    """Tell the developer something, on standard error."""
    print(text, file=sys.stderr, flush=True)


def fitting_python() -> str | None:
    """Return a Python of a supported version: this one, else the newest on PATH, else None."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return sys.executable
    names = [f"python{OLDEST[0]}.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    return next((found for name in names if (found := shutil.which(name)) and _starts(found)), None)


def _starts(python: str) -> bool:
    """Tell whether a command really is a Python (version managers put empty shells on PATH)."""
    return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0


def ensure(purpose: str, *, window: bool) -> Path:
    """Make the machine ready for ``purpose`` ("run" or "develop") and return the Python of `.venv`.

    ``window``: Qt will be started, so its system libraries must be there. Raises SetUpError.
    """
    python = _ensure_venv()
    _ensure_packages(python, purpose)
    if window and sys.platform == "linux":
        _ensure_qt_libraries()
    return python


def venv_python() -> Path:
    """Return where the Python of `.venv` is; it may not exist yet."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _ensure_venv() -> Path:
    python = venv_python()
    if python.exists() and _venv_version() == sys.version_info[:2]:
        return python
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        # Debian and Ubuntu keep these two parts of Python in a package of their own.
        _apt_install([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"], "make a virtual environment")
    say(f"Making {VENV.name} with Python {sys.version.split()[0]} …")
    _quietly([sys.executable, "-m", "venv", "--clear", str(VENV)], "The virtual environment could not be made.")
    return python


def _venv_version() -> tuple[int, ...] | None:
    try:
        settings = (VENV / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return None
    for line in settings.splitlines():
        key, _, value = line.partition("=")
        if key.strip() in ("version", "version_info"):
            return tuple(int(part) for part in value.strip().split(".")[:2])
    return None


def _ensure_packages(python: Path, purpose: str) -> None:
    if _installed(purpose) or (purpose == "run" and _installed("develop")):  # the longer lock holds the shorter
        return
    lock = LOCKS[purpose]
    say(f"Installing the locked dependencies of {lock.name} (once; needs the internet) …")
    _quietly(
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input",
         "--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(lock)],
        "The dependencies could not be installed. This one step needs the internet; please try again.",
    )
    _stamp(purpose).write_text(_lock_hash(purpose), encoding="ascii")


def _stamp(purpose: str) -> Path:
    return VENV / f"installed-{purpose}"


def _lock_hash(purpose: str) -> str:
    return hashlib.sha256(LOCKS[purpose].read_bytes()).hexdigest()


def _installed(purpose: str) -> bool:
    """Tell whether `.venv` holds what the lock file says now."""
    stamp = _stamp(purpose)
    return stamp.is_file() and stamp.read_text(encoding="ascii") == _lock_hash(purpose)


def missing_packages() -> list[str]:
    """Return the Debian packages of the libraries that Qt needs and that cannot be loaded here, and of a font."""
    missing = []
    for library, package in QT_LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    if not any(_holds_font(Path(folder)) for folder in (*FONT_FOLDERS, Path.home() / ".local/share/fonts")):
        missing.append("fonts-dejavu-core")
    return missing


def _holds_font(folder: Path) -> bool:
    return any(path.suffix.lower() in (".ttf", ".otf", ".ttc", ".pfb") for path in folder.rglob("*"))


def _ensure_qt_libraries() -> None:
    missing = missing_packages()
    if missing:
        _apt_install(missing, "show a window")


def _apt_install(packages: Sequence[str], reason: str) -> None:
    line = f"apt-get update && apt-get install -y {' '.join(packages)}"
    if not shutil.which("apt-get"):
        raise SetUpError(f"To {reason}, this machine lacks what Debian calls: {' '.join(packages)}. Please install it.")
    if os.geteuid() != 0:
        raise SetUpError(f"To {reason}, some system packages are missing. Please run:\n\n    sudo sh -c '{line}'\n")
    say(f"Installing system packages to {reason}: {' '.join(packages)} …")
    failed = f"The system packages could not be installed. Please run:\n\n    {line}\n"
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _quietly(["apt-get", "update", "-q"], failed, environment=quiet)
    _quietly(["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages], failed, environment=quiet)


def _quietly(command: Sequence[str], sentence: str, *, environment: dict[str, str] | None = None) -> None:
    """Run a command without a word, unless it fails: then show what it said and raise ``sentence``."""
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", env=environment,
        check=False,
    )
    if done.returncode != 0:
        say(done.stdout.rstrip())
        raise SetUpError(sentence)
