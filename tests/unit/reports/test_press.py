"""The process that draws a report loads what drawing needs, and nothing else."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LOADED = "import json, sys, reports.press.child; print(json.dumps(sorted(sys.modules)))"


def test_the_press_starts_without_django_and_numpy() -> None:
    found = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(json.loads(found.stdout))
    assert "reports.press.job" in loaded
    assert not loaded & {"django", "numpy", "scoring", "reports.presenters"}
