"""What the API answers and takes in. Names are those of the report schema; what is not stated is null.

Examples are of the invented Granviks kommun.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from iaktta.register.models import Body, Membership, Organisation, StatusSet
from iaktta.report import Basis, Effect, Kind, Status, Verdict


def _plain(text: str) -> str:
    # A database takes no NUL, and a page no other control characters than tab and line breaks.
    if any(ord(letter) < 32 and letter not in "\t\n\r" for letter in text):
        raise PydanticCustomError("control_characters", "control characters")
    return text


Key = Annotated[int, Field(ge=1, le=2**63 - 1)]
Year = Annotated[int, Field(ge=1000, le=2999)]
Cursor = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,17}$")]
# To the microsecond, which Django's own JSON leaves out: what is read has to be what is sent back.
Moment = Annotated[
    AwareDatetime,
    PlainSerializer(lambda moment: moment.isoformat(), return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}, mode="serialization"),
]
Words = Annotated[str, Field(max_length=200), AfterValidator(_plain)]


class Taken(Schema):
    """What is taken in: a field that nobody knows is refused, not left out in silence."""

    model_config = ConfigDict(extra="forbid")


class Problem(Schema):
    """A problem (RFC 9457). `type` leads to the page that tells of it; texts are Swedish."""

    type: str = Field(examples=["/api/#invalid"])
    title: str = Field(examples=["Något i begäran behöver rättas"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["Rätta det som står i errors och försök igen."])
    instance: str | None = Field(
        None,
        description="The number of the call, also in X-Request-ID; never with 404, which is always the same.",
    )
    errors: list[ProblemPart] | None = Field(None, description="What to put right, one by one.")


class ProblemPart(Schema):
    """One thing to put right: the place in the body (JSON Pointer), or the parameter."""

    pointer: str | None = Field(None, examples=["#/text"])
    parameter: str | None = Field(None, examples=["limit"])
    detail: str


class OrganisationOut(Schema):
    """A municipality, region, company or joint authority (organisation)."""

    id: Key
    slug: str = Field(examples=["granvik"])
    name: str = Field(examples=["Granviks kommun"])
    kind: Organisation.Kind


class BodyOut(Schema):
    """A committee, administration, executive board, or the auditors (organ)."""

    id: Key
    name: str = Field(examples=["Socialnämnden"])
    kind: Body.Kind


class PersonOut(Schema):
    """The person in whose name the token acts."""

    id: Key
    name: str = Field(examples=["Ada Ek"])
    email: str = Field(examples=["ada.ek@granvik.example"])


class TokenOut(Schema):
    """The token (API-nyckel)."""

    name: str = Field(examples=["Diariesystemet"])
    prefix: str = Field(description="The beginning of the secret.", examples=["iaktta_Qm81xZ"])
    expires_on: datetime.date = Field(description="The last day.")


class Me(Schema):
    """Who the token is, and what its role may do."""

    person: PersonOut
    organisation: OrganisationOut
    body: BodyOut = Field(description="The body in which the role is held.")
    role: Membership.Role
    may: list[str] = Field(
        description="What the role may do, somewhere in the organisation.", examples=[["read"]]
    )
    token: TokenOut


class CommitteeRef(Schema):
    """A committee (nämnd) by key and name; a name that no committee has stands alone."""

    id: Key | None
    name: str = Field(examples=["Socialnämnden"])


class CommitteeOut(Schema):
    """A committee (nämnd)."""

    id: Key
    name: str
    slug: str
    short: str | None = Field(description="Abbreviation (förkortning).", examples=["SN"])
    starts_on: datetime.date | None
    ends_on: datetime.date | None


class CountsOut(Schema):
    """How many of the recommendations have each status."""

    implemented: int
    partly_implemented: int
    not_implemented: int
    no_longer_relevant: int
    not_stated: int


class AuditItem(Schema):
    """An audit (granskning) as a list has it."""

    id: Key
    title: str | None = Field(examples=["Granskning av inköp"])
    year: int | None
    verdict: Verdict | None = Field(description="That of the newest document that gives one (bedömning).")
    committees: list[str] = Field(description="Those whom its recommendations are addressed to.")
    counts: CountsOut


class SourceOut(Schema):
    """A place in a document: [start, end) in code points of its plain text, pages counted from 1."""

    document: Key
    reading: Key = Field(description="The reading whose plain text the places count in.")
    start: int
    end: int
    page: int | None
    part: str | None
    pieces: list[list[int]] = Field(description="The pieces, where it is not in one.")


class DocumentRef(Schema):
    """A document in its current reading, as it is cited."""

    id: Key
    title: str = Field(examples=["Uppföljning av granskningar 2024"])
    kind: Kind | None
    year: int | None
    date: datetime.date | None


class CommitmentOut(Schema):
    """What a committee promises (åtagande), and by when."""

    text: str | None
    due: datetime.date | None


class StatementOut(Schema):
    """A response (svar) or an observation (iakttagelse) in a document's own words; secret words are gaps."""

    kind: str = Field(description="response or observation.")
    text: str | None
    basis: Basis | None = Field(description="What an observation rests on.")
    verified: bool | None
    committees: list[str] = Field(description="Whose words they are, as written.")
    commitments: list[CommitmentOut]
    is_secret: bool = Field(description="The document marks it, or a passage of it, as secret (sekretess).")
    source: SourceOut | None


