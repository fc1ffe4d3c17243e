"""What every pack file is made of: strict records and sentences in two languages."""

from __future__ import annotations

import msgspec


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A record in a pack file: frozen, and a key nobody knows is refused."""


class Words(Record, frozen=True, kw_only=True):
    """A wording in Chinese with its English. Shown in the reader's language; Chinese where only that was given."""

    zh: str
    en: str = ""

    def __getitem__(self, lang: str) -> str:
        return self.en if lang == "en" and self.en else self.zh
