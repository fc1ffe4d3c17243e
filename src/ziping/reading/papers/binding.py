"""Figures bound to what they mean: concept, column of the budget year, year and item, where that is plain."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from ziping.reading.claims import Mention
from ziping.reading.papers import lexicon
from ziping.reading.papers.heads import bare
from ziping.reading.papers.matching import key_of
from ziping.reading.papers.naming import concept_in, fits
from ziping.reading.papers.sections import kept, known_sections
from ziping.reading.papers.shapes import About, Outline
from ziping.reading.papers.stages import column, stage_in, year_in
from ziping.reading.papers.table_forms import RowForm, TableForm, Target, other_names, table_forms
from ziping.reading.papers.told_projects import ToldProjects
from ziping.standards import Standard

_HEAD: Final = " · "  # between a row's label and its column's heading, in a mention's words
_PATH: Final = re.compile(r"\s+/\s+")
_VISITS: Final = "人次"
_RIGHT_BEHIND: Final = 4  # characters: a comma and 累计


def bind(
    mentions: Iterable[Mention], outline: Outline, about: About, standard: Standard
) -> tuple[Mention, ...]:
    """``mentions``, in the same order, with ``concept``, ``column``, ``year`` and ``item`` filled where plain.

    What is bound already stays. What could mean two things stays unbound.
    """
    binder = _Binder(outline, about, standard)
    return tuple(binder.bound(mention) for mention in mentions)


class _Binder:
    def __init__(self, outline: Outline, about: About, standard: Standard) -> None:
        self.outline = outline
        self.year = about.of_year
        self.standard = standard
        self.forms = {form.id: form for form in table_forms(standard)}
        self.names = other_names(standard)
        self.projects = ToldProjects(outline, self.year, standard)
        self.of_blocks = kept(standard, "sections_of_blocks", _sections_of_blocks)
        self.of_whole = frozenset(lexicon.words("binding", "of_whole"))
        self.visits: Mention | None = None  # the last count of visits or groups, whose people may follow

    def bound(self, mention: Mention) -> Mention:
        if mention.concept:
            return mention
        if mention.place.row is not None:
            return self._in_table(mention)
        return self._in_text(mention)

    # --- tables ---------------------------------------------------------------------------------------------------------

    def _in_table(self, mention: Mention) -> Mention:
        row, _, heading = (
            mention.words.rpartition(_HEAD) if _HEAD in mention.words else (mention.words, "", "")
        )
        path = [part for part in _PATH.split(row) if part.strip()]
        annex = self.outline.annex(mention.place.block) if mention.place.block is not None else None
        form = self.forms.get(annex.form) if annex is not None else None
        label = path[-1] if path else ""
        if form is not None:
            found = self._of_form(form, label, heading)
            if found is not None:
                return self._with(mention, *found) if found[0] else mention
            return self._of_list(mention, form, label, heading)
        concept = concept_in(label, self.standard) or (
            concept_in(heading, self.standard) if not label else ""
        )
        if not concept or self._counts_people(mention, concept, heading):
            return mention
        return self._staged(
            mention, concept, column(heading, self.year), mention.year or year_in(heading, self.year)
        )

    def _counts_people(self, mention: Mention, concept: str, heading: str) -> bool:
        """Whether a row is only named like a head count (the project 规划编制) and holds amounts."""
        if self.standard.concepts[concept].stages != ("actual",) or mention.figure.unit is not None:
            return False
        return bool(column(heading, self.year)) or "." in mention.figure.written

    def _of_form(self, form: TableForm, label: str, heading: str) -> tuple[str, str] | None:
        """Concept and stage of a labelled cell; no concept for one the form only sums up, ``None`` for other rows."""
        key = key_of(label)
        for table in (form.below, form.inline):
            target = table.get(key) or table.get(self.names.get(key, "")) or table.get(bare(label))
            if target is not None:
                return target.concept, target.stage
        row = form.rows.get(key) or form.rows.get(self.names.get(key, ""))
        if row is None:
            return None
        target = self._target(row, heading)
        return ("", "") if target is None else (target.concept, target.stage)

    def _target(self, row: RowForm, heading: str) -> Target | None:
        if len(row.targets) == 1:
            return row.targets[0]
        stage = column(heading, self.year)
        for target in row.targets:
            if stage and target.stage == stage:
                return target
        key = bare(heading)
        same = [one for one in row.targets if bare(one.heading) in (key, self.names.get(key)) and not stage]
        return same[0] if len(same) == 1 else None

    def _of_list(self, mention: Mention, form: TableForm, label: str, heading: str) -> Mention:
        """A cell of a list: its concept by its heading, its item by its row's name."""
        key = bare(heading)
        key = self.names.get(key, key)
        for one in form.lists:
            for part in one.columns:
                concept = part.concepts[0]
                if bare(part.heading) != key or self.standard.concepts[concept].item != one.item:
                    continue
                if one.opens and column(heading, self.year) != concept.rpartition(".")[2]:
                    continue
                return replace(mention, concept=concept, column="", item=label.strip(), year=self.year)
        return mention

    # --- text -----------------------------------------------------------------------------------------------------------

    def _in_text(self, mention: Mention) -> Mention:
        block = mention.place.block
        section = self.outline.section(block) if block is not None else ""
        if section in self.projects.sections and (found := self.projects.bound(mention, section)) is not None:
            return found
        concept = concept_in(mention.words, self.standard)
        if concept in self.of_whole and (section in self.projects.alone or section in self.of_blocks):
            return mention  # the rate of one project, the marks of one class of indicators
        concept = (
            lexicon.table("of_people").get(concept, concept)
            if self._tells_people(mention, concept)
            else concept
        )
        concept = concept or self._people_of_last(mention)
        if not concept or not fits(mention.figure.unit, self.standard.concepts[concept].unit):
            return mention
        if concept in lexicon.table("of_people"):
            self.visits = mention
        stage = self._stage(mention.words, concept) or self._stage(
            mention.quote[: mention.quoted[0]], concept
        )
        if not stage and section and self._is_spending(mention.words, concept):
            stage = "executed"
        year = mention.year or year_in(mention.words, self.year)
        return self._staged(mention, concept, self._column(stage, year), year)

    def _stage(self, words: str, concept: str) -> str:
        """The column that ``words`` speak of.

        年初预算人员经费…；全年人员经费支出: what the whole year's spending came to is no longer the budget's.
        """
        at = max(words.rfind(word) for word in lexicon.words("binding", "whole_year"))
        spent = words[at:] if at > 0 else ""
        if spent and concept_in(spent, self.standard) == concept and self._is_spending(spent, concept):
            return stage_in(spent) or "executed"
        return stage_in(words)

    def _people_of_last(self, mention: Mention) -> str:
        """团组2个，累计9人次: the people of the groups right before; empty where the words between name anything."""
        last, place = self.visits, mention.place
        if last is None or last.place.block != place.block or place.start is None or last.place.end is None:
            return ""
        if not 0 <= place.start - last.place.end <= _RIGHT_BEHIND or mention.figure.unit is None:
            return ""
        concept = concept_in(last.words, self.standard)
        people = lexicon.table("of_people").get(concept, "")
        return people if mention.figure.unit.stem == _VISITS and people in self.standard.concepts else ""

    def _tells_people(self, mention: Mention, concept: str) -> bool:
        """Whether the count behind words for visits (接待8批次64人次) is that of the visitors."""
        people = self.standard.concepts.get(lexicon.table("of_people").get(concept, ""))
        unit = mention.figure.unit
        if people is None or unit is None or fits(unit, self.standard.concepts[concept].unit):
            return False
        return fits(unit, people.unit)

    def _is_spending(self, words: str, concept: str) -> bool:
        spent = lexicon.words("binding", "spent")
        label = self.standard.concepts[concept].label.zh
        return any(word in words for word in spent) or label.endswith(spent)

    def _column(self, stage: str, year: int | None) -> str:
        if self.year is None or year is None or year == self.year:
            return stage
        if year == self.year - 1 and stage in ("initial", "executed"):
            return f"prior_{stage}"
        return ""

    def _staged(self, mention: Mention, concept: str, stage: str, year: int | None) -> Mention:
        """Bound where the concept has that column; figures without columns (人数) only for the year itself."""
        known = self.standard.concepts[concept]
        if not fits(mention.figure.unit, known.unit):
            return mention
        if known.stages == ("actual",):
            if year is not None and self.year is not None and year != self.year:
                return mention
            return replace(mention, concept=concept, column="actual", year=year or self.year)
        if stage not in known.stages:
            return mention
        return self._with(mention, concept, stage)

    def _with(self, mention: Mention, concept: str, stage: str) -> Mention:
        known = self.standard.stages.get(stage)
        year = self.year - known.years_back if known is not None and self.year is not None else mention.year
        return replace(mention, concept=concept, column=stage, year=year)


def _sections_of_blocks(standard: Standard) -> frozenset[str]:
    """The sections in which the pack tells of one class of indicators alone."""
    classes = {block.level1 for block in standard.scoring.blocks} if standard.scoring is not None else set()
    return frozenset(known.id for known in known_sections(standard) if known.section.heading in classes)
