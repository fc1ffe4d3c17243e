"""A small report with faults of every kind, in words of our own."""

from __future__ import annotations

from functools import cache

from ziping.checking import Checked, check
from ziping.documents.text import read_text
from ziping.reading import Paper, read_paper

TEXT = """示例县统计局2024年度部门整体支出绩效自评报告
二、部门整体支出管理及使用情况
（一）基本支出情况
基本支出合计1176.69万元，其中人员经费658.23万元，占56.94%。建立健全制度，资金按时拔付。
七、存在的问题及原因分析
培训资金到位偏晚,影响进度。
8、下一步改进措施
联系人张某，电话13800138000。

\t项目\t金额（万元）

\t合计\t170.78

\t培训专项\t100.00

\t慰问专项\t60.78
"""


@cache
def paper() -> Paper:
    return read_paper(read_text(TEXT.encode(), "自评报告.txt"), "national/disclosure/2021")


@cache
def checked() -> Checked:
    return check(paper().report, paper().standard, None, paper=paper())
