"""Office packages (zip) with fixed order and fixed timestamps: the same parts always give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

_DAY_ONE = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip can hold


def write_package(path: Path, parts: Mapping[str, bytes]) -> None:
    """Write ``parts`` (name → content) in the order given. ``[Content_Types].xml`` belongs first."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    with ZipFile(path, "w") as package:
        for name, content in parts.items():
            info = ZipInfo(name, _DAY_ONE)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 3  # the same on every platform
            info.external_attr = 0o600 << 16
            package.writestr(info, content)
