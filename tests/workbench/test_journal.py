"""The journal is a chain: what was changed, taken out or cut off is seen."""

from __future__ import annotations

import pytest

from ziping.workbench.journal.chain import Break, record, sm3, verify
from ziping.workbench.journal.models import Entry

pytestmark = pytest.mark.django_db


def three() -> None:
    for name in ("甲", "乙", "丙"):
        record("package.sign", name, person="head", digest="00")


def test_sm3_is_the_standard_s_example() -> None:
    assert sm3(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_an_untouched_journal_holds() -> None:
    three()
    assert list(verify()) == []


def test_a_changed_line_is_named() -> None:
    three()
    Entry.objects.filter(number=2).update(subject="丁")
    assert list(verify()) == [Break(2, "changed")]


def test_a_line_taken_out_is_missed() -> None:
    three()
    Entry.objects.filter(number=2).delete()
    assert Break(2, "missing") in list(verify())


def test_lines_cut_off_at_the_end_are_missed() -> None:
    three()
    Entry.objects.filter(number=3).delete()
    assert list(verify()) == [Break(3, "missing")]


def test_a_line_cannot_be_deleted_by_the_program() -> None:
    three()
    with pytest.raises(TypeError):
        Entry.objects.get(number=1).delete()
