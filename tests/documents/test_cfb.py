"""Compound files: streams come out as they were put in, and a damaged container ends in one kind of error."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.compound import compound
from ziping.documents.cfb import DamagedError, open_compound

NAMES = st.sampled_from(["Workbook", "WordDocument", "\x05SummaryInformation", "1Table", "数据"])


@given(st.dictionaries(NAMES, st.binary(max_size=9000), max_size=4))
def test_streams_of_any_size_come_out_as_they_were_put_in(streams: dict[str, bytes]) -> None:
    opened = open_compound(compound(streams))
    assert opened.names == tuple(streams)
    assert {name: opened.stream(name) for name in streams} == streams
    assert opened.stream("Book") is None


def test_a_file_with_more_tables_than_its_header_lists_is_read_whole() -> None:
    long = bytes(range(251)) * 65_000  # 16 MB: 250 sectors of tables, two of lists
    assert open_compound(compound({"Workbook": long, "small": b"x"})).stream("Workbook") == long


SOUND = compound({"Workbook": bytes(range(256)) * 20, "small": b"\x01" * 100})


@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), max_size=12))
def test_whatever_bytes_are_changed_it_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(SOUND)
    for at, byte in changes:
        data[at] = byte
    try:
        opened = open_compound(bytes(data))
        read = [opened.stream(name) for name in opened.names]
    except DamagedError:
        return
    assert all(one is not None and len(one) <= len(SOUND) for one in read)


@given(st.integers(0, len(SOUND) - 1))
def test_a_file_cut_short_anywhere_is_read_or_refused(length: int) -> None:
    try:
        opened = open_compound(SOUND[:length])
        read = [opened.stream(name) for name in opened.names]
    except DamagedError:
        return
    assert all(one is not None for one in read)


def with_next(data: bytes, sector: int, following: int) -> bytes:
    """The file with the chain of ``sector`` going on at ``following``; its table is the last sector."""
    table = len(data) - 512
    return data[: table + 4 * sector] + struct.pack("<I", following) + data[table + 4 * sector + 4 :]


# The list of tables goes on in sector 1, whose last number says: in sector 1.
TABLES_IN_A_CIRCLE = (
    SOUND[:68] + struct.pack("<II", 1, 9) + SOUND[76:1532] + struct.pack("<I", 1) + SOUND[1536:]
)


@pytest.mark.parametrize(
    ("damaged", "why"),
    [
        (with_next(SOUND, 3, 2), "chain"),  # a circle
        (with_next(SOUND, 3, 3), "chain"),
        (with_next(SOUND, 3, 0x00FFFFFF), "chain"),  # outside
        (SOUND[:30] + struct.pack("<H", 31) + SOUND[32:], "sector size"),
        (TABLES_IN_A_CIRCLE, "circle"),
        (SOUND[:76] + struct.pack("<I", 77777) + SOUND[80:], "outside"),
        (b"PK" + SOUND[2:], "signature"),
        (SOUND[:40], "header"),
        (b"", "signature"),
    ],
)
def test_what_does_not_hold_together_is_named(damaged: bytes, why: str) -> None:
    with pytest.raises(DamagedError, match=why):
        open_compound(damaged).stream("Workbook")


def test_a_stream_that_says_it_is_longer_than_the_file_is_refused() -> None:
    entry = SOUND.index("Workbook".encode("utf-16-le"))
    huge = SOUND[: entry + 120] + struct.pack("<I", 2**31) + SOUND[entry + 124 :]
    with pytest.raises(DamagedError, match="longer"):
        open_compound(huge).stream("Workbook")
