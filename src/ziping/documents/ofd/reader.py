"""An OFD package as a source."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from ziping.documents.archive import Archive
from ziping.documents.ofd.geometry import POINTS, box
from ziping.documents.ofd.page import Draughtsman, local
from ziping.documents.pdf.reader.assembling import assemble
from ziping.documents.pdf.reader.layout import PageLayout, lay_out
from ziping.documents.pdf.reader.page import PageContent
from ziping.documents.pdf.reader.reading import ranges
from ziping.documents.source import Source
from ziping.wording import InputError, Message

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_PAGES = 2_000
_A4 = (0.0, 0.0, 210.0, 297.0)  # millimetres


def read_ofd(data: bytes, name: str) -> Source:
    """Read an OFD. Pages that cannot be read, or hold no text, are told in the notices.

    Raises :class:`InputError` when it is damaged, encrypted or has no document in it.
    """
    package = _Package(data, name)
    root = package.root("OFD.xml")
    bodies = [one for one in root.iter() if local(one) == "DocBody"]
    places = [one.text for body in bodies for one in body if local(one) == "DocRoot" and one.text]
    if not places:
        raise package.lacks("DocRoot")
    notices: list[Message] = []
    if len(places) > 1:
        notices.append(Message("documents.ofd.many_documents", {"count": len(places)}))
    layouts, failed, count = _pages(package, package.path("", places[0]))
    notices += failed
    for key, numbers in (
        ("no_text_pages", [page.number for page in layouts if page.is_blank]),
        ("glyphs_only", [page.number for page in layouts if page.is_garbled]),
        ("some_glyphs", [page.number for page in layouts if page.unread and not page.is_garbled]),
        ("cut", [page.number for page in layouts if page.cut]),
    ):
        if numbers:
            notices.append(Message(f"documents.ofd.{key}", {"pages": ranges(numbers)}))
    read = len(layouts) + len(failed)
    if read < count:
        args = {"pages": ranges(range(read + 1, count + 1)), "read": read}
        notices.append(Message("documents.ofd.left_out", args))
    return Source(name, "ofd", assemble(layouts), tuple(notices), count)


class _Package:
    """The parts of the package as XML, found whatever their letters' case and slashes."""

    def __init__(self, data: bytes, name: str) -> None:
        self._archive = Archive(data, name)
        self._name = name
        self._parts = {part.lower(): part for part in self._archive.names}
        if "encryptions.xml" in self._parts or "decryptinfo.xml" in self._parts:
            raise InputError(Message("documents.ofd.password", {"path": name}))

    def path(self, folder: str, written: str) -> str:
        """The part ``written`` names from within ``folder``; a leading slash means the root."""
        written = written.strip().replace("\\", "/")
        joined = written if written.startswith("/") else posixpath.join(folder, written)
        return posixpath.normpath(joined).lstrip("/")

    def root(self, part: str) -> _Element:
        """The root element of ``part``. Raises :class:`InputError`."""
        from lxml import etree

        if part.lower() not in self._parts:
            raise self.lacks(part)
        content = self._archive.read(self._parts[part.lower()])
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        try:
            found = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as fault:
            raise self.lacks(part) from fault
        if found is None:
            raise self.lacks(part)
        return found

    def lacks(self, part: str) -> InputError:
        return InputError(Message("documents.ofd.no_document", {"path": self._name, "part": part}))


def _pages(package: _Package, document: str) -> tuple[list[PageLayout], list[Message], int]:
    """Every page laid out, what to say of those that could not be read, and how many pages there are."""
    root = package.root(document)
    folder = posixpath.dirname(document)
    area = _area(root) or _A4
    templates = {
        one.get("ID", ""): package.path(folder, one.get("BaseLoc", ""))
        for one in root.iter()
        if local(one) == "TemplatePage"
    }
    units = _units(package, root, folder)
    template = cache(package.root)  # the same stands under page after page
    listed = [one for pages in root if local(pages) == "Pages" for one in pages if local(one) == "Page"]
    layouts: list[PageLayout] = []
    failed: list[Message] = []
    for number, one in enumerate(listed[:MAX_PAGES], 1):
        try:
            content = package.root(package.path(folder, one.get("BaseLoc", "")))
            under = [
                template(templates[used.get("TemplateID", "")])
                for used in content
                if local(used) == "Template" and used.get("TemplateID") in templates
            ]
        except InputError as fault:
            args = {"page": number, "detail": fault.messages[0]}
            failed.append(Message("documents.ofd.page_failed", args))
            continue
        layouts.append(lay_out(_page([*under, content], number, _area(content) or area, units.get)))
    return layouts, failed, len(listed)


def _units(package: _Package, root: _Element, folder: str) -> dict[str, _Element]:
    """The drawings kept among the document's resources, by their ids; resources that are lost hold none."""
    found: dict[str, _Element] = {}
    for named in root.iter():
        if local(named) in ("PublicRes", "DocumentRes") and named.text:
            try:
                resources = package.root(package.path(folder, named.text))
            except InputError:
                continue  # fonts and pictures are not needed to read; a page that lacks text is told of
            units = (one for one in resources.iter() if local(one) == "CompositeGraphicUnit")
            found |= {one.get("ID", ""): one for one in units}
    return found


def _page(
    roots: list[_Element],
    number: int,
    area: tuple[float, float, float, float],
    unit: Callable[[str], _Element | None],
) -> PageContent:
    page = PageContent(number, area[2] * POINTS, area[3] * POINTS)
    draughtsman = Draughtsman(page, (area[0], area[1]), unit)
    for root in roots:
        for content in root:
            if local(content) == "Content":
                draughtsman.draw(content)
    return page


def _area(root: _Element) -> tuple[float, float, float, float] | None:
    """The size of the pages: the first physical box inside ``root``."""
    return next(_boxes(root), None)


def _boxes(root: _Element) -> Iterator[tuple[float, float, float, float]]:
    for one in root.iter():
        if local(one) == "PhysicalBox":
            found = box(one.text)
            if found is not None and found[2] > 0 and found[3] > 0:
                yield found
