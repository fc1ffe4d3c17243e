"""The pages of the review: the queue, one package, the spot-check, rectification, the whole pile."""

from __future__ import annotations

from django.urls import path

from ziping.workbench.review.views import analysis, desk, queue, rectification, result, spot

urlpatterns = [
    path("", queue.queue, name="review"),
    path("queue.<slug:file_format>", queue.queue_file, name="review-queue-file"),
    path("campaigns/<int:campaign>/weigh/", queue.weigh, name="review-weigh"),
    # one package, side by side
    path("<int:package>/", desk.desk, name="review-desk"),
    path("<int:package>/tabs/<slug:tab>/", desk.desk, name="review-desk-tab"),
    path("<int:package>/remarks/", desk.remark, name="review-remark"),
    path("<int:package>/remarks/<int:remark>/reply/", desk.reply, name="review-reply"),
    path("<int:package>/remarks/<int:remark>/settle/", desk.settle, name="review-settle"),
    path("<int:package>/move/", desk.move, name="review-move"),
    path("<int:package>/findings.xlsx", desk.findings_file, name="review-findings-file"),
    path("<int:package>/annotated.docx", desk.annotated_file, name="review-annotated-file"),
    path("<int:package>/returned/<slug:kind>/", desk.returned_file, name="review-returned-file"),
    # the spot-check
    path("campaigns/<int:campaign>/spot/", spot.spot, name="review-spot"),
    path("campaigns/<int:campaign>/spot.<slug:file_format>", spot.spot_file, name="review-spot-file"),
    path("campaigns/<int:campaign>/draw/", spot.draw_now, name="review-draw"),
    path("<int:package>/assign/", spot.give, name="review-assign"),
    path("<int:package>/assign/<int:assignment>/end/", spot.take, name="review-unassign"),
    path("<int:package>/sheet/", result.sheet, name="review-sheet"),
    path("<int:package>/sheet/keep/", result.give_points, name="review-give-points"),
    path("<int:package>/result/", result.result, name="review-result"),
    path("<int:package>/result/advance/", result.advance, name="review-advance"),
    path("<int:package>/result/opinion/", result.opinion, name="review-opinion"),
    path("<int:package>/result/use/", result.use, name="review-use"),
    # rectification
    path("<int:package>/rectification/", rectification.rectification, name="review-rectification"),
    path("<int:package>/rectification/items/", rectification.item, name="review-item"),
    path("<int:package>/rectification/step/", rectification.step, name="review-rectification-step"),
    path("<int:package>/rectification/<int:item>/answer/", rectification.answer, name="review-item-answer"),
    path("<int:package>/rectification/<int:item>/judge/", rectification.judge, name="review-item-judge"),
    path("<int:package>/rectification/<int:item>/proof/", rectification.proof, name="review-item-proof"),
    # the whole pile
    path("campaigns/<int:campaign>/uses/", analysis.uses, name="review-uses"),
    path("campaigns/<int:campaign>/uses.<slug:file_format>", analysis.uses_file, name="review-uses-file"),
    path("campaigns/<int:campaign>/analysis/", analysis.analysis, name="review-analysis"),
    path(
        "campaigns/<int:campaign>/analysis/<slug:table>.<slug:file_format>",
        analysis.analysis_file,
        name="review-analysis-file",
    ),
]
