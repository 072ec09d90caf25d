"""Scale, risks, controls and their results as a document states them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.owned import at_most_one
from iaktta.register.models.stated import (
    PlacedModel,
    StatedModel,
    code_field,
    day_field,
    number_field,
    text_field,
    wording_field,
)
from iaktta.register.models.words import ACTION_STATE, DEVIATION_LEVEL, EFFECT, EXECUTION, TREATMENT


class StatedScale(StatedModel):
    """That the report prints a risk scale; its levels and bands hang here."""

    class Meta(StatedModel.Meta):
        verbose_name, verbose_name_plural = _("riskskala"), _("riskskalor")


class StatedLevel(StatedModel):
    """One step of one axis of the scale."""

    class Axis(models.TextChoices):
        LIKELIHOOD = "likelihood", _("Sannolikhet")
        CONSEQUENCE = "consequence", _("Konsekvens")

    scale = models.ForeignKey(StatedScale, models.CASCADE, related_name="levels")
    axis = models.CharField(_("axel"), max_length=20, choices=Axis.choices)
    value = models.IntegerField(_("nivå"))
    label = text_field(_("benämning"))
    definition = text_field(_("förklaring"))

    class Meta(StatedModel.Meta):
        verbose_name, verbose_name_plural = _("nivå"), _("nivåer")


class StatedBand(StatedModel):
    """A risk band; its limits are null where the document shows them as colours only."""

    scale = models.ForeignKey(StatedScale, models.CASCADE, related_name="bands")
    label = text_field(_("benämning"))
    lowest = number_field(_("lägsta riskvärde"))
    highest = number_field(_("högsta riskvärde"))

    class Meta(StatedModel.Meta):
        verbose_name, verbose_name_plural = _("risknivå"), _("risknivåer")


class StatedRisk(PlacedModel):
    """A risk; `value` is as printed, never computed."""

    number = text_field(_("nummer"))
    text = text_field(_("text"))
    category = text_field(_("område"))
    likelihood = number_field(_("sannolikhet"))
    consequence = number_field(_("konsekvens"))
    value = number_field(_("riskvärde"))
    treatment = code_field(_("hantering"), TREATMENT)

    class Meta(PlacedModel.Meta):
        verbose_name, verbose_name_plural = _("risk i dokument"), _("risker i dokument")

    def __str__(self) -> str:
        return self.text


class StatedControl(PlacedModel):
    """A control (kontrollmoment); `risk` is the number of the risk that it answers."""

    number = text_field(_("nummer"))
    text = text_field(_("kontrollmoment"))
    risk = text_field(_("risk"))
    category = text_field(_("område"))
    process = text_field(_("rutin eller process"))
    method = text_field(_("metod"))
    frequency = text_field(_("frekvens"))
    responsible = text_field(_("ansvarig"))
    report_to = text_field(_("rapporteras till"))
    report_when = text_field(_("rapporteras när"))
    deviation = text_field(_("konstaterad avvikelse"))
    action = text_field(_("åtgärd"))
    execution = code_field(_("genomförande"), EXECUTION)
    deviation_level = code_field(_("avvikelse"), DEVIATION_LEVEL)
    secret = models.BooleanField(_("sekretess"), default=False)
    wording = wording_field()

    class Meta(PlacedModel.Meta):
        verbose_name, verbose_name_plural = _("kontroll i dokument"), _("kontroller i dokument")

    def __str__(self) -> str:
        return self.text


class StatedOccasion(PlacedModel):
    """One occasion of a control with its result."""

    control = models.ForeignKey(StatedControl, models.CASCADE, related_name="occasions")
    name = text_field(_("benämning"))
    committee = text_field(_("nämnd"))
    deviation_level = code_field(_("avvikelse"), DEVIATION_LEVEL)
    execution = code_field(_("genomförande"), EXECUTION)
    due = day_field(_("slutdatum"))
    responsible = text_field(_("ansvarig"))
    comment = text_field(_("kommentar"))
    reason = text_field(_("skäl"))
    postponed_to = text_field(_("framflyttad till"))
    wording = wording_field()

    class Meta(PlacedModel.Meta):
        verbose_name, verbose_name_plural = _("tillfälle i dokument"), _("tillfällen i dokument")

    def __str__(self) -> str:
        return self.name


class StatedAction(PlacedModel):
    """What is to be done: on a control, on an occasion, or (on neither) in the report as a whole."""

    control = models.ForeignKey(StatedControl, models.CASCADE, related_name="actions", null=True)
    occasion = models.ForeignKey(StatedOccasion, models.CASCADE, related_name="actions", null=True)
    text = text_field(_("text"))
    responsible = text_field(_("ansvarig"))
    due = day_field(_("senast"))
    state = code_field(_("läge"), ACTION_STATE)
    effect = code_field(_("effekt"), EFFECT)

    class Meta(PlacedModel.Meta):
        verbose_name, verbose_name_plural = _("åtgärd i dokument"), _("åtgärder i dokument")
        constraints = [
            models.CheckConstraint(condition=at_most_one("control", "occasion"), name="action_on_one_entry")
        ]

    def __str__(self) -> str:
        return self.text


class StatedSample(PlacedModel):
    """What was drawn at an occasion; sizes in items."""

    occasion = models.ForeignKey(StatedOccasion, models.CASCADE, related_name="samples")
    population = text_field(_("population"))
    population_size = number_field(_("populationens storlek"))
    size = number_field(_("stickprovets storlek"))
    selection = text_field(_("urval"))

    class Meta(PlacedModel.Meta):
        verbose_name, verbose_name_plural = _("stickprov i dokument"), _("stickprov i dokument")


class StatedSampleItem(StatedModel):
    """The id of one item drawn, verbatim."""

    sample = models.ForeignKey(StatedSample, models.CASCADE, related_name="ids")
    text = text_field(_("beteckning"))

    class Meta(StatedModel.Meta):
        verbose_name, verbose_name_plural = _("stickprovsobjekt"), _("stickprovsobjekt")

    def __str__(self) -> str:
        return self.text


class StatedMeasure(PlacedModel):
    """A measured value in `unit`; `value` is null where it is secret, see `SecretWords`."""

    occasion = models.ForeignKey(StatedOccasion, models.CASCADE, related_name="measures")
    name = text_field(_("mått"))
    value = models.FloatField(_("värde"), null=True)
    unit = text_field(_("enhet"))
    limit = models.FloatField(_("gräns"), null=True)

    class Meta(PlacedModel.Meta):
        verbose_name, verbose_name_plural = _("mätvärde i dokument"), _("mätvärden i dokument")
