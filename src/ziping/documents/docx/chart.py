"""Native charts: a DrawingML part whose cached values are the exact decimals, with the sheet behind it to edit.

Greys and blues of clearly different lightness, so that series stay apart on a black-and-white printer.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from ziping.documents.docx.styles import FANGSONG, HEITI, LATIN
from ziping.documents.docx.xml import HEADER, escaped
from ziping.documents.model import Chart, Metadata, Number, Series
from ziping.documents.xlsx.model import Sheet, SheetCell, Style, Workbook, column_name
from ziping.documents.xlsx.writer import xlsx_bytes

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_EMU_PER_MM = 36_000
WIDTH_MM = 150
_DARK = ("3B5368", "6F8798", "54483A")  # a label on these is white
PALETTE = ("3B5368", "A9BCCB", "6F8798", "DDE4EA", "54483A", "BFB5A3")
_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_SHEET = "Sheet1"
_ROUND = ("pie", "doughnut")


def height_mm(chart: Chart) -> int:
    """Return the height asked for, or one that gives every bar room."""
    if chart.height is not None:
        return chart.height
    if chart.kind in ("bar", "stacked_bar"):
        bars = len(chart.categories) * (len(chart.series) if chart.kind == "bar" else 1)
        return min(28 + max(bars * 7, len(chart.categories) * 10), 200)
    return 75


def drawing(chart: Chart, relation: str, number: int) -> str:
    """Return the inline drawing that shows chart ``relation``; ``number`` makes its id and name unique."""
    size = f'cx="{WIDTH_MM * _EMU_PER_MM}" cy="{height_mm(chart) * _EMU_PER_MM}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="Chart {number}" descr="{escaped(chart.alt)}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def chart_part(chart: Chart, workbook_relation: str) -> str:
    """Return the chart part; ``workbook_relation`` leads to the embedded workbook."""
    if chart.kind in _ROUND:
        plot, legend = _round(chart), chart.kind == "doughnut"
    else:
        plot, legend = _bars(chart), len(chart.series) > 1
    title = '<c:autoTitleDeleted val="1"/>'
    if chart.title:
        fonts = f'<a:latin typeface="{LATIN}"/><a:ea typeface="{HEITI}"/>'
        words = f'<a:p>{_look(1200, chinese=HEITI)}<a:r><a:rPr lang="zh-CN" sz="1200" b="0">{fonts}</a:rPr>'
        words += f"<a:t>{escaped(chart.title)}</a:t></a:r></a:p>"
        title = f'<c:title><c:tx><c:rich><a:bodyPr/>{words}</c:rich></c:tx><c:overlay val="0"/></c:title>'
        title += '<c:autoTitleDeleted val="0"/>'
    key = f'<c:legend><c:legendPos val="{"r" if chart.kind in _ROUND else "b"}"/><c:overlay val="0"/></c:legend>'
    return (
        f'{HEADER}<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/><c:lang val="zh-CN"/><c:roundedCorners val="0"/>'
        f"<c:chart>{title}<c:plotArea><c:layout/>{plot}</c:plotArea>{key if legend else ''}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>'
        f'<c:txPr><a:bodyPr/><a:p>{_look(1050)}<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
        f'<c:externalData r:id="{workbook_relation}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def workbook(chart: Chart, created: datetime) -> bytes:
    """Return the sheet behind the chart: categories in column A, a series in each column after it."""
    number = Style(number_format=chart.value_format)
    cells = [SheetCell(row, 0, name) for row, name in enumerate(chart.categories, start=1)]
    for column, series in enumerate(chart.series, start=1):
        cells.append(SheetCell(0, column, series.name))
        cells += [
            SheetCell(row, column, value, style=number) for row, value in enumerate(series.values, start=1)
        ]
    sheet = Sheet(_SHEET, tuple(cells), column_widths=(24, *(14 for _ in chart.series)))
    return xlsx_bytes(Workbook((sheet,), Metadata(title=chart.title or "", author="", created=created)))


def _look(size: int, colour: str = "000000", chinese: str = FANGSONG) -> str:
    """Paragraph properties with the text's size in hundredths of a point, and its fonts."""
    return (
        f'<a:pPr><a:defRPr sz="{size}" b="0"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        f'<a:latin typeface="{LATIN}"/><a:ea typeface="{chinese}"/><a:cs typeface="{LATIN}"/></a:defRPr></a:pPr>'
    )


def _fill(colour: str) -> str:
    edge = '<a:ln w="6350"><a:solidFill><a:srgbClr val="3B3B3B"/></a:solidFill></a:ln>'
    return f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>{edge}</c:spPr>'


def _labels(chart: Chart, colour: str, position: str, *, category: bool = False) -> str:
    """Write data labels, in the order the schema wants. An empty ``position`` leaves it to the program."""
    place = f'<c:dLblPos val="{position}"/>' if position else ""
    return (
        f'<c:numFmt formatCode="{escaped(chart.value_format)}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/>'
        f"</a:ln></c:spPr><c:txPr><a:bodyPr/><a:p>{_look(1000, colour)}"
        f'<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>{place}<c:showLegendKey val="0"/><c:showVal val="1"/>'
        f'<c:showCatName val="{int(category)}"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/>' + ("<c:separator>\n</c:separator>" if category else "")
    )


