"""How the tests run: properties without deadlines (machines are shared), the same examples every time in CI."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import settings

# What the program keeps between starts: not in the home of whoever runs the tests.
os.environ.setdefault("ZIPING_CACHE", str(Path(tempfile.gettempdir()) / f"ziping-tests-{os.getuid()}"))

settings.register_profile("ziping", deadline=None, derandomize="CI" in os.environ, print_blob=True)
settings.load_profile("ziping")
