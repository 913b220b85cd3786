"""Every error that the product raises on purpose.

::

    QuartierError
    ├── Unreadable            the bytes are not a dossier that can be judged (exit 3)
    │   ├── TooLarge          a cap was passed; the limit and its value are named (413)
    │   ├── UnknownFormat     neither the name nor the media type says what it is (415)
    │   ├── SyntaxFault       not well-formed; line and column are named (400)
    │   ├── Refused           well-formed, but holds what is never accepted (422)
    │   ├── NotADossier       well-formed RDF without exactly one dossier (422)
    │   ├── BadCells          cells of a workbook that nothing can be made of; each is named (422)
    │   ├── NotACredential    neither a credential nor a key or list that goes with one (422)
    │   └── NotAReport        well-formed RDF without a SHACL validation report (422)
    ├── UsageFault            the caller asked for something that does not exist (exit 2, 400)
    │   ├── NotAcceptable     no offered media type fits the Accept header (406)
    │   ├── NotAuthorised     no token, or one that does not count (401); NotAllowed: its role does not allow it (403)
    │   ├── Conflict          it was done already, or somebody else did something in between (409)
    │   ├── NotFound          nothing lives at that address (404)
    │   ├── Gone              something lived there once (410)
    │   ├── NotKept           results are not kept here (403); KeptFull: there is no more room for them (507)
    │   ├── RangeNotSatisfiable  a file has none of the bytes that are asked for (416)
    │   ├── ParameterFault    a parameter that does not fit; UnknownValue names what is not there (404)
    │   ├── QueryFault        a SPARQL query that does not parse or is not answered here (400)
    │   └── NotInstalled      what was asked needs an optional extra that is not installed (501)
    ├── Unanswered            a query was admitted and got no answer (503)
    │   ├── TooBusy           too many wait already (429)
    │   ├── TooManyWrites     somebody writes more often than one may (429)
    │   ├── Overloaded        no worker became free in time
    │   ├── PastDeadline      it took longer than queries may
    │   ├── NotReady          what would answer is still being built
    │   ├── OutOfMemory       it took more memory than queries may
    │   └── WorkerLost        the process that answered ended
    ├── ShapesFault           the shapes are broken; the service must not start (exit 2, 500)
    ├── EngineFault           an engine failed, or two engines disagree (exit 4, 500)
    └── StoreFault            the journal or an index is damaged or locked (exit 2, 500)

Errors are raised where the cause is known and turned into an exit code by ``quartierkg.cli`` or into
problem+json by ``quartierkg.web``: both read the two class attributes below, and nothing else decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Self

from quartierkg.language import Language, Text

_APOSTROPHE: Final = "'"
# A sheet whose name has anything else stands between apostrophes (Office Open XML, 18.17.2.3).
_UNQUOTED: Final = re.compile(r"[^\w.]|^[0-9]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a source something stands: lines and columns count from 1."""

    line: int
    column: int
    sheet: str | None = None
    """The sheet of a workbook, whose rows are the lines."""

    @property
    def cell(self) -> str:
        """The cell of a workbook, as spreadsheets write it: ``Acteurs!C12``."""
        letters, number = "", self.column
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("A") + rest) + letters
        sheet = self.sheet or ""
        quoted = f"'{sheet.replace(_APOSTROPHE, 2 * _APOSTROPHE)}'" if _UNQUOTED.search(sheet) else sheet
        return f"{quoted}!{letters}{self.line}"

    def value(self) -> dict[str, Any]:
        """The place for programs: line and column, and the cell of a workbook."""
        found: dict[str, Any] = {"line": self.line, "column": self.column}
        return found if self.sheet is None else {**found, "cell": self.cell}

    @property
    def said(self) -> Text:
        """The place for a reader: a line, or a cell."""
        if self.sheet is not None:
            return Text.alike(self.cell)
        return Text(f"ligne {self.line}", f"line {self.line}")


