"""Styles, fonts and settings of the package, after GB/T 9704-2012 §7.

三号 is 16 pt (``w:sz`` counts half points: 32), 二号 22 pt, 四号 14 pt, 小四 12 pt, 五号 10.5 pt. Fonts keep their official
names; a machine without them substitutes. Chinese and Latin fonts are set side by side, no theme is used, nothing is
coloured.
"""

from __future__ import annotations

from ziping.documents.docx.page import LINE_PITCH, TEXT_WIDTH
from ziping.documents.docx.xml import HEADER, NAMESPACES, escaped

FANGSONG, KAITI, HEITI, XIAOBIAOSONG, SONGTI = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"
LATIN = "Times New Roman"
TWO_CHARACTERS = '<w:ind w:firstLine="632" w:firstLineChars="200"/>'

# The page's grid is declared for Word, but no style leans on it: LibreOffice gives every character of a grid narrower than
# its font two cells. A line of exactly one pitch and characters a quarter point closer make the same 22 x 28 anywhere.
_OFF_GRID = '<w:snapToGrid w:val="0"/>'
_CLOSER = '<w:spacing w:val="-5"/>'
_AS_IS = '<w:spacing w:val="0"/>'
_GRID_LINE = f'{_OFF_GRID}<w:spacing w:before="0" w:after="0" w:line="{LINE_PITCH}" w:lineRule="exact"/>'
_LINE_AFTER = (
    f'{_OFF_GRID}<w:spacing w:before="0" w:after="{LINE_PITCH}" w:line="{LINE_PITCH}" w:lineRule="exact"/>'
)
_LITTLE_AFTER = f'{_OFF_GRID}<w:spacing w:before="0" w:after="{LINE_PITCH // 4}" w:line="{LINE_PITCH}" w:lineRule="exact"/>'
_LINE_BEFORE = (
    f'{_OFF_GRID}<w:spacing w:before="{LINE_PITCH}" w:after="0" w:line="{LINE_PITCH}" w:lineRule="exact"/>'
)
_LOOSE = f'{_OFF_GRID}<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
_AIRY = f'{_OFF_GRID}<w:spacing w:before="100" w:after="100" w:line="240" w:lineRule="auto"/>'
_NOTE = f'{_OFF_GRID}<w:spacing w:before="30" w:after="30" w:line="260" w:lineRule="exact"/>'
_TIGHT = f'{_OFF_GRID}<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


def _fonts(chinese: str, latin: str = LATIN) -> str:
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{chinese}" w:cs="{latin}"/>'


