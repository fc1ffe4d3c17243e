"""A saved page, as HTML or as MHTML (“单个文件网页”, also under the name .doc), read into a source."""

from __future__ import annotations

import re

from ziping.documents.gathering import Gathered
from ziping.documents.html.pruning import prune
from ziping.documents.html.walk import Walk
from ziping.documents.source import Source
from ziping.documents.text.encoding import decode
from ziping.wording import InputError, Message

MAX_BYTES = 20_000_000
_HEAD = 4096
_DECLARED = re.compile(
    rb"""<meta\b[^>]*?charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]*?encoding=["']([\w-]+)""", re.IGNORECASE
)
_PROLOGUE = re.compile(r"^\s*<\?xml[^>]*\?>")
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # a parser stops at them


def read_html(data: bytes, name: str, charset: str | None = None) -> Source:
    """Read a page; ``charset`` is what a letterhead around it says. Raises :class:`InputError` without any text in it."""
    from lxml import etree, html

    found = _DECLARED.search(data[:_HEAD])
    declared = (found[1] or found[2]).decode("ascii") if found else charset
    decoded = decode(data[:MAX_BYTES], declared=declared)
    if decoded is None:
        raise InputError(Message("documents.text.no_text", {"path": name}))
    notices: list[Message] = []
    if decoded.broken:
        args = {"count": decoded.broken, "encoding": decoded.encoding.upper()}
        notices.append(Message("documents.text.broken", args))
    if len(data) > MAX_BYTES:
        args = {"size": len(data) // 1_000_000, "limit": MAX_BYTES // 1_000_000}
        notices.append(Message("documents.html.cut", args))
    text = _INVALID.sub(" ", _PROLOGUE.sub("", decoded.text))
    try:
        page = html.document_fromstring(
            text, parser=html.HTMLParser(no_network=True, remove_comments=True, huge_tree=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as fault:
        raise InputError(Message("documents.html.no_text", {"path": name})) from fault
    body = page if page.tag == "body" else page.find("body")
    body = page if body is None else body
    frames = [frame.get("src", "") for frame in page.iter("frame", "iframe")]
    if shown := tuple(src for src in frames if src and not src.startswith(("about:", "javascript:"))):
        notices.append(Message("documents.html.frames", {"names": shown[:5]}))
    prune(body)
    walk = Walk(Gathered())
    walk.go(body)
    walk.end()
    if not walk.gathered.blocks:
        raise InputError(Message("documents.html.no_text", {"path": name}))
    return Source(name, "html", tuple(walk.gathered.blocks), (*notices, *walk.notices))


def read_mhtml(data: bytes, name: str) -> Source:
    """Read a page saved as one file: its first part that is HTML. Raises :class:`InputError` when there is none."""
    from email import message_from_bytes, policy

    message = message_from_bytes(data[:MAX_BYTES], policy=policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                charset = part.get_content_charset()
                return read_html(content, name, charset)
    raise InputError(Message("documents.html.no_text", {"path": name}))
