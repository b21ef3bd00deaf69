"""Ask a window of the program from outside, as a screen reader does: through AT-SPI, on a display and a bus of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).parents[2]
_LAUNCHER = next((p for p in ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher") if Path(p).exists()), "")
_START = """
import json, re, subprocess, sys, time
python, launcher, script, folder = sys.argv[1:]
bus = subprocess.Popen([launcher, "--launch-immediately"], stderr=subprocess.DEVNULL)
def call(where, destination, path, method, *arguments):
    done = subprocess.run(["gdbus", "call", *where, "--dest", destination, "--object-path", path, "--method", method, *arguments],
                          capture_output=True, text=True, timeout=10)
    return done.stdout.strip()
session = ["--session"]
address = ""
for _ in range(50):
    found = re.search("'([^']+)'", call(session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress"))
    if found:
        address = found.group(1)
        break
    time.sleep(0.2)
call(session, "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties.Set", "org.a11y.Status", "IsEnabled", "<true>")
shown = subprocess.Popen([python, script, folder], stdout=subprocess.PIPE, text=True)
shown.stdout.readline()
outside = ["--address", address]
ACCESSIBLE, GET, ROOT = "org.a11y.atspi.Accessible", "org.freedesktop.DBus.Properties.Get", "/org/a11y/atspi/accessible/root"
def children_of(name, path):
    return re.findall(r"'(/org/a11y/atspi/accessible/[0-9]+)'", call(outside, name, path, ACCESSIBLE + ".GetChildren"))
def applications():
    names = call(outside, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.ListNames")
    every = [":" + name for name in re.findall(r"':([0-9.]+)'", names)]
    return [name for name in every if "application" in call(outside, name, ROOT, ACCESSIBLE + ".GetRoleName")]
answer = {"address": bool(address)}
"""
_END = """
answer["alive"] = shown.poll() is None
for process in (shown, bus):
    process.terminate()
    process.wait(10)
print(json.dumps(answer))
"""


def ask(window: str, questions: str, *, seconds: int) -> dict[str, Any]:
    """Run ``window`` (a program that prints a line once it shows) and ``questions``; return what those put into ``answer``.

    ``window`` finds a folder for its files as its argument. ``questions`` have `call`, `children_of` and `applications`.
    Skip where this machine has no AT-SPI.
    """
    for tool in ("xvfb-run", "dbus-run-session", "gdbus"):
        if not shutil.which(tool):
            pytest.skip(f"{tool} is not installed")
    if not _LAUNCHER:
        pytest.skip("AT-SPI is not installed")
    with tempfile.TemporaryDirectory(prefix="a11y") as folder:
        script = Path(folder) / "window.py"
        script.write_text(window, encoding="utf-8")
        environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "QT_ACCESSIBILITY": "1", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
                       "LC_ALL": "C.UTF-8", "XDG_RUNTIME_DIR": folder, "PYTHONPATH": str(_ROOT)}  # fmt: skip
        command = ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24", "dbus-run-session", "--", sys.executable, "-c",
                   _START + questions + _END, sys.executable, _LAUNCHER, str(script), folder]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, env=environment, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    assert lines, done.stderr
    answer: dict[str, Any] = json.loads(lines[-1])
    if not answer["address"]:
        pytest.skip("the accessibility bus does not start here")
    assert answer["alive"], "the window died while it was read"
    return answer