def _series(chart: Chart, number: int, series: Series, inside: str) -> str:
    column, last = column_name(number + 1), len(chart.categories) + 1
    names = "".join(
        f'<c:pt idx="{index}"><c:v>{escaped(name)}</c:v></c:pt>'
        for index, name in enumerate(chart.categories)
    )
    values = "".join(
        f'<c:pt idx="{index}"><c:v>{_digits(value)}</c:v></c:pt>'
        for index, value in enumerate(series.values)
        if value is not None
    )
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef><c:f>{_SHEET}!${column}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escaped(series.name)}</c:v></c:pt></c:strCache>'
        f"</c:strRef></c:tx>{inside}"
        f"<c:cat><c:strRef><c:f>{_SHEET}!$A$2:$A${last}</c:f><c:strCache>"
        f'<c:ptCount val="{len(chart.categories)}"/>{names}</c:strCache></c:strRef></c:cat>'
        f"<c:val><c:numRef><c:f>{_SHEET}!${column}$2:${column}${last}</c:f><c:numCache>"
        f"<c:formatCode>{escaped(chart.value_format)}</c:formatCode>"
        f'<c:ptCount val="{len(series.values)}"/>{values}</c:numCache></c:numRef></c:val></c:ser>'
    )


def _digits(value: Number) -> str:
    return f"{Decimal(value):f}"


def _bars(chart: Chart) -> str:
    stacked = chart.kind == "stacked_bar"
    lying = chart.kind != "column"
    parts: list[str] = []
    for number, series in enumerate(chart.series):
        colour = PALETTE[number % len(PALETTE)]
        on_bar = "FFFFFF" if stacked and colour in _DARK else "000000"
        labels = _labels(chart, on_bar, "ctr" if stacked else "outEnd")
        inside = f'{_fill(colour)}<c:invertIfNegative val="0"/><c:dLbls>{labels}</c:dLbls>'
        parts.append(_series(chart, number, series, inside))
    return (
        f'<c:barChart><c:barDir val="{"bar" if lying else "col"}"/>'
        f'<c:grouping val="{"stacked" if stacked else "clustered"}"/><c:varyColors val="0"/>{"".join(parts)}'
        f'<c:gapWidth val="60"/><c:overlap val="{100 if stacked else 0}"/>'
        f'<c:axId val="1001"/><c:axId val="1002"/></c:barChart>{_axes(chart, lying=lying)}'
    )


def _axes(chart: Chart, *, lying: bool) -> str:
    """Categories along a thin line, first one on top; values are on the bars, so their axis is not drawn."""
    order = "maxMin" if lying else "minMax"
    line = '<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="595959"/></a:solidFill></a:ln></c:spPr>'
    return (
        f'<c:catAx><c:axId val="1001"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"l" if lying else "b"}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{line}'
        '<c:crossAx val="1002"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        '<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/>'
        f'{_from_zero(chart)}</c:scaling><c:delete val="1"/>'
        f'<c:axPos val="{"t" if lying else "l"}"/><c:numFmt formatCode="{escaped(chart.value_format)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        '<c:crossAx val="1001"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )


def _from_zero(chart: Chart) -> str:
    """Bars are compared by length: they start at zero whatever a program would choose."""
    values = [value for series in chart.series for value in series.values if value is not None]
    return '<c:min val="0"/>' if values and min(values) >= 0 else ""


def _round(chart: Chart) -> str:
    """Draw a pie, whose slices are named beside them, or a ring, which has no room for that and gets a legend."""
    pie = chart.kind == "pie"
    series = chart.series[0]
    points = "".join(
        f'<c:dPt><c:idx val="{index}"/><c:bubble3D val="0"/>{_slice(PALETTE[index % len(PALETTE)])}</c:dPt>'
        for index in range(len(series.values))
    )
    if pie:
        labels = _labels(chart, "000000", "outEnd", category=True)
        labels += '<c:showLeaderLines val="1"/>'
    else:
        own = "".join(
            f'<c:dLbl><c:idx val="{index}"/>{_labels(chart, "FFFFFF", "")}</c:dLbl>'
            for index in range(len(series.values))
            if PALETTE[index % len(PALETTE)] in _DARK
        )
        labels = own + _labels(chart, "000000", "") + '<c:showLeaderLines val="0"/>'
    body = _series(chart, 0, series, f"{points}<c:dLbls>{labels}</c:dLbls>")
    tag = "pieChart" if pie else "doughnutChart"
    hole = "" if pie else '<c:holeSize val="55"/>'
    return f'<c:{tag}><c:varyColors val="1"/>{body}<c:firstSliceAng val="0"/>{hole}</c:{tag}>'


def _slice(colour: str) -> str:
    edge = '<a:ln w="12700"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:ln>'
    return f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>{edge}</c:spPr>'
