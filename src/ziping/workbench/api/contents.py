"""What stands in a package and what is said of it: data by 一体化's names or as our report, findings, marks."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Header, Path, Query, Router

from ziping.checking import to_json
from ziping.figures import format_score
from ziping.report import Report, dump_report, load_report
from ziping.scoring import Mark
from ziping.wording import Lang
from ziping.workbench.api.asking import Asked
from ziping.workbench.api.door import answers, bearer
from ziping.workbench.api.fiscal import data_by_fiscal_names, head_of, merged, parsed
from ziping.workbench.api.packages import package_for
from ziping.workbench.api.problems import ProblemError, language_of
from ziping.workbench.api.scopes import Scope
from ziping.workbench.api.shapes import MarkOut, Number, Record, ScoresOut, WrittenOut
from ziping.workbench.api.writing import replace, report_in, tag_of
from ziping.workbench.filling.assemble import assemble
from ziping.workbench.filling.models import Package
from ziping.workbench.organisation.roles import Right

router = Router()
_WRITES = (400, 409, 412, 428)
IfMatch = Annotated[str | None, Header(alias="If-Match", max_length=200)]
IfNoneMatch = Annotated[str | None, Header(alias="If-None-Match", max_length=200)]


def _body(name: str) -> dict[str, Any]:
    """The description of a body we parse ourselves, so that no number becomes a binary fraction on its way."""
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def _gives(name: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"responses": {200: {"content": {"application/json": {"schema": schema}}}}}


@router.get(
    "/packages/{package}/report",
    auth=bearer(Scope.DATA_READ),
    response=answers({200: None, 304: None}),
    openapi_extra=_gives("Report"),
)
def get_report(request: Asked, package: Path[Number], if_none_match: IfNoneMatch = None) -> HttpResponse:
    found = package_for(request, package)
    return _tagged(found, if_none_match, lambda: dump_report(report_in(found)))


@router.put(
    "/packages/{package}/report",
    auth=bearer(Scope.DATA_WRITE),
    response=answers({200: WrittenOut}, _WRITES),
    openapi_extra=_body("Report"),
)
def put_report(request: Asked, package: Path[Number], if_match: IfMatch = None) -> HttpResponse:
    found = package_for(request, package, Right.REPORT_FILL)
    text = _text(request)

    def sent(_: Package) -> Report:
        return load_report(text)

    return _written(*replace(found, sent, request.user, if_match))


@router.get(
    "/packages/{package}/fiscal",
    auth=bearer(Scope.DATA_READ),
    response=answers({200: None, 304: None}),
    openapi_extra=_gives("Fiscal"),
)
def get_fiscal(request: Asked, package: Path[Number], if_none_match: IfNoneMatch = None) -> HttpResponse:
    found = package_for(request, package)
    return _tagged(found, if_none_match, lambda: {**head_of(found), **data_by_fiscal_names(report_in(found))})


@router.put(
    "/packages/{package}/fiscal",
    auth=bearer(Scope.DATA_WRITE),
    response=answers({200: WrittenOut}, _WRITES),
    openapi_extra=_body("Fiscal"),
)
def put_fiscal(request: Asked, package: Path[Number], if_match: IfMatch = None) -> HttpResponse:
    found = package_for(request, package, Right.REPORT_FILL)
    data = parsed(request.body)

    def sent(held: Package) -> Report:
        return merged(report_in(held), head_of(held), data)

    return _written(*replace(found, sent, request.user, if_match))


@router.get(
    "/packages/{package}/findings",
    auth=bearer(Scope.CHECKS),
    response=answers({200: None}),
    openapi_extra=_gives("Findings"),
)
def get_findings(
    request: Asked,
    package: Path[Number],
    severity: Query[Literal["error", "warning", "notice"] | None] = None,
) -> HttpResponse:
    found = package_for(request, package)
    assembled = assemble(found)
    data = to_json(assembled.checked, assembled.entered.report, assembled.standard, language_of(request))
    findings = [one for one in data["findings"] if severity in (None, one["severity"])]
    return _json({"revision": found.revision, "summary": data["summary"], "findings": findings})


@router.get(
    "/packages/{package}/scores", auth=bearer(Scope.CHECKS), response=answers({200: ScoresOut}, (409,))
)
def get_scores(request: Asked, package: Path[Number]) -> ScoresOut:
    found = package_for(request, package)
    card = assemble(found).scorecard
    if card is None:
        raise ProblemError(409, "no_scores")
    return ScoresOut(
        revision=found.revision,
        full=format_score(card.full),
        scored=format_score(card.scored),
        total=_marks(card.total),
        grade=card.grade,
        marks=[_mark(mark, language_of(request)) for mark in card.marks],
    )


def _mark(mark: Mark, lang: Lang) -> MarkOut:
    return MarkOut(
        level1=mark.level1,
        level2=mark.level2,
        indicator=mark.indicator,
        full=_marks(mark.full),
        points=_marks(mark.points),
        computed=_marks(mark.computed),
        stated=_marks(mark.stated),
        status=mark.status,
        working=mark.working.say(lang),
    )


def _marks(marks: Fraction | None) -> str | None:
    return None if marks is None else format_score(marks)


def _text(request: HttpRequest) -> str:
    try:
        return request.body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProblemError(400, "not_json") from error


def _tagged(package: Package, seen: str | None, make: Callable[[], Record | str]) -> HttpResponse:
    """The data with their ETag; nothing (304) to who has them already."""
    tag = tag_of(package)
    if seen is not None and tag in (one.strip().removeprefix("W/") for one in seen.split(",")):
        return HttpResponse(status=304, headers={"ETag": tag})
    made = make()
    if isinstance(made, str):
        return HttpResponse(made, content_type="application/json", headers={"ETag": tag})
    return _json(made, {"ETag": tag})


def _written(package: Package, changed: int) -> HttpResponse:
    return _json({"revision": package.revision, "changed": changed}, {"ETag": tag_of(package)})


def _json(data: Record, headers: dict[str, str] | None = None) -> JsonResponse:
    return JsonResponse(data, headers=headers or {}, json_dumps_params={"ensure_ascii": False})
