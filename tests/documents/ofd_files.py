"""An OFD as official programs write it (GB/T 33190-2016): every part a real one has, runs of steps, resources, seals."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from io import BytesIO
from unicodedata import east_asian_width
from zipfile import ZIP_DEFLATED, ZipFile

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'


def wide(char: str, size: float) -> float:
    return size if east_asian_width(char) in "WF" else size / 2


def runs(steps: Sequence[float]) -> str:
    """Steps as they are written: what repeats as “g count step”."""
    written: list[str] = []
    at = 0
    while at < len(steps):
        end = at
        while end < len(steps) and steps[end] == steps[at]:
            end += 1
        written.append(f"g {end - at} {steps[at]:g}" if end - at > 1 else f"{steps[at]:g}")
        at = end
    return " ".join(written)


def line(x: float, y: float, words: str, size: float = 5.0, *, glyphs: bool = False, font: int = 3) -> str:
    """A line of text with its base line within its box; spaces escaped; ``glyphs``: with a table of shapes."""
    steps = [wide(char, size) for char in words]
    delta = f' DeltaX="{runs(steps[:-1])}"' if len(words) > 1 else ""
    shapes = (
        f'<ofd:CGTransform CodePosition="0" CodeCount="{len(words)}" GlyphCount="{len(words)}">'
        f"<ofd:Glyphs>{' '.join(str(1000 + at) for at in range(len(words)))}</ofd:Glyphs></ofd:CGTransform>"
        if glyphs
        else ""
    )
    code = escape(words).replace(" ", "\\0020")
    return (
        f'<ofd:TextObject ID="{int(x * 1000 + y)}" Boundary="{x:g} {y:g} {sum(steps):g} {size * 1.3:g}" Font="{font}" Size="{size:g}">'
        f'<ofd:FillColor ColorSpace="1" Value="0 0 0"/>{shapes}'
        f'<ofd:TextCode X="0" Y="{size:g}"{delta}>{code}</ofd:TextCode></ofd:TextObject>'
    )


def cell_box(x: float, y: float, width: float, height: float) -> str:
    """The frame of a cell as one closed path."""
    return (
        f'<ofd:PathObject ID="7" Boundary="{x:g} {y:g} {width:g} {height:g}" LineWidth="0.176" Stroke="true" Fill="false">'
        f'<ofd:StrokeColor Value="0 0 0"/><ofd:AbbreviatedData>M 0 0 L {width:g} 0 L {width:g} {height:g} L 0 {height:g} C'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )


def table(x: float, y: float, rows: Sequence[Sequence[str]], widths: Sequence[float], high: float) -> str:
    drawn = []
    for row, cells in enumerate(rows):
        left = x
        for words, width in zip(cells, widths, strict=True):
            drawn.append(cell_box(left, y + row * high, width, high))
            if words:
                drawn.append(line(left + 1.5, y + row * high + 1.5, words, 4.0, glyphs=True, font=4))
            left += width
    return "".join(drawn)


def page(objects: str, area: str = "", template: bool = True) -> str:
    box = f"<ofd:Area><ofd:PhysicalBox>{area}</ofd:PhysicalBox></ofd:Area>" if area else ""
    used = '<ofd:Template TemplateID="2" ZOrder="Background"/>' if template else ""
    return (
        f'{HEADER}<ofd:Page {NAMESPACE}>{box}{used}<ofd:Content><ofd:Layer ID="20" Type="Body" DrawParam="5">'
        f"{objects}</ofd:Layer></ofd:Content></ofd:Page>"
    )


def composite(x: float, y: float, resource: int, matrix: str = "") -> str:
    ctm = f' CTM="{matrix}"' if matrix else ""
    return f'<ofd:CompositeObject ID="8" ResourceID="{resource}" Boundary="{x:g} {y:g} 100 20"{ctm}/>'


def official(*pages: str, template: str = "", units: dict[int, str] | None = None) -> bytes:
    """A package with every part a real one has; ``units`` are drawings among its resources."""
    listed = "".join(
        f'<ofd:Page ID="{100 + at}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(pages))
    )
    drawings = "".join(
        f'<ofd:CompositeGraphicUnit ID="{ident}" Width="100" Height="20"><ofd:Content>{content}</ofd:Content></ofd:CompositeGraphicUnit>'
        for ident, content in (units or {}).items()
    )
    parts: dict[str, str | bytes] = {
        "OFD.xml": f'{HEADER}<ofd:OFD {NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0f1e</ofd:DocID>'
        "<ofd:Title>自评报告</ofd:Title><ofd:CreationDate>2025-05-14</ofd:CreationDate><ofd:CustomDatas>"
        '<ofd:CustomData Name="template-version">1.0</ofd:CustomData></ofd:CustomDatas></ofd:DocInfo>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"{HEADER}<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>900</ofd:MaxUnitID><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox><ofd:ApplicationBox>0 0 210 297</ofd:ApplicationBox></ofd:PageArea>"
        "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
        '<ofd:TemplatePage ID="2" Name="底图" ZOrder="Background" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>'
        f"<ofd:Pages>{listed}</ofd:Pages><ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
        "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments></ofd:Document>",
        "Doc_0/PublicRes.xml": f'{HEADER}<ofd:Res {NAMESPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="仿宋_GB2312" '
        'FamilyName="仿宋_GB2312"/><ofd:Font ID="4" FontName="ABCDEF+SimSun"><ofd:FontFile>f4.otf</ofd:FontFile></ofd:Font></ofd:Fonts>'
        f"<ofd:CompositeGraphicUnits>{drawings}</ofd:CompositeGraphicUnits></ofd:Res>",
        "Doc_0/DocumentRes.xml": f'{HEADER}<ofd:Res {NAMESPACE} BaseLoc="Res"><ofd:DrawParams><ofd:DrawParam ID="5" LineWidth="0.25"/>'
        "</ofd:DrawParams></ofd:Res>",
        "Doc_0/Res/f4.otf": b"OTTO\0\1",
        "Doc_0/Tpls/Tpl_0/Content.xml": page(template, template=False),
        "Doc_0/Annots/Annotations.xml": f"{HEADER}<ofd:Annotations {NAMESPACE}/>",
        "Doc_0/Attachs/Attachments.xml": f'{HEADER}<ofd:Attachments {NAMESPACE}><ofd:Attachment ID="1" Name="明细" Format="xlsx">'
        "<ofd:FileLoc>detail.xlsx</ofd:FileLoc></ofd:Attachment></ofd:Attachments>",
        "Doc_0/Attachs/detail.xlsx": b"PK\5\6" + b"\0" * 18,
        "Doc_0/Signs/Signatures.xml": f'{HEADER}<ofd:Signatures {NAMESPACE}><ofd:MaxSignId>1</ofd:MaxSignId><ofd:Signature ID="1" '
        'Type="Seal" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>',
        "Doc_0/Signs/Sign_0/Signature.xml": f'{HEADER}<ofd:Signature {NAMESPACE}><ofd:SignedInfo><ofd:Provider ProviderName="示例"/>'
        '<ofd:StampAnnot ID="1" PageRef="100" Boundary="120 200 42 42"/></ofd:SignedInfo></ofd:Signature>',
        "Doc_0/Signs/Sign_0/SignedValue.dat": b"\x30\x82\1\0" + b"\x55" * 60,
    }
    parts |= {f"Doc_0/Pages/Page_{at}/Content.xml": one for at, one in enumerate(pages)}
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()
