"""Headings that ask or tell in a clause: "Vad rekommenderade revisorerna?", "Så ser det ut i dag"."""

from __future__ import annotations

import re

from iaktta.reading.role import Role

_WE = r"(?:vi|revisorerna|revisionen|granskarna|granskningen)"
_THEY = r"(?:nämnden|nämnderna|styrelsen|förvaltningen|förvaltningarna|kommunen|bolaget|de\sgranskade|de)"


def _clause(role: Role, *wordings: str) -> tuple[Role, re.Pattern[str]]:
    return role, re.compile("|".join(wordings), re.IGNORECASE)


CLAUSES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    _clause(
        Role.METHOD,
        rf"(?:hur|så)(?:\shär)?\shar\s{_WE}\s(?:gjort|arbetat|gått).*",
        rf"(?:hur|så)(?:\shär)?\s(?:gjorde|arbetade|gick)\s{_WE}.*",
        r"hur\sgick\s(?:uppföljningen|granskningen|det)\still|så\sgick\s(?:uppföljningen|granskningen|det)\still",
        rf"hur\s(?:{_WE}\s(?:har\s)?(?:gjort|gjorde|arbetat|gått)|(?:uppföljningen|granskningen)\s(?:har\s)?(?:gjorts|gjordes|genomför\w+)).*",
        r"(?:hur|så)\sgjordes\s(?:uppföljningen|granskningen)",
        r"så\s(?:används\s(?:orden|begreppen|färgerna)|läser\sdu|bedömer\svi\sstatus).*",
    ),
    _clause(
        Role.ORIGINAL_ASSESSMENT,
        r"vad\s(?:visade|kom|såg|fann|bedömde|konstaterade|tyckte|ansåg)\s(?:granskningen|revisorerna|revisionen|vi)\b.*",
        r"(?:det(?:ta)?\s(?:här\s)?|så\s)(?:visade|bedömde|konstaterade|ansåg|såg|fann)\s(?:granskningen|revisorerna|revisionen|vi)\b.*",
        r"(?:granskningen|revisorerna|revisionen|vi)\s(?:visade|bedömde|konstaterade|ansåg|fann)(?:\s(?:att|då))?",
    ),
    _clause(
        Role.RECOMMENDATIONS,
        r"vad\srekommendera(?:de|t|s)\b.*",
        r"vilka\s(?:rekommendationer|råd|förslag)\s.*",
        r"(?:de\s)?(?:rekommendationer(?:na)?|förbättringsområden(?:a)?|synpunkter(?:na)?|förslag(?:en)?|råd(?:en)?)\ssom\s"
        r"(?:lämna|ge|ga|rikta|rekommendera|har)\w*\b.*",
        rf"(?:det(?:ta)?\s(?:här\s)?|så\s)rekommenderade\s{_WE}\b.*",
        rf"{_WE}\srekommenderade(?:\s(?:att|då))?",
        rf"(?:det\s|vad\s){_WE}\s(?:har\s)?rekommendera(?:de|t)",
        rf"vad\s(?:föreslog|efterfrågade)\s{_WE}\b.*",
    ),
    _clause(
        Role.RESPONSES,
        r"(?:nämnd(?:en|er|erna)?s|styrelsen?s|förvaltning(?:en|ar|arna)s|kontorets|kommunens|bolagets|verksamhetens)\s"
        r"(?:(?:övergripande|allmänna|samlade|egna|sammanfattande)\s)*"
        r"(?:synpunkt\w*|kommentar\w*|inställning|ställningstagande|redogörelse|redovisning|hållning|återrapportering|syn)"
        r"(?:\spå\s(?:granskningen|rapporten|rekommendationerna))?",
        r"(?:hur|vad)\s(?:har\s)?(?:\w+\s)?svara(?:de|t|r)\b.*",
        r"(?:det(?:ta)?\s(?:här\s)?|så\s)(?:svarade|svarar|yttrade\ssig)\b.*",
        rf"(?:det\s|vad\s)?{_THEY}\s(?:svarade|har\ssvarat|lovade|har\slovat)(?:\s(?:att|då))?",
        r"(?:har\s)?svara(?:de|t)(?:\satt)?",
        rf"vad\s(?:lovade|utlovade)\s{_THEY}\b.*|vad\s(?:sa|sade|säger|tycker|anser)\s{_THEY}\b.*",
    ),
    _clause(
        Role.PURPOSE,
        rf"vad\sville\s{_WE}\s(?:veta|undersöka|ta\sreda).*",
        r"vad\s(?:granskades|skulle\sgranskas)|varför\s(?:granskades|gjordes\s(?:granskningen|vi))\b.*",
        rf"(?:därför|varför)\sgranskade\s{_WE}\b.*",
    ),
    _clause(
        Role.BACKGROUND,
        r"(?:om|kring)\s(?:den\shär\s|denna\s|vår\s|årets\s)?(?:uppföljning(?:en)?|rapport(?:en)?|sammanställning(?:en)?)",
        r"varför\s(?:en\s|denna\s|den\shär\s|gör\svi\s(?:en\s)?|följer\s\w+\s)?(?:uppföljning(?:en)?|rapport(?:en)?|upp\b.*)",
    ),
    _clause(
        Role.ASSESSMENT,
        rf"(?:hur|vad|så)\s(?:bedömer|ser|tycker|anser)\s{_WE}\b.*",
        rf"{_WE}\sbedömer(?:\satt)?",
        r"(?:har|är)\s(?:rekommendationerna|förbättringsområdena|synpunkterna|åtgärderna)\s.*",
    ),
    _clause(
        Role.OBSERVATIONS,
        r"(?:vad|hur)\shar\s(?:\w+\s){0,2}?(?:gjorts?|hänt|åtgärdats?|hanterats?|genomförts?|blivit|gått)\b.*",
        r"(?:vad|det)\s(?:här\s)?som\shar\s(?:gjorts|hänt|åtgärdats|genomförts)\b.*",
        r"(?:det(?:ta)?(?:\shär)?|så)\shar\s(?:\w+\s)?(?:gjorts?|hänt|åtgärdats|hanterats|genomförts|gått)\b.*",
        r"(?:vad\s(?:är|blev)\s(?:gjort|åtgärdat|genomfört|klart)|vad\s(?:åter|kvar)står|kvar\satt\sgöra)\b.*|nu",
        r"vilka\såtgärder\s.*|hur\sgick\sdet.*",
        r"(?:hur|så)\s(?:ser\sdet\sut|är\s(?:det|läget))(?:\s(?:i\sdag|idag|nu|i\sår|år))*",
        rf"vad\s{_WE}\s(?:har\s)?(?:såg|ser|sett|funnit|fann|noterat|noterade|iakttagit).*",
        rf"vad\s(?:såg|fann|noterade|ser)\s{_WE}\s(?:nu|i\sdag|idag|vid\suppföljningen).*",
        r"vad\s(?:visar\s(?:uppföljningen|vår\suppföljning)|uppföljningen\s(?:visar|visade))",
    ),
)
"""The first that fits a heading's bare words is its role."""