class DecisionOut(Schema):
    """A decision (beslut) as cited."""

    committee: str | None
    date: datetime.date | None
    paragraph: str | None
    registration: str | None = Field(description="Diarienummer.")


class TreatmentOut(Schema):
    """An audit as one document treats it."""

    document: DocumentRef
    title: str | None
    section: str | None
    purpose: str | None
    response_due: datetime.date | None
    verdict: Verdict | None
    assessment: str | None
    decisions: list[DecisionOut]
    statements: list[StatementOut] = Field(description="On the audit as a whole.")
    source: SourceOut | None


class AddressedOut(Schema):
    """A committee that a recommendation is addressed to, with the status that counts for it."""

    committee: CommitteeRef
    status: Status | None


class RecommendationItem(Schema):
    """A recommendation (rekommendation) as a list has it."""

    id: Key
    audit: Key | None = Field(description="Null where a follow-up gave it.")
    number: str | None
    text: str
    year: int | None
    status: Status | None = Field(description="As a whole, of all addressees; null where not stated.")
    addressees: list[AddressedOut]


class AuditOut(Schema):
    """An audit with its recommendations and how each document treats it, oldest first."""

    id: Key
    title: str | None
    year: int | None
    verdict: Verdict | None
    joined_into: Key | None = Field(description="The audit that it has been found to be the same as.")
    counts: CountsOut
    recommendations: list[RecommendationItem]
    documents: list[TreatmentOut]


class SaidOut(Schema):
    """What one speaker last said of a committee's state; the first in the list is what counts."""

    speaker: StatusSet.Speaker
    status: Status | None
    effect: Effect | None
    said_on: datetime.date | None
    reason: str | None


class AddresseeOut(Schema):
    """One committee's part of a recommendation; answer it with this key."""

    id: Key
    committee: CommitteeRef
    status: Status | None = Field(description="What counts.")
    said: list[SaidOut]
    may_answer: bool = Field(description="Whether the token's role may write this committee's answer.")


class SpokenOut(Schema):
    """A recommendation as one document states it, with what it says of it."""

    document: DocumentRef
    number: str | None
    text: str | None
    status: Status | None
    effect: Effect | None
    statements: list[StatementOut]
    source: SourceOut | None


class ResponseOut(Schema):
    """A committee's answer written here (svar): a draft within the committee until it is sent."""

    id: Key
    addressee: Key
    committee: CommitteeRef
    text: str
    decided_on: datetime.date | None
    paragraph: str | None
    registration: str | None
    is_draft: bool
    changed_at: Moment
    sent_at: Moment | None


class RecommendationOut(Schema):
    """A recommendation over the years."""

    id: Key
    audit: Key | None
    number: str | None
    text: str
    year: int | None
    status: Status | None
    joined_into: Key | None = Field(
        description="The recommendation that it has been found to be the same as."
    )
    renews: Key | None
    addressees: list[AddresseeOut]
    documents: list[SpokenOut] = Field(description="Oldest first.")
    responses: list[ResponseOut] = Field(
        description="Sent ones, and drafts of the own committee; oldest first."
    )


class DraftIn(Taken):
    """An answer to keep as a draft."""

    text: Annotated[str, Field(min_length=1, max_length=20_000), AfterValidator(_plain)] = Field(
        examples=["Nämnden antar riktlinjer för inköp i maj 2026."]
    )
    decided_on: datetime.date | None = Field(None, description="The day of the decision (beslutsdag).")
    paragraph: Annotated[str, Field(max_length=20), AfterValidator(_plain)] | None = Field(
        None, examples=["41"]
    )
    registration: Annotated[str, Field(max_length=60), AfterValidator(_plain)] | None = Field(
        None, description="Diarienummer.", examples=["SN 2026/17"]
    )
    changed_at: AwareDatetime | None = Field(
        description="`changed_at` of the draft that you have read; null where there was none. "
        "Another value than the draft's own gives 409, so that nobody's words are lost."
    )


class SendIn(Taken):
    """Which draft to send."""

    changed_at: AwareDatetime = Field(description="`changed_at` of the draft that you have read.")


class DocumentItem(Schema):
    """A document in its current reading."""

    id: Key
    title: str
    kind: Kind | None
    year: int | None
    date: datetime.date | None
    body: str | None = Field(description="Whose report it is, as written.")
    author: str | None
    registration: str | None = Field(description="Diarienummer.")
    file_name: str
    sha256: str = Field(description="Of the file that was read.")
    taken_in_at: Moment


class DocumentOut(DocumentItem):
    """A document with everything that was read in it."""

    reading: Key
    with_secrets: bool = Field(description="Whether secret words stand in it; else there are gaps.")
    report: dict[str, Any] = Field(description="The report, in the schema iaktta.report/1.")


class TextOut(Schema):
    """The plain text that the places of a reading count in; secret letters are blocked out (█)."""

    document: Key
    reading: Key
    with_secrets: bool
    text: str


Problem.model_rebuild()
