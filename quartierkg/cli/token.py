"""``quartierkg token``: tokens are made, listed and revoked, also while a server runs on the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from quartierkg.access import Database, Role, Token, Tokens, Trail, moment
from quartierkg.access.issuer import is_safe
from quartierkg.access.quartier import named
from quartierkg.access.token import subject as subject_of
from quartierkg.cli import desk, options, output
from quartierkg.cli.command import Command, Group
from quartierkg.cli.parameter import Argument, Option
from quartierkg.errors import UsageFault
from quartierkg.language import Language, Text
from quartierkg.register.lifecycle import role_name

_DAYS: Final = "90"
_MADE: Final = Text("Jeton {} créé : {}, rôle {}, jusqu’au {}.", "Token {} made: {}, role {}, until {}.")
_ONCE: Final = Text(
    "Voici son secret. Il ne sera plus jamais affiché.", "Here is its secret. It will never be shown again."
)
_REVOKED: Final = Text("Jeton {} révoqué ({}).", "Token {} revoked ({}).")


@dataclass(frozen=True, slots=True)
class Create:
    """Whose token, for what and how long."""

    store: str | None
    role: str | None
    holder: str | None
    quartier: str | None
    days: str
    subject: str | None

    def run(self, language: Language) -> int:
        """Make it; its secret is all that goes to standard output.

        :raises UsageFault: when it makes no sense.
        :raises StoreFault: when the disk refuses it.
        """
        directory = desk.folder(self.store)
        role = _role(self.role)
        quartier = named(self.quartier) if self.quartier is not None else None
        days, subject = _number(self.days), _subject(self.subject)
        with Database(directory) as database:
            token, secret = Tokens(database).create(self.holder or "", role, quartier, days, subject)
            desk.record(Trail(database), "token create", f"{token.id} {token.role} {token.holder} {subject}".rstrip())
        until = moment.written(token.expires)
        output.say(_MADE.filled(token.id, token.holder, role_name(token.role.value), until).in_(language))
        output.say(_ONCE.in_(language))
        output.write(secret + "\n")
        return 0


@dataclass(frozen=True, slots=True)
class List:
    """Whose tokens are listed."""

    store: str | None

    def run(self, language: Language) -> int:
        """One line for each, with tabs between: what :func:`_columns` gives.

        :raises StoreFault: when the store has none.
        """
        del language
        with Database.existing(desk.folder(self.store)) as database:
            for token in Tokens(database).all():
                output.write("\t".join(_columns(token)) + "\n")
        return 0


@dataclass(frozen=True, slots=True)
class Revoke:
    """Which token, and why."""

    token: str
    store: str | None
    reason: str | None

    def run(self, language: Language) -> int:
        """Revoke it: from now on it counts nowhere, a running server included.

        :raises UsageFault: when no reason is given.
        :raises NotFound: when there is no such token.
        :raises Conflict: when it is revoked already.
        """
        with Database.existing(desk.folder(self.store)) as database:
            token = Tokens(database).revoke(self.token, self.reason or "")
            desk.record(Trail(database), "token revoke", f"{token.id} {token.reason}")
        output.say(_REVOKED.filled(token.id, token.holder).in_(language))
        return 0


def _role(value: str | None) -> Role:
    if value is None:
        raise UsageFault(
            Text("--role : quel rôle ?", "--role: which role?"),
            remedy=Text.alike(", ".join(role.value for role in Role)),
        )
    return Role(value)


def _subject(value: str | None) -> str:
    """Whom the identity provider of an address means: an issuer has no fragment (OpenID Connect Discovery 1.0, 3)."""
    if value is None:
        return ""
    issuer, _, name = value.partition("#")
    if not is_safe(issuer) or not name.strip():
        raise UsageFault(
            Text("--subject : il faut FOURNISSEUR#SUJET.", "--subject: PROVIDER#SUBJECT is needed."),
            remedy=Text(
                "Les valeurs de « iss » et « sub », par exemple https://login.example#1234.",
                "The values of “iss” and “sub”, for example https://login.example#1234.",
            ),
        )
    return subject_of(issuer, name)


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 8 else 0


def _columns(token: Token) -> tuple[str, ...]:
    moments = (moment.written(one) if one else "" for one in (token.created, token.expires, token.revoked))
    standing = token.standing(moment.now())
    return (
        token.id,
        standing,
        token.role.value,
        token.holder,
        token.quartier or "",
        *moments,
        token.reason,
        token.subject,
    )


command = Group(
    "token",
    Text("Crée, liste et révoque les jetons d’un entrepôt.", "Makes, lists and revokes the tokens of a store."),
    (
        Command(
            "create",
            Text("Crée un jeton, et affiche son secret une fois.", "Makes a token, and shows its secret once."),
            Create,
            (
                options.store(),
                Option(
                    "--role",
                    values=tuple(role.value for role in Role),
                    about=Text(
                        "Candidat, membre ou président du comité, exploitant.",
                        "Applicant, committee member or chair, operator.",
                    ),
                ),
                Option(
                    "--holder",
                    value=Text("NOM", "NAME"),
                    about=Text("La personne à qui il est remis.", "The person whom it is given to."),
                ),
                Option(
                    "--quartier",
                    value=Text("NOM", "NAME"),
                    about=Text(
                        "Le Quartier d’un candidat : la fin de son adresse (val-claire), ou son IRI.",
                        "An applicant’s Quartier: the end of its address (val-claire), or its IRI.",
                    ),
                ),
                Option(
                    "--days",
                    value=Text("NOMBRE", "NUMBER"),
                    default=_DAYS,
                    about=Text("Durée de validité, en jours.", "How long it counts, in days."),
                ),
                Option(
                    "--subject",
                    value=Text("FOURNISSEUR#SUJET", "PROVIDER#SUBJECT"),
                    about=Text(
                        "Qui c’est pour le fournisseur d’identité (iss#sub), afin de ne compter que pour une personne.",
                        "Who that is to the identity provider (iss#sub), so as to count as one person.",
                    ),
                ),
            ),
        ),
        Command("list", Text("Donne une ligne par jeton.", "Gives a line for each token."), List, (options.store(),)),
        Command(
            "revoke",
            Text("Révoque un jeton, aussitôt et pour toujours.", "Revokes a token, at once and for good."),
            Revoke,
            (
                Argument(
                    "token", Text("JETON", "TOKEN"), Text("Son identifiant, que list donne.", "Its id, as in list.")
                ),
                options.store(),
                Option("--reason", value=Text("TEXTE", "TEXT"), about=Text("Pourquoi.", "Why.")),
            ),
        ),
    ),
)
