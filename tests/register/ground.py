"""Granvik's rows, for tests that need some."""

from __future__ import annotations

import datetime
import hashlib
import itertools

from iaktta.register.intake import intake
from iaktta.register.models import Body, Membership, Organisation, Reading, SourceDocument, User
from iaktta.report import Report

_number = itertools.count(1)


def organisation(slug: str) -> Organisation:
    return Organisation.objects.create(slug=slug, name=f"{slug.capitalize()}s kommun")


def body(of: Organisation, kind: Body.Kind, name: str) -> Body:
    return Body.objects.create(organisation=of, kind=kind, name=name)


def membership(user: User, of: Body, role: Membership.Role, **fields: object) -> Membership:
    if role == Membership.Role.AUDIT_EXPERT:
        fields.setdefault("ends_on", datetime.date.today() + datetime.timedelta(days=30))
    return Membership.objects.create(
        organisation_id=of.organisation_id, owner=of, user=user, body=of, role=role, **fields
    )


def document(owner: Body, by: User, content: bytes | None = None) -> SourceDocument:
    """A file of the owner's, another at each call unless its content is given."""
    content = f"Fil {next(_number)}".encode() if content is None else content
    return SourceDocument.objects.create(
        organisation_id=owner.organisation_id,
        owner=owner,
        sha256=hashlib.sha256(content).hexdigest(),
        name="uppföljning.txt",
        media_type="text/plain",
        size=len(content),
        taken_in_by=by,
    )


def take_in(report: Report, owner: Body, by: User, text: str = "") -> Reading:
    """A reading of a new document that says what the report says."""
    return intake(report, document=document(owner, by), text=text, owner=owner, by=by)
