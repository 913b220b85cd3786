"""``quartierkg label``: is an awarded label genuine and in force, and the keys that sign such labels."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quartierkg.cli import fetched, files, output
from quartierkg.cli.command import Command, Group
from quartierkg.cli.parameter import Argument, Option
from quartierkg.errors import UsageFault
from quartierkg.intake.source import Source
from quartierkg.label.state import State
from quartierkg.language import Language, Text
from quartierkg.report.text import plain

if TYPE_CHECKING:
    from quartierkg.label.controller import Controller

EXIT_CODES: Final = {
    State.VALID: 0,
    State.SUSPENDED: 10,
    State.WITHDRAWN: 11,
    State.EXPIRED: 12,
    State.NOT_YET_VALID: 13,
    State.TAMPERED: 14,
    State.UNKNOWN_ISSUER: 15,
    State.STATUS_UNKNOWN: 16,
}
"""Apart from those of errors, which every command has."""

_FORMATS: Final = ("text", "json")
_ACCEPT: Final = "application/vc, application/vc+jwt;q=0.9, application/ld+json;q=0.8, application/json;q=0.7"
_JSON: Final = "application/json"


@dataclass(frozen=True, slots=True)
class Verify:
    """Which credential, by which key and lists, and how to tell."""

    file: str
    key: str | None
    status: tuple[str, ...]
    format: str

    def run(self, language: Language) -> int:
        """Tell how the label stands.

        :raises Unreadable: when a file cannot be read, or is not what it should be.
        :raises RemoteFault: when an address does not answer.
        """
        # What signs is loaded when it is needed: the help of the other commands does without.
        from quartierkg.label import account, verification

        found = verification.verify(
            _source(self.file), self._pinned(), [_source(name) for name in self.status], at=datetime.now(UTC)
        )
        if self.format == "json":
            output.write(json.dumps(account.data(found), ensure_ascii=False, indent=2) + "\n")
        else:
            output.write("".join(f"{plain(line)}\n" for line in account.text(found, language).splitlines()))
        return EXIT_CODES[found.state]

    def _pinned(self) -> Controller | None:
        from quartierkg.label import controller

        if self.key is None:
            return None
        source = files.read(self.key, _JSON)
        return controller.read(source.data, source.name)


@dataclass(frozen=True, slots=True)
class Key:
    """Where the keys are, and what to do with them."""

    folder: str
    issuer: str | None
    rotate: bool
    revoke: str | None

    def run(self, language: Language) -> int:
        """Make a key, change it, or revoke an old one; the public key that signs now is printed.

        :raises UsageFault: when the options exclude each other, or the folder cannot be written.
        :raises StoreFault: when there are keys, and they are damaged or open to others.
        """
        from quartierkg.label import controller, keys

        if sum((self.issuer is not None, self.rotate, self.revoke is not None)) > 1:
            raise UsageFault(
                Text(
                    "--issuer, --rotate et --revoke s’excluent.", "--issuer, --rotate and --revoke exclude each other."
                )
            )
        folder = Path(self.folder)
        now = datetime.now(UTC)
        if self.revoke is not None:
            keys.revoke(folder, self.revoke, now)
        elif self.rotate:
            keys.rotate(folder, now)
        else:
            keys.create(folder, self.issuer or controller.ISSUER)
        output.write(keys.read(folder).controller.methods[-1].key + "\n")
        output.say(_KEPT.filled(str(folder / keys.DOCUMENT)).in_(language))
        return 0


def _source(name: str) -> Source:
    """A file, standard input, or the one address that was given."""
    from quartierkg.label import reading

    return fetched.read(name, _ACCEPT, reading.LIMITS) if fetched.is_address(name) else files.read(name, _JSON)


_KEPT: Final = Text("À publier, et à épingler par qui vérifie : {}", "To be published, and pinned by who verifies: {}")

command = Group(
    "label",
    Text(
        "Vérifie un label remis, et tient les clés qui signent.", "Verifies an awarded label, and keeps signing keys."
    ),
    (
        Command(
            "verify",
            Text(
                "Dit si un label est authentique et en vigueur, hors ligne, d’après une clé de confiance.",
                "Tells whether a label is genuine and in force, offline, by a trusted key.",
            ),
            Verify,
            (
                Argument(
                    "file",
                    Text("FICHIER|URL", "FILE|URL"),
                    Text(
                        "Certificat d’un label (JSON-LD ou vc+jwt), ou - pour l’entrée standard.",
                        "Credential of a label (JSON-LD or vc+jwt), or - for standard input.",
                    ),
                ),
                Option(
                    "--key",
                    value=Text("FICHIER", "FILE"),
                    about=Text(
                        "Clé de confiance : « controller document » de l’émetteur, Multikey, ou clé seule (z6Mk…).",
                        "Trusted key: controller document of the issuer, Multikey, or a bare key (z6Mk…).",
                    ),
                ),
                Option(
                    "--status",
                    value=Text("FICHIER|URL", "FILE|URL"),
                    multiple=True,
                    about=Text(
                        "Liste de statut signée, suspensions ou retraits ; répétable.",
                        "Signed status list, suspensions or withdrawals; repeatable.",
                    ),
                ),
                Option(
                    "--format",
                    values=_FORMATS,
                    default=_FORMATS[0],
                    about=Text("Texte ou données.", "Text or data."),
                ),
            ),
            more=Text(
                "Code de retour : 0 valide, 10 suspendu, 11 retiré, 12 expiré, 13 pas encore valable, 14 altéré, "
                "15 émetteur inconnu, 16 statut inconnu ; 2 demande incorrecte ou adresse muette, 3 fichier illisible.",
                "Exit code: 0 valid, 10 suspended, 11 withdrawn, 12 expired, 13 not yet valid, 14 tampered, "
                "15 unknown issuer, 16 status unknown; 2 bad request or silent address, 3 unreadable file.",
            ),
        ),
        Command(
            "key",
            Text(
                "Fait une clé de signature dans un répertoire que personne d’autre ne lit.",
                "Makes a signing key in a folder that nobody else reads.",
            ),
            Key,
            (
                Argument(
                    "folder",
                    Text("RÉPERTOIRE", "FOLDER"),
                    Text("Où sont les clés, et le document à publier.", "Where the keys are, and what to publish."),
                ),
                Option(
                    "--issuer",
                    value=Text("IRI", "IRI"),
                    about=Text(
                        "Émetteur, si ce n’est celui du projet.", "Issuer, where it is not that of the project."
                    ),
                ),
                Option(
                    "--rotate",
                    is_flag=True,
                    about=Text(
                        "Fait une clé neuve ; les anciennes ne servent plus qu’à vérifier.",
                        "Makes a new key; older ones only verify from now on.",
                    ),
                ),
                Option(
                    "--revoke",
                    value=Text("CLÉ", "KEY"),
                    about=Text(
                        "Révoque une ancienne clé : rien de ce qu’elle a signé ne compte plus.",
                        "Revokes an old key: nothing that it signed counts any more.",
                    ),
                ),
            ),
        ),
    ),
)
