"""What a verification says of a label: one word for programs, one sentence for people."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from quartierkg.language import Text


class State(StrEnum):
    """How a credential stands, at a moment, for whoever trusts some keys."""

    VALID = "valid"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    NOT_YET_VALID = "notYetValid"
    TAMPERED = "tampered"
    UNKNOWN_ISSUER = "unknownIssuer"
    STATUS_UNKNOWN = "statusUnknown"


NAMES: Final = {
    State.VALID: Text("valide", "valid"),
    State.SUSPENDED: Text("suspendu", "suspended"),
    State.WITHDRAWN: Text("retiré", "withdrawn"),
    State.EXPIRED: Text("expiré", "expired"),
    State.NOT_YET_VALID: Text("pas encore valable", "not yet valid"),
    State.TAMPERED: Text("altéré", "tampered"),
    State.UNKNOWN_ISSUER: Text("émetteur inconnu", "unknown issuer"),
    State.STATUS_UNKNOWN: Text("statut inconnu", "status unknown"),
}

SENTENCES: Final = {
    State.VALID: Text(
        "Le certificat est authentique et le label est en vigueur.",
        "The credential is genuine and the label is in force.",
    ),
    State.SUSPENDED: Text(
        "Le certificat est authentique, mais le label est suspendu.",
        "The credential is genuine, but the label is suspended.",
    ),
    State.WITHDRAWN: Text(
        "Le certificat est authentique, mais le label a été retiré.",
        "The credential is genuine, but the label was withdrawn.",
    ),
    State.EXPIRED: Text(
        "Le certificat est authentique, mais le label est arrivé à son terme.",
        "The credential is genuine, but the label has come to its end.",
    ),
    State.NOT_YET_VALID: Text(
        "Le certificat est authentique, mais le label ne vaut pas encore.",
        "The credential is genuine, but the label is not in force yet.",
    ),
    State.TAMPERED: Text(
        "Ce n’est pas ce que l’émetteur a signé : ne vous y fiez pas.",
        "This is not what the issuer signed: do not rely on it.",
    ),
    State.UNKNOWN_ISSUER: Text(
        "La signature n’est d’aucune des clés de confiance : rien ne dit d’où vient ce fichier.",
        "The signature is by none of the trusted keys: nothing tells where this file comes from.",
    ),
    State.STATUS_UNKNOWN: Text(
        "Le certificat est authentique, mais rien ne dit si le label a été suspendu ou retiré depuis.",
        "The credential is genuine, but nothing tells whether the label was suspended or withdrawn since.",
    ),
}