def _look(chinese: str, half_points: int, latin: str = LATIN, spacing: str = _AS_IS) -> str:
    return f'{_fonts(chinese, latin)}{spacing}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _style(
    ident: str, name: str, paragraph: str, look: str, *, based: str = "Normal", follow: str = ""
) -> str:
    """One paragraph style. ``paragraph`` holds ``w:pPr`` children in the schema's order."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{ident}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/>'
        + (f'<w:next w:val="{follow}"/>' if follow else "")
        + f"<w:qFormat/><w:pPr>{paragraph}</w:pPr>"
        + (f"<w:rPr>{look}</w:rPr>" if look else "")
        + "</w:style>"
    )


def _heading(level: int, look: str) -> str:
    layout = (
        f'<w:keepNext/>{_GRID_LINE}{TWO_CHARACTERS}<w:jc w:val="left"/><w:outlineLvl w:val="{level - 1}"/>'
    )
    return _style(f"Heading{level}", f"heading {level}", layout, look, follow="BodyText")


def _contents_line(level: int) -> str:
    indent = 316 * (level - 1)
    layout = (
        f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>'
        f'{_GRID_LINE}<w:ind w:left="{indent}"/><w:jc w:val="left"/>'
    )
    return _style(f"TOC{level}", f"toc {level}", layout, "")


def _paragraph_styles() -> str:
    no_bold = '<w:b w:val="0"/><w:bCs w:val="0"/>'
    big = _look(XIAOBIAOSONG, 44)
    small = '<w:sz w:val="18"/><w:szCs w:val="18"/>'
    right_tab = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    return "".join(
        (
            _style(
                "Title", "Title", f'<w:keepNext/>{_LINE_AFTER}<w:jc w:val="center"/>', big, follow="BodyText"
            ),
            _style(
                "AttachmentTitle",
                "附件标题",
                f'<w:keepNext/>{_LITTLE_AFTER}<w:jc w:val="center"/><w:outlineLvl w:val="0"/>',
                big,
                follow="BodyText",
            ),
            _heading(1, _fonts(HEITI) + no_bold),
            _heading(2, _fonts(KAITI) + no_bold),
            _heading(3, _fonts(FANGSONG) + "<w:b/><w:bCs/>"),
            _heading(4, _fonts(FANGSONG) + no_bold),
            _style("BodyText", "Body Text", f'{_GRID_LINE}{TWO_CHARACTERS}<w:jc w:val="both"/>', ""),
            _style("Addressee", "主送机关", f'{_GRID_LINE}<w:jc w:val="left"/>', ""),
            _style("Signature", "Signature", f'<w:keepNext/>{_LINE_BEFORE}<w:jc w:val="right"/>', ""),
            _style("Date", "Date", f'{_GRID_LINE}<w:jc w:val="right"/>', ""),
            _style("AttachmentList", "附件说明", f'<w:keepNext/>{_GRID_LINE}<w:jc w:val="left"/>', ""),
            _style(
                "AttachmentMark", "附件序号", f'<w:keepNext/>{_LINE_AFTER}<w:jc w:val="left"/>', _fonts(HEITI)
            ),
            _style("Caption", "caption", f'<w:keepNext/>{_AIRY}<w:jc w:val="center"/>', _look(HEITI, 24)),
            _style("Note", "表注", f'{right_tab}{_NOTE}<w:jc w:val="left"/>', _look(FANGSONG, 21)),
            _style("TableText", "表格文字", f'{_LOOSE}<w:jc w:val="left"/>', _look(FANGSONG, 21)),
            _style("TableHead", "表格标题", '<w:jc w:val="center"/>', _fonts(HEITI), based="TableText"),
            _style("TableTextSmall", "表格小字", "", small, based="TableText"),
            _style("TableHeadSmall", "表格小标题", "", small, based="TableHead"),
            _style("Figure", "图", f'{_AIRY}<w:jc w:val="center"/>', ""),
            _style("Separator", "分隔", _TIGHT, '<w:sz w:val="2"/><w:szCs w:val="2"/>'),
            _style(
                "TOCHeading",
                "TOC Heading",
                f'<w:keepNext/>{_LINE_AFTER}<w:jc w:val="center"/>',
                _fonts(HEITI),
            ),
            *(_contents_line(level) for level in (1, 2, 3)),
            _style(
                "Footer",
                "footer",
                f'{_OFF_GRID}<w:spacing w:before="0" w:after="0" w:line="360" w:lineRule="exact"/>',
                _look(SONGTI, 28, SONGTI),
            ),
        )
    )


def styles(language: str) -> str:
    """``word/styles.xml``. ``language`` marks the text for spelling and line breaking, such as ``zh-CN``."""
    return (
        f"{HEADER}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{_look(FANGSONG, 32, spacing=_CLOSER)}"
        f'<w:lang w:val="en-US" w:eastAsia="{escaped(language)}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault>"
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        # Said although it is the default: LibreOffice reads it the other way round, and what it hangs into the margin is
        # lost in its PDF.
        f'<w:pPr><w:widowControl w:val="0"/><w:overflowPunct w:val="1"/>{_GRID_LINE}<w:jc w:val="both"/></w:pPr>'
        f'<w:rPr>{_look(FANGSONG, 32, spacing=_CLOSER)}<w:lang w:val="en-US" w:eastAsia="{escaped(language)}"/></w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        f"{_table_styles()}{_paragraph_styles()}</w:styles>"
    )


def _table_styles() -> str:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr></w:style>'
    )


def font_table() -> str:
    """``word/fontTable.xml``: what each font is, so that a machine without it can pick a relative."""
    chinese = (
        (FANGSONG, "modern"),
        (KAITI, "modern"),
        (HEITI, "modern"),
        (XIAOBIAOSONG, "auto"),
        (SONGTI, "auto"),
    )
    entries = "".join(
        f'<w:font w:name="{name}"><w:charset w:val="86"/><w:family w:val="{family}"/><w:pitch w:val="default"/></w:font>'
        for name, family in chinese
    )
    latin = f'<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
    return f"{HEADER}<w:fonts {NAMESPACES}>{entries}{latin}</w:fonts>"


def settings(language: str) -> str:
    """``word/settings.xml``: odd and even footers, Word 2013 layout (15), no update prompt on opening."""
    office = "http://schemas.microsoft.com/office/word"
    switches = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{office}" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    return (
        f'{HEADER}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
        '<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:drawingGridVerticalSpacing w:val="579"/><w:characterSpacingControl w:val="compressPunctuation"/>'
        "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
        f"<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:useFELayout/>{switches}</w:compat>"
        f'<w:themeFontLang w:val="en-US" w:eastAsia="{escaped(language)}"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )
