"""How the tests run: properties without deadlines (machines are shared), the same examples every time in CI."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("ziping", deadline=None, derandomize="CI" in os.environ, print_blob=True)
settings.load_profile("ziping")
