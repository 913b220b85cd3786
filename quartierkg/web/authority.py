"""Who stands behind a request, and whether that is enough: a token of the store, or the one an operator starts with."""

from __future__ import annotations

import hmac
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from starlette.requests import Request

from quartierkg.access import COMMITTEE, Access, Role, Standing, Token, Trust
from quartierkg.access.issuer import looks_signed
from quartierkg.errors import NotAllowed, NotAuthorised
from quartierkg.language import Text
from quartierkg.register.lifecycle import role_name
from quartierkg.settings import Settings
from quartierkg.web import audited, service
from quartierkg.web.budget import asking
from quartierkg.web.service import Service

TOKEN_FILE: Final = Token(
    id="token-file",
    holder="operator",
    role=Role.OPERATOR,
    quartier=None,
    created=datetime.min.replace(tzinfo=UTC),
    expires=datetime.max.replace(tzinfo=UTC),
)
"""Whoever shows the token of ``--token-file``: the first operator, who makes the tokens of the others."""

ROLES: Final = {role: role_name(role.value) for role in Role}
_WHO: Final = Text("Cette opération demande un jeton.", "This needs a token.")
_BEARER: Final = Text("Envoyez « Authorization: Bearer JETON ».", "Send “Authorization: Bearer TOKEN”.")
_NOT_BEARER: Final = Text("L’en-tête Authorization ne porte pas de jeton.", "The Authorization header has no token.")
_UNKNOWN: Final = Text("Ce jeton n’existe pas.", "There is no such token.")
_STANDINGS: Final[dict[Standing, Text]] = {
    "expired": Text("Ce jeton a expiré.", "This token has expired."),
    "revoked": Text("Ce jeton a été révoqué.", "This token was revoked."),
}
_ANOTHER: Final = Text("Demandez-en un autre à l’exploitant.", "Ask the operator for another one.")
_ROLE: Final = Text("Le rôle « {} » ne le permet pas.", "The role “{}” does not allow it.")
_QUARTIER: Final = Text("Ce jeton parle pour un autre Quartier.", "This token speaks for another Quartier.")
_NEEDED: Final = Text("Il y faut un jeton d’un de ces rôles : {}.", "It needs a token of one of these roles: {}.")


def opened(settings: Settings, directory: Path) -> Access:
    """The tokens, the trail and the rates of an instance, with the identity provider that it believes.

    :raises StoreFault: when they are damaged, or cannot be opened.
    :raises NotInstalled: when a provider is to be believed, and the extra is not there.
    """
    trust = None
    if settings.oidc_issuer is not None and settings.oidc_audience is not None:
        trust = Trust(settings.oidc_issuer, settings.oidc_audience, settings.oidc_role, settings.oidc_quartier)
    return Access.open(directory, settings.write_rate, trust)


def who(request: Request) -> Token | None:
    """Whose token a request shows; None: it shows none.

    :raises NotAuthorised: when it shows one that is unknown, expired or revoked (RFC 6750, 3.1).
    :raises StoreFault: when the tokens cannot be read.
    """
    given = request.headers.getlist("authorization")
    if not given:
        return None
    scheme, _, shown = given[0].partition(" ")
    if scheme.lower() != "bearer" or len(given) > 1:
        raise _not_authorised(_NOT_BEARER, _BEARER)
    found = _found(service.of(request), shown.strip())
    if found is None:
        raise _not_authorised(_UNKNOWN, _ANOTHER)
    audited.name(request, found)
    standing = found.standing(datetime.now(UTC))
    if standing != "valid":
        raise _not_authorised(_STANDINGS[standing], _ANOTHER)
    return found


def require(request: Request, roles: Collection[Role], quartier: str | None = None) -> Token:
    """Whose token a request shows, where its role is among some.

    :param quartier: the IRI of the Quartier that it is about; an applicant has to speak for that one.
    :raises NotAuthorised: when it shows none, or one that does not count.
    :raises NotAllowed: when the role is another, or the Quartier.
    """
    token = who(request)
    if token is None:
        raise NotAuthorised(_WHO, remedy=_BEARER)
    if token.role not in roles:
        raise NotAllowed(_ROLE.filled(ROLES[token.role]), remedy=_NEEDED.filled(_listed(roles)))
    if quartier is not None and not token.speaks_for(quartier):
        raise NotAllowed(_QUARTIER)
    return token


def writing(request: Request, roles: Collection[Role], quartier: str | None = None) -> Token:
    """The same for a write, which nobody but an operator makes as often as it likes.

    :raises TooManyWrites: when the token, or the address, writes more often than one may.
    """
    access = service.of(request).access
    if access is None:
        return require(request, roles, quartier)
    address = asking(request)
    token = None
    try:
        token = require(request, roles, quartier)
    finally:
        if token is None:  # who is refused has tried
            access.by_address.take(address)
    if token.role is not Role.OPERATOR:
        access.by_address.take(address)
        access.by_token.take(token.id)
    return token


def reads(request: Request, quartier: str | None = None) -> bool:
    """Whether a request may read what is not public: the committee’s side all of it, an applicant what is its own.

    :param quartier: the IRI of the Quartier that it is about; None: it is about no single one.
    :raises NotAuthorised: when a token is shown that does not count.
    """
    token = who(request)
    if token is None or token.role in COMMITTEE:
        return token is not None
    return quartier is not None and token.speaks_for(quartier)


def has_operator(about: Service) -> bool:
    """Whether there is, or may be, anybody who may write graphs."""
    if about.settings.token is not None or about.access is None:
        return about.settings.token is not None
    return about.access.issuer is not None or about.access.tokens.any_of(Role.OPERATOR)


def _found(about: Service, shown: str) -> Token | None:
    own = about.settings.token
    if own is not None and hmac.compare_digest(shown.encode("utf-8", "surrogatepass"), own.encode()):
        return TOKEN_FILE
    if about.access is None:
        return None
    if about.access.issuer is not None and looks_signed(shown):
        return about.access.issuer.token(shown)
    return about.access.tokens.find(shown)


def _not_authorised(text: Text, remedy: Text) -> NotAuthorised:
    fault = NotAuthorised(text, remedy=remedy)
    fault.shown = True
    return fault


def _listed(roles: Collection[Role]) -> Text:
    found = [words for role, words in ROLES.items() if role in roles]
    return Text(", ".join(one.fr for one in found), ", ".join(one.en for one in found))
