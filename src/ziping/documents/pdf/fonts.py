"""The official fonts and their stand-ins.

The files name the fonts the standard asks for (仿宋_GB2312, 楷体_GB2312, 黑体, 方正小标宋简体, 宋体); many machines have none of
them. For the PDF each is replaced by the nearest free font of the same style that is installed. cwTeX fonts are not
among them: two thirds of GB 2312 is all they cover.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import cache
from html import escape
from shutil import which

STAND_INS: dict[str, tuple[str, ...]] = {
    "仿宋_GB2312": (
        "仿宋",
        "FangSong",
        "STFangsong",
        "华文仿宋",
        "FandolFang",
        "Noto Serif CJK SC",
        "Source Han Serif SC",
    ),
    "楷体_GB2312": (
        "楷体",
        "KaiTi",
        "STKaiti",
        "华文楷体",
        "AR PL UKai CN",
        "LXGW WenKai",
        "FandolKai",
        "Noto Serif CJK SC",
    ),
    "黑体": ("SimHei", "Noto Sans CJK SC", "Source Han Sans SC", "FandolHei", "WenQuanYi Zen Hei"),
    "方正小标宋简体": (
        "FZXiaoBiaoSong-B05S",
        "方正小标宋_GBK",
        "Noto Serif CJK SC:bold",
        "Source Han Serif SC:bold",
    ),
    "宋体": ("SimSun", "Noto Serif CJK SC", "Source Han Serif SC", "FandolSong", "AR PL UMing CN"),
    "Times New Roman": (
        "Tinos",
        "Liberation Serif",
        "TeX Gyre Termes",
        "FreeSerif",
        "Noto Serif",
        "DejaVu Serif",
    ),
}
_LIST_SECONDS = 20


@dataclass(frozen=True, slots=True)
class FontUse:
    """An official font and what a PDF made here uses for it; ``None`` where nothing suitable is installed."""

    official: str
    used: str | None

    @property
    def substituted(self) -> bool:
        return self.used != self.official


def installed_fonts() -> tuple[FontUse, ...]:
    """Each official font with the installed font that stands for it, in the order of the standard."""
    families = _families()
    return tuple(
        FontUse(official, next((name for name in (official, *names) if name.split(":")[0] in families), None))
        for official, names in STAND_INS.items()
    )


@cache
def _families() -> frozenset[str]:
    """Every family name fontconfig knows, in any language; empty where there is no fontconfig, or none that answers."""
    program = which("fc-list")
    if program is None:
        return frozenset()
    command = [program, "--format", "%{family}\n"]
    try:
        listing = subprocess.run(command, capture_output=True, check=False, timeout=_LIST_SECONDS)  # noqa: S603 -- a fixed command, found on the PATH
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    lines = listing.stdout.decode("utf-8", "replace").splitlines()
    return frozenset(name.strip() for line in lines for name in line.split(",") if name.strip())


def fontconfig() -> str:
    """Return a fontconfig file that leads each missing official name to its stand-in and leaves all else as it was."""
    rules = "".join(
        _rule(use.official, use.used) for use in installed_fonts() if use.used and use.substituted
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{rules}</fontconfig>'
    )


def _rule(official: str, used: str) -> str:
    family, _, weight = used.partition(":")
    bold = (
        f'<edit name="weight" mode="assign" binding="strong"><const>{weight}</const></edit>' if weight else ""
    )
    return (
        f'<match target="pattern"><test name="family" qual="any"><string>{escape(official)}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{escape(family)}</string></edit>{bold}</match>'
    )
