"""Figures in running text bound to what they speak of, by the words directly before them; what is not plain stays unbound.

A figure is bound only where nothing but known words stands between it and the name it belongs to: “2024年全年执行1,736.48万元，
执行率99.63%”. “比上年增加”, a month, two names in a row or 其中 with a name nobody knows leave it unbound, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

from ziping.figures import Figure, Found, scan

Token: TypeAlias = tuple[Literal["name", "stage", "weak", "rate", "filler", "part", "last_year"], str]
RATE = "rate"
_LEAST_NAME = 2
_YEAR = re.compile(r"(20[0-9]{2})年度?")
_BOUNDARY = re.compile(r"其中|[，,；;：:（）()、\s]")
_END = re.compile(r"[。！？!?\n]")
_IGNORED = '“”"‘’'
_AIM = re.compile(r"[的之]?(?:年度|年初|预期)?(?:目标|要求|指标值|任务|标准|控制)")


class Mention(Struct, frozen=True):
    """A figure in a text. ``name`` is what it speaks of (empty where that is not plain), ``stage`` the column or ``rate``."""

    figure: Figure
    quote: str
    name: str = ""
    stage: str = ""


class Words:
    """The words that bind figures: names of things, of stages, and those that may stand between without a meaning."""

    def __init__(self, tokens: Mapping[str, Token], year: int) -> None:
        self.tokens = tokens
        self.year = year
        longest_first = sorted(tokens, key=len, reverse=True)
        self.pattern = re.compile("|".join(map(re.escape, longest_first)) or "(?!)")

    def mentions(self, text: str, default: str) -> Iterator[Mention]:
        """Every figure of ``text`` that has a unit; ``default`` is what a sentence speaks of that names nothing."""
        reader = _Reader(self, default)
        at = 0
        for found in scan(text):
            reader.read(text, at, found.start)
            at = found.end
            mention = reader.bind(text, found)
            if found.figure.unit is not None:
                yield mention
            reader.after_figure(mention)


class _Reader:
    """What the words read so far in a sentence speak of."""

    def __init__(self, words: Words, default: str) -> None:
        self.words = words
        self.default = default
        self.begin = 0
        self.sentence()

    def sentence(self) -> None:
        """A new sentence: it speaks of the default until it names something."""
        own = self.default.startswith("projects[")
        self.clean, self.name = True, self.default if own else ""  # the whole is meant once a year is named
        self.named = self.blocked = False
        self.stage, self.prior = "", False

    def read(self, text: str, start: int, end: int) -> None:
        """Take in the words between two figures."""
        at = start
        while at < end:
            if text[at] in _IGNORED:
                at += 1
            elif match := _END.match(text, at, end):
                at = self.begin = match.end()
                if not self.default.startswith("projects["):
                    self.default = ""  # only the first sentence speaks of the whole without naming it
                self.sentence()
            elif match := _BOUNDARY.match(text, at, end):
                at = match.end()
                self._boundary(at)
            elif match := _YEAR.match(text, at, end):
                self._of_year(int(match[1]))
                at = match.end()
            elif match := self.words.pattern.match(text, at, end):
                self._word(*self.words.tokens[match[0]])
                at = match.end()
            else:
                self.clean, at = False, at + 1

    def _boundary(self, at: int) -> None:
        if not self.clean:
            self.clean, self.name, self.stage, self.named = True, "", "", False
            self.begin = at

    def _of_year(self, year: int) -> None:
        self.prior = year == self.words.year - 1
        self.name = self.name if self.named or not self.clean else (self.name or self.default)
        self.clean = self.clean and year in (self.words.year, self.words.year - 1)

    def _word(self, kind: str, value: str) -> None:
        match kind:
            case "name":
                self.blocked = self.blocked or self.named
                self.name, self.named = value, True
            case "stage":
                self.blocked = self.blocked or bool(self.stage)
                self.stage = value
            case "weak":
                self.stage = self.stage or value
            case "rate":
                self.blocked = self.blocked or bool(self.stage)
                self.stage = RATE
            case "last_year":
                self.prior = True
            case "part":
                self.name = self.name if self.named else ""
            case _:
                pass

    def bind(self, text: str, found: Found) -> Mention:
        """The figure with what it speaks of, if that is plain."""
        quote = text[self.begin : found.end].strip("，,；;：:、 \n")
        plain = self.clean and not self.blocked and not _AIM.match(text, found.end)
        if not plain or not self.name or (self.prior and self.stage == RATE):
            return Mention(found.figure, quote)
        stage = f"prior_{self.stage}" if self.prior and self.stage else self.stage
        return Mention(found.figure, quote, self.name, stage)

    def after_figure(self, mention: Mention) -> None:
        """What follows a figure may go on with the same thing at another stage, if it was plain what that is."""
        self.stage, self.named, self.blocked = "", False, False
        self.name = mention.name


def tokens_of(names: Iterable[tuple[str, str]], lists: Mapping[Token, Iterable[str]]) -> dict[str, Token]:
    """Words with what each is; a word of the lists is never a name, and a name two things share is none."""
    found: dict[str, Token] = {}
    shared: set[str] = set()
    for word, name in names:
        if len(word) < _LEAST_NAME:
            continue
        if found.setdefault(word, ("name", name)) != ("name", name):
            shared.add(word)
    kept = {word: token for word, token in found.items() if word not in shared}
    for token, words in lists.items():
        kept.update(dict.fromkeys(words, token))
    return kept
