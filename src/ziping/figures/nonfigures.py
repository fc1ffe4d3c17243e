"""What consists of digits in running text and is no figure: dates, document numbers, telephones, references, codes.

All patterns work on folded text and begin at the first digit of a run.
"""

from __future__ import annotations

import re

_YEAR = "(?:19|20)[0-9]{2}"
_MONTH = "(?:1[0-2]|0?[1-9])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9])"
_AND = r"\s*[-~—至到、和与及,]+\s*"

# Whatever follows them, these are never figures.
ALWAYS = re.compile(
    rf"""
      {_YEAR} (?: \s*年? {_AND} {_YEAR} ){{0,12}} \s*年                                # 2024年, 2023-2024年, 2021、2022年度
        (?: \s* (?: {_MONTH} {_AND} )? {_MONTH} \s*月 (?: \s* {_DAY} \s*[日号] )? )? 度?
    | {_YEAR} (?P<mark>[-./]) {_MONTH} (?P=mark) {_DAY} (?![0-9])               # 2024.12.31
    | {_YEAR} \s* [〕\]】)〉] \s* 第? \s* [0-9]+ (?: -[0-9]+ )? \s* 号               # 〔2020〕7号, after its bracket
    | {_MONTH} (?: {_AND} {_MONTH} ){{0,12}} \s*月 (?: \s* {_DAY} \s*[日号] )?             # 5月, 1-5月, 12月31日
    | {_DAY} 日 (?! 内 | 以内 | 之内 )                                            # 31日前
    | (?: 0[0-9] | 1[0-9] | 2[0-9] ) 年 (?= 度 | 决算 | 预算 | 年?初 | 年?末 | 年?底 )     # 24年决算
    | [1-4] (?: {_AND} [1-4] )? \s* 季度                                         # 1-3季度
    | [0-9]+ (?: \.[0-9]+ ){{2,}}                                              # 2.1.3
    | [0-9]+ (?: -[0-9]+ ){{2,}}                                               # 0745-522-3344
    | [0-9]+ : [0-9]+ (?: :[0-9]+ )?                                           # 14:30
    | [0-2]?[0-9] [时点] (?! 间 | 位 | 长 | 段 ) (?: [0-5]?[0-9]分 )?                 # 8时30分
    | [0-9]{{1,2}} · [0-9]{{1,2}}                                              # 12·4
    | [0-9]{{1,2}} (?: \+ [0-9NnXx]{{1,2}} ){{1,8}} (?= ["”'’』」] | 模式 | 工程 | 行动 | 机制 | 体系 )  # “4+2”
    | 1[3-9][0-9]{{9}} (?! [0-9.] | \s*[万亿元] )                                # a mobile telephone
    | [0-9]{{15,}}+ [Xx]? (?! \.[0-9] | \s*[万亿元] )                        # identity and account numbers
    | [0-9]+ \* [0-9*]*                                                        # 138****8000
    | [0-9]+ (?: \.[0-9]+ )? (?: 号 | 世纪 | 年代 | 周年 | 届 | 年级 | 级 | 版 | 楼 | 表 )      # 7号, 90年代
    | [0-9]{{2,3}} [类款项] (?= \) )                                              # （204类）司法（06款）
    | (?: 2[0-3][0-9] | 3[01][0-9] | 50[0-9] ) (?: [ ]{{1,2}} [0-9]{{2}} ){{1,2}} (?= [ ]* [一-鿿] ) (?! [ ]* [万亿元人个] )  # 204 06 01 行政运行
    | [0-9]{{3,6}} (?= [^0-9,。;:、\s]{{0,6}}? (?: 热线 | 平台 ) )                     # 12333热线
    """,
    re.VERBOSE,
)

# These are no figures unless a unit follows.
WITHOUT_UNIT = re.compile(
    rf"""
      {_YEAR} (?: [-./] {_MONTH} )? (?! [0-9] | [-./,][0-9] )                     # 2019, 2024.12
    | {_YEAR} (?: 0[1-9] | 1[0-2] ) (?: 0[1-9] | [12][0-9] | 3[01] ) (?! [0-9.] )  # 20241231
    | 0[0-9]{{2,3}} [-) ]{{1,2}} [0-9]{{7,8}} (?! [0-9] )                         # 0745-5223344
    | 400-?[0-9]{{3}}-?[0-9]{{4}} (?! [0-9] )
    | [0-9]+ (?: [-/] [0-9]+ )+ (?! [.0-9] )                                    # 1-1, 3/24
    | [0-9]+ (?= [A-Za-z] )                                                     # 5G
    """,
    re.VERBOSE,
)

# A number right after these names something instead of measuring it, unless a unit follows (图3, but 发表3篇).
NAMED_BY = re.compile(
    r"(?:附件|附表|附录|附图|附注|(?<![发代报仪手钟列填])表|(?<![地意企试])图|步骤|编号|序号|代码|编码|文号|账号|帐号|卡号|邮编|电话|手机|传真"
    r"|区号|工号|证号|No\.?|NO\.?|no\.?)[:\s]*(?:\()?\Z"
)
NAMED = re.compile(r"[0-9]+(?:[-. ][0-9]+)*")
LONGEST_NAME = 8

ORDINAL = re.compile(r"第\s*\Z")
ORDINALS = re.compile(rf"[0-9]+(?:{_AND}[0-9]+)*")

# 1、 2. (3) 4) at the head of an item; what decides is where they stand.
LIST_NUMBER = re.compile(
    rf"(?P<number>[0-9]{{1,2}})\s*(?:(?P<mark>、|\.|\))(?!\s*[0-9])|(?P<before_year>[、.])(?=\s*{_YEAR}\s*年))"
)
# 2080101 行政运行, 30101 基本工资: codes of the budget classifications at the head of a row.
ACCOUNT_CODE = re.compile(r"(?:2[0-3][0-9]|3[0-1][0-9]|50[0-9])(?:[0-9]{2}){0,2}(?=[ \t]*[一-鿿])")
# Within a row they are told from amounts only by being long and standing apart.
ACCOUNT_CODE_IN_ROW = re.compile(r"(?:2[0-3][0-9]{5}|3[01][0-9]{3})(?=\s*[一-鿿])")
PAGE_LINE = re.compile(r"[0-9]+[ ]*[-—][ ]*(?=\n|\Z)")

# Set phrases in which a numeral and a unit count nothing.
SET_PHRASES = re.compile(
    "八项规定|十项规定|四个意识|四个自信|两个维护|两个确立|两个结合|两个责任|两个毫不动摇|四个全面|三个代表|五个一|四个一|三个一|六个一"
    "|十个一|两个一|两张皮|三项制度|三位一体|五位一体|四位一体|三块地|两条线|四个服从|三个区分开来"
)
# Addresses of the web hold digits of their own.
ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]+")
