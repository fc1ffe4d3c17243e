"""Small packs for tests, written where they are used."""

from __future__ import annotations

from pathlib import Path

from ziping.standards import Standard, load_standard
from ziping.wording import Message

SMALL = Path(__file__).parent / "bad" / "small"


def small() -> Standard:
    """The sound pack that the bad ones extend."""
    return load_standard(SMALL)


def write_pack(folder: Path, pack: str = "", **files: str) -> Path:
    """A pack in ``folder`` that extends nothing unless ``pack`` (its pack.yaml) says so; ``rules="…"`` is rules.yaml."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest = pack or "id: mine\ntitle: {zh: 我的, en: mine}\nyear_from: 2024\nbasis: house\n"
    (folder / "pack.yaml").write_text(manifest, encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def innermost(message: Message) -> Message:
    """What is said of a formula or template, inside the sentence that says where in it."""
    inside = message.args.get("text")
    return innermost(inside) if isinstance(inside, Message) else message
