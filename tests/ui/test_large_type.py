"""Large type: whoever sets the system's letters larger finds every control's words whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("times", "size"), [(1.4, (1366, 768)), (2.0, (1920, 1080))], ids=["large", "twice"])
def test_no_control_is_cut(tmp_path: Path, times: float, size: tuple[int, int]) -> None:
    command = [sys.executable, str(Path(__file__).with_name("large_type_child.py")), str(times), *map(str, size), str(tmp_path)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [line.split(":")[0] for line in lines if "looked at" in line] == ["read", "matrix", "worksheet", "checklist"]
    assert [line for line in lines if line.startswith("cut")] == []