class QuartierError(Exception):
    """The root: a bilingual text, the source it is about, the place in it, and the way out."""

    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 2
    kind: ClassVar[str] = "error"
    title: ClassVar[Text] = Text("Erreur", "Error")

    def __init__(
        self, text: Text, *, source: str | None = None, place: Place | None = None, remedy: Text | None = None
    ) -> None:
        super().__init__(text.en)
        self.text = text
        self.source = source
        self.place = place
        self.remedy = remedy

    def line(self, language: Language) -> str:
        """One line for a person: source, place, what happened, and the way out."""
        parts = [f"{self._where(language)} " if self.source or self.place else "", self.text.in_(language)]
        if self.remedy is not None:
            parts.append(f" {self.remedy.in_(language)}")
        return "".join(parts)

    def _where(self, language: Language) -> str:
        """Source and place with their colon: editors read the one after a column, which French types like English."""
        if self.place is not None and self.place.sheet is not None:
            return Text("{} {} :", "{} {}:").filled(self.source or "", self.place.cell).in_(language).strip()
        if self.place is not None:
            return f"{self.source or ''}:{self.place.line}:{self.place.column}:"
        return f"{self.source}\u00a0:" if language == "fr" else f"{self.source}:"

    def __str__(self) -> str:
        return self.line("en")

    def __reduce__(self) -> tuple[object, ...]:
        """What another process needs to have the same error; exceptions are rebuilt from their first argument alone.

        What a kind says beyond that, as the cells of a workbook, stands in its own attributes.
        """
        return _restored, (type(self), self.text, self.source, self.place, self.remedy), vars(self)


def _restored(
    kind: type[QuartierError], text: Text, source: str | None, place: Place | None, remedy: Text | None
) -> QuartierError:
    return kind(text, source=source, place=place, remedy=remedy)


class Unreadable(QuartierError):
    """The bytes are not a dossier that can be judged."""

    status = 422
    exit_code = 3
    kind = "unreadable"
    title = Text("Fichier illisible", "Unreadable file")


class TooLarge(Unreadable):
    """A cap of intake was passed."""

    status = 413
    kind = "too-large"
    title = Text("Fichier trop volumineux", "File too large")


class UnknownFormat(Unreadable):
    """Neither the file's name nor its media type says which RDF syntax it is."""

    status = 415
    kind = "unknown-format"
    title = Text("Format inconnu", "Unknown format")


class SyntaxFault(Unreadable):
    """The source is not well-formed in its syntax."""

    status = 400
    kind = "syntax"
    title = Text("Erreur de syntaxe", "Syntax error")


class Refused(Unreadable):
    """The source is well-formed but holds something that is never accepted."""

    kind = "refused"
    title = Text("Contenu refusé", "Content refused")


class NotADossier(Unreadable):
    """The source does not hold exactly one dossier."""

    kind = "not-a-dossier"
    title = Text("Pas de dossier", "Not a dossier")


class BadCells(Unreadable):
    """Cells of a workbook that nothing can be made of; each is named."""

    kind = "cells"
    title = Text("Cellules illisibles", "Unreadable cells")
    told: tuple[Text, ...] = ()
    """What the text says, cell by cell."""
    faults: tuple[Any, ...] = ()
    """Each with its cell and what is said of it, for whoever tells all of them."""
    ignored: tuple[Any, ...] = ()
    """The sheets and columns that were passed over, told alike."""


class NotACredential(Unreadable):
    """The source is neither a verifiable credential nor a key or a status list that goes with one."""

    kind = "not-a-credential"
    title = Text("Pas un certificat vérifiable", "Not a verifiable credential")


class NotAReport(Unreadable):
    """The source holds no SHACL validation report."""

    kind = "not-a-report"
    title = Text("Pas de rapport de validation", "Not a validation report")


class UsageFault(QuartierError):
    """The caller asked for something that does not exist or does not fit."""

    status = 400
    kind = "usage"
    title = Text("Demande incorrecte", "Bad request")


class NotAcceptable(UsageFault):
    """No offered media type fits what the client accepts."""

    status = 406
    kind = "not-acceptable"
    title = Text("Aucun format acceptable", "Not acceptable")


class AddressTooLong(UsageFault):
    """An address is longer than any that is read."""

    status = 414
    kind = "address-too-long"
    title = Text("Adresse trop longue", "Address too long")


class NotAuthorised(UsageFault):
    """What needs a token, without one, or with one that does not count."""

    status = 401
    kind = "not-authorised"
    title = Text("Jeton nécessaire", "Token needed")
    shown: bool = False
    """Whether a token was shown."""


class NotAllowed(UsageFault):
    """What nobody may do here, or nobody in that role."""

    status = 403
    kind = "not-allowed"
    title = Text("Opération refusée", "Not allowed")


class PreconditionFailed(UsageFault):
    """A write was meant for another state than that of now."""

    status = 412
    kind = "precondition"
    title = Text("Condition non remplie", "Precondition failed")


class Conflict(UsageFault):
    """What is asked for was done already, or somebody else did something in between."""

    status = 409
    kind = "conflict"
    title = Text("Conflit", "Conflict")


class NotFound(UsageFault):
    """Nothing lives at the address."""

    status = 404
    kind = "not-found"
    title = Text("Introuvable", "Not found")


class Gone(UsageFault):
    """What lived at the address was published once, and is no longer."""

    status = 410
    kind = "gone"
    title = Text("Retiré", "Gone")


