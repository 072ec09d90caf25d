"""A report's head as a document states it, its lists, its counting table, and what does not add up in it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.document import Reading
from iaktta.register.models.stated import (
    PlacedModel,
    SourcedModel,
    StatedModel,
    code_field,
    day_field,
    number_field,
    text_field,
)
from iaktta.register.models.words import KIND, PROBLEM


class StatedReport(PlacedModel):
    """The head of a report, one to a reading; `stated_organisation` is the name as written."""

    reading = models.OneToOneField(Reading, models.CASCADE, related_name="report", verbose_name=_("läsning"))
    kind = code_field(_("slag"), KIND)
    title = text_field(_("titel"))
    stated_organisation = text_field(_("organisation enligt dokumentet"))
    body = text_field(_("nämnd eller förvaltning"))
    author = text_field(_("upprättad av"))
    year = number_field(_("år"))
    date = day_field(_("datum"))
    registration = text_field(_("diarienummer"))
    conclusion = text_field(_("slutsats"))
    fact_check = text_field(_("faktakontroll"))

    class Meta(PlacedModel.Meta):
        verbose_name, verbose_name_plural = _("rapport"), _("rapporter")
        indexes = [models.Index(fields=["organisation", "kind", "-year"], name="report_by_kind")]

    def __str__(self) -> str:
        return self.title


class StatedFile(StatedModel):
    """Which file the report was read from, as the reader noted it (`report.SourceFile`)."""

    name = text_field(_("filnamn"))
    sha256 = text_field(_("kontrollsumma"))
    media_type = text_field(_("filtyp"))
    pages = number_field(_("antal sidor"))
    reader = text_field(_("läsare"))

    class Meta(StatedModel.Meta):
        verbose_name, verbose_name_plural = _("läst fil"), _("lästa filer")


class StatedLine(StatedModel):
    """One line of one of the report's plain lists."""

    class List(models.TextChoices):
        REQUIREMENTS = "requirements", _("Vad planen ska innehålla")
        AREAS = "areas", _("Delområden")
        QUESTIONS = "questions", _("Revisionsfrågor")
        CRITERIA = "criteria", _("Revisionskriterier")
        CONTACTS = "contacts", _("Kontaktpersoner")
        REFERENCES = "references", _("Källor")

    list = models.CharField(_("lista"), max_length=20, choices=List.choices)
    text = text_field(_("text"))

    class Meta(StatedModel.Meta):
        verbose_name, verbose_name_plural = _("listrad"), _("listrader")

    def __str__(self) -> str:
        return self.text


class StatedSummary(StatedModel):
    """That the report has a counting table; its rows and its sum row hang here."""

    class Meta(StatedModel.Meta):
        verbose_name, verbose_name_plural = _("räknetabell"), _("räknetabeller")


class StatedSummaryRow(SourcedModel):
    """One audit's counts as printed; a blank cell is null."""

    summary = models.ForeignKey(StatedSummary, models.CASCADE, related_name="rows")
    audit = text_field(_("granskning"))
    year = number_field(_("år"))
    implemented = number_field(_("åtgärdade"))
    partly_implemented = number_field(_("delvis åtgärdade"))
    not_implemented = number_field(_("ej åtgärdade"))

    class Meta(SourcedModel.Meta):
        verbose_name, verbose_name_plural = _("rad i räknetabell"), _("rader i räknetabell")


class StatedSummaryTotals(StatedModel):
    """The printed sum row."""

    summary = models.OneToOneField(StatedSummary, models.CASCADE, related_name="totals")
    implemented = number_field(_("åtgärdade"))
    partly_implemented = number_field(_("delvis åtgärdade"))
    not_implemented = number_field(_("ej åtgärdade"))

    class Meta(StatedModel.Meta):
        verbose_name, verbose_name_plural = _("summarad"), _("summarader")


class StatedProblem(PlacedModel):
    """What does not add up in the document."""

    code = code_field(_("problem"), PROBLEM)
    message = text_field(_("meddelande"))
    where = text_field(_("gäller"))

    class Meta(PlacedModel.Meta):
        verbose_name, verbose_name_plural = _("problem"), _("problem")
        indexes = [models.Index(fields=["organisation", "code", "reading"], name="problem_by_code")]

    def __str__(self) -> str:
        return self.message
