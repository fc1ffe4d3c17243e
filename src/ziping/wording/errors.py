"""The exceptions of ``ziping``, all of them.

    ZipingError
    ├── InputError      what we were given cannot be used (exit code 2): a broken file, a bad pack, a wrong argument
    └── InternalFault   we are at fault (exit code 3): a promise between our own rooms was not kept

What is wrong *in a report* is not an exception but a finding. What could be several problems is reported at once:
an ``InputError`` carries one or more messages.
"""

from __future__ import annotations

from ziping.wording.catalogue import Lang, Message, say


class ZipingError(Exception):
    """Root of all exceptions raised on purpose; carries what to tell the user, in any language."""

    def __init__(self, *messages: Message) -> None:
        super().__init__(*messages)
        self.messages: tuple[Message, ...] = messages

    def render(self, lang: Lang) -> list[str]:
        """One line a message."""
        return [say(message, lang) for message in self.messages]

    def __str__(self) -> str:
        return "\n".join(self.render("zh"))


class InputError(ZipingError):
    """What we were given cannot be used; the messages say what was read, where, what was expected and what to do."""


class InternalFault(ZipingError):  # noqa: N818 - the tree above names it: whose fault it is, not what kind
    """A promise between our own rooms was not kept."""