class NotKept(UsageFault):
    """The result of a check is to be kept, and this instance keeps none."""

    status = 403
    kind = "not-kept"
    title = Text("Résultat non gardé", "Result not kept")


class KeptFull(NotKept):
    """There is no more room for results that are kept, of one client or of all."""

    status = 507
    kind = "kept-full"
    title = Text("Plus de place pour garder", "No room to keep")


class RangeNotSatisfiable(UsageFault):
    """A file has none of the bytes that are asked for (RFC 9110, 15.5.17)."""

    status = 416
    kind = "range"
    title = Text("Plage hors du fichier", "Range not satisfiable")
    size: int = 0
    """How many bytes the file has."""


class ParameterFault(UsageFault):
    """A parameter of a stored query that is unknown, missing, or has a value that does not fit.

    Its ``source`` is the name of the parameter.
    """

    kind = "parameter"
    title = Text("Paramètre incorrect", "Bad parameter")


class UnknownValue(ParameterFault):
    """A parameter names a thing that is not there."""

    status = 404
    kind = "unknown-value"
    title = Text("Valeur inconnue", "Unknown value")


class QueryFault(UsageFault):
    """A SPARQL query that does not parse, or that is not answered here."""

    kind = "query"
    title = Text("Requête refusée", "Query refused")

    def value(self) -> dict[str, Any]:
        """The fault for another process that is trusted with nothing but JSON."""
        return {
            "text": [self.text.fr, self.text.en],
            "remedy": [self.remedy.fr, self.remedy.en] if self.remedy else None,
            "source": self.source,
            "place": [self.place.line, self.place.column] if self.place else None,
        }

    @classmethod
    def read(cls, value: dict[str, Any]) -> Self:
        """The fault that :meth:`value` wrote."""
        return cls(
            Text(*value["text"]),
            source=value["source"],
            place=Place(*value["place"]) if value["place"] else None,
            remedy=Text(*value["remedy"]) if value["remedy"] else None,
        )


class Unanswered(QuartierError):
    """A query was admitted and got no answer: the service ended it, or could not take it."""

    status = 503
    kind = "unanswered"
    title = Text("Requête sans réponse", "Query not answered")
    retry_after: int | None = None
    """After how many seconds another try makes sense; None where the same query would end alike."""


class TooBusy(Unanswered):
    """Too many queries wait already."""

    status = 429
    kind = "too-busy"
    title = Text("Trop de requêtes en attente", "Too many queries waiting")
    retry_after = 2


class Overloaded(Unanswered):
    """No worker became free in time."""

    kind = "overloaded"
    title = Text("Service surchargé", "Service overloaded")
    retry_after = 5


class OverBudget(Unanswered):
    """A client has used what one client may."""

    status = 429
    kind = "budget"
    title = Text("Temps de calcul épuisé", "Processing time used up")


class TooManyWrites(Unanswered):
    """A token or an address writes more often than one may."""

    status = 429
    kind = "too-many-writes"
    title = Text("Trop d’écritures", "Too many writes")


class PastDeadline(Unanswered):
    """The query took longer than queries may."""

    kind = "deadline"
    title = Text("Délai dépassé", "Deadline passed")
    retry_after = 30


class OutOfMemory(Unanswered):
    """The query took more memory than queries may."""

    kind = "memory"
    title = Text("Mémoire épuisée", "Out of memory")


class WorkerLost(Unanswered):
    """The process that answered ended."""

    kind = "worker-lost"
    title = Text("Processus perdu", "Worker lost")


class NotReady(Unanswered):
    """What would answer is still being built."""

    kind = "not-ready"
    title = Text("Pas encore prêt", "Not ready yet")
    retry_after = 30


class RemoteFault(Unanswered):
    """The other server that keeps the graphs does not answer, or not as it should."""

    status = 502
    kind = "remote"
    title = Text("Entrepôt distant en défaut", "Remote store failure")
    retry_after = 30


class NotInstalled(UsageFault):
    """What was asked for needs an optional extra of the product that this installation does not have."""

    status = 501
    kind = "not-installed"
    title = Text("Complément non installé", "Extra not installed")


class ShapesFault(QuartierError):
    """The shapes are broken: nothing may be judged with them."""

    kind = "shapes"
    title = Text("Formes SHACL invalides", "Broken shapes")


class EngineFault(QuartierError):
    """A validation engine failed, or two engines disagree."""

    exit_code = 4
    kind = "engine"
    title = Text("Moteur de validation en défaut", "Validation engine failure")


class StoreFault(QuartierError):
    """The journal or an index is damaged, locked or not usable."""

    kind = "store"
    title = Text("Entrepôt en défaut", "Store failure")
