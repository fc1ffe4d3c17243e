"""A ``Document`` as a .docx package. The package is written part by part: nothing comes from a template."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from ziping.documents.docx import page
from ziping.documents.docx.body import Body, chart_relation
from ziping.documents.docx.chart import CHART_TYPE, chart_part, workbook
from ziping.documents.docx.styles import font_table, settings, styles
from ziping.documents.docx.xml import HEADER, NAMESPACES, escaped
from ziping.documents.files import atomic_write
from ziping.documents.model import Document, Metadata
from ziping.documents.package import write_package

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def write_docx(document: Document, path: Path) -> None:
    """Write ``document`` in the layout of GB/T 9704-2012 to ``path``, whole or not at all.

    The same document always gives the same bytes. Raises :class:`InputError` when the file cannot be written and
    :class:`InternalFault` when a table's spans do not fit.
    """
    parts = _parts(document)
    with atomic_write(path) as temporary:
        write_package(temporary, parts)


def _parts(document: Document) -> dict[str, bytes]:
    body = Body(document.blocks)
    inner = body.xml()
    language = document.metadata.language
    main = f"{HEADER}<w:document {NAMESPACES}><w:body>{inner}</w:body></w:document>"
    texts = {
        "[Content_Types].xml": _content_types(len(body.charts)),
        "_rels/.rels": _package_relations(),
        "docProps/core.xml": _core(document.metadata),
        "docProps/app.xml": _app(),
        "word/document.xml": main,
        "word/_rels/document.xml.rels": _document_relations(len(body.charts)),
        "word/styles.xml": styles(language),
        "word/settings.xml": settings(language),
        "word/fontTable.xml": font_table(),
    }
    for name, orientation, kind in page.FOOTERS:
        texts[f"word/{name}.xml"] = page.footer(orientation, kind)
    parts = {name: text.encode() for name, text in texts.items()}
    for number, chart in enumerate(body.charts, start=1):
        sheet = f"../embeddings/Microsoft_Excel_Sheet{number}.xlsx"
        relation = _relations([("rId1", f"{_RELATIONS}/package", sheet)])
        parts[f"word/charts/chart{number}.xml"] = chart_part(chart, "rId1").encode()
        parts[f"word/charts/_rels/chart{number}.xml.rels"] = relation.encode()
        parts[f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"] = workbook(
            chart, document.metadata.created
        )
    return parts


def _content_types(charts: int) -> str:
    overrides = [
        ("word/document", f"{_WORD_TYPE}.document.main+xml"),
        ("word/styles", f"{_WORD_TYPE}.styles+xml"),
        ("word/settings", f"{_WORD_TYPE}.settings+xml"),
        ("word/fontTable", f"{_WORD_TYPE}.fontTable+xml"),
        *((f"word/{name}", page.FOOTER_TYPE) for name, _, _ in page.FOOTERS),
        *((f"word/charts/chart{number}", CHART_TYPE) for number in range(1, charts + 1)),
        ("docProps/core", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("docProps/app", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    ]
    parts = "".join(f'<Override PartName="/{name}.xml" ContentType="{kind}"/>' for name, kind in overrides)
    return (
        f'{HEADER}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="xlsx" ContentType="{_SHEET_TYPE}"/>{parts}</Types>'
    )


def _relations(entries: list[tuple[str, str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{ident}" Type="{kind}" Target="{to}"/>' for ident, kind, to in entries
    )
    return f'{HEADER}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _package_relations() -> str:
    return _relations(
        [
            ("rId1", f"{_RELATIONS}/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{_RELATIONS}/extended-properties", "docProps/app.xml"),
        ]
    )


def _document_relations(charts: int) -> str:
    return _relations(
        [
            ("styles", f"{_RELATIONS}/styles", "styles.xml"),
            ("settings", f"{_RELATIONS}/settings", "settings.xml"),
            ("fonts", f"{_RELATIONS}/fontTable", "fontTable.xml"),
            *((name, f"{_RELATIONS}/footer", f"{name}.xml") for name, _, _ in page.FOOTERS),
            *(
                (chart_relation(number), f"{_RELATIONS}/chart", f"charts/chart{number}.xml")
                for number in range(1, charts + 1)
            ),
        ]
    )


def _core(metadata: Metadata) -> str:
    when = _utc(metadata.created)
    stamp = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{when}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{HEADER}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(metadata.title)}</dc:title><dc:subject>{escaped(metadata.subject)}</dc:subject>"
        f"<dc:creator>{escaped(metadata.author)}</dc:creator>{stamp}"
        f"<dc:language>{escaped(metadata.language)}</dc:language></cp:coreProperties>"
    )


def _utc(when: datetime) -> str:
    """W3CDTF; a time without a zone is taken as it stands."""
    moment = when if when.tzinfo is None else when.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _app() -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{HEADER}<Properties xmlns="{kind}"><Application>ziping</Application></Properties>'
