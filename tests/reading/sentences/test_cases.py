import pytest

from reading.sentences.reading_cases import Case, cases, written
from ziping.figures import Place
from ziping.reading.sentences import read_sentences


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_what_a_sentence_claims_is_read_from_it(case: Case) -> None:
    _, claims = read_sentences(case.text, Place(case.name))

    assert written(claims) == case.relations


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_only_what_the_words_leave_no_other_reading_for_is_called_wrong(case: Case) -> None:
    _, claims = read_sentences(case.text, Place(case.name))

    for claim in claims:
        if written((claim,)) and written((claim,))[0].endswith("!"):
            assert claim.plain
