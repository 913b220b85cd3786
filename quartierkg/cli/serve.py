"""``quartierkg serve``: the network and the validation over HTTP."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from typing import Final

from quartierkg import settings
from quartierkg.cli import options, output
from quartierkg.cli.command import Command
from quartierkg.cli.environment import strays, traced
from quartierkg.cli.parameter import Option
from quartierkg.errors import UsageFault
from quartierkg.language import Language, Text
from quartierkg.limits import LIMITS

_SERVING: Final = Text("quartierkg répond à {} (Ctrl+C pour arrêter)", "quartierkg answers at {} (Ctrl+C to stop)")


@dataclass(frozen=True, slots=True)
class Serve:
    """Where to listen and what to serve; what is not given comes from the environment."""

    host: str | None
    port: str | None
    base: str | None
    contact: str | None
    publisher: str | None
    director: str | None
    hosting: str | None
    data_officer: str | None
    legal_bases: str | None
    store: str | None
    store_graphs: str | None
    store_update: str | None
    store_login: str | None
    journal: str | None
    data: str | None
    log: str | None
    service: str | None
    budget: str | None
    write_rate: str | None
    proposal_days: str | None
    keep_days: str | None
    oidc_issuer: str | None
    oidc_audience: str | None
    oidc_role: str | None
    oidc_quartier: str | None
    proxy: str | None
    token_file: str | None
    update: bool
    test_suite: bool
    workers: str | None
    queue: str | None
    patience: str | None
    deadline: str | None
    memory: str | None

    def run(self, language: Language) -> int:
        """Serve until the process is told to stop."""
        given = asdict(self) | {"update": _on(self.update), "test_suite": _on(self.test_suite)}
        try:
            read = settings.read(given)
        except UsageFault as fault:
            raise traced(fault, given, os.environ) from fault
        for stray in strays(os.environ):
            output.say(stray.in_(language))
        from quartierkg.web.server import serve  # the framework takes longer to load than most commands to run

        serve(
            read,
            lambda address: output.write(_SERVING.in_(language).format(address) + "\n"),
            lambda said: output.say(said.in_(language)),
        )
        return 0


def _on(switch: bool) -> str | None:
    """A switch that is not given leaves the word to the environment."""
    return "1" if switch else None


_ABOUT: Final = {
    "workers": Text("Requêtes évaluées à la fois", "Queries evaluated at once"),
    "queue": Text("Requêtes qui peuvent attendre", "Queries that may wait"),
    "patience": Text("Attente d’un processus libre, en secondes", "Wait for a free worker, in seconds"),
    "deadline": Text("Délai d’une requête, en secondes", "Deadline of a query, in seconds"),
    "memory": Text("Mémoire d’un processus, en Mio", "Memory of a worker, in MiB"),
}


def _limit(name: str) -> Option:
    """A limit of the queries of strangers."""
    default = f"{getattr(settings.DEFAULTS.limits, name):g}"
    variable = settings.PREFIX + name.upper()
    about = _ABOUT[name]
    return Option(
        f"--{name}",
        value=Text("NOMBRE", "NUMBER"),
        about=Text(
            f"{about.fr} (ou {variable}) [par défaut : {default}]", f"{about.en} (or {variable}) [default: {default}]"
        ),
    )


command = Command(
    "serve",
    Text("Sert le réseau et la vérification par HTTP.", "Serves the network and the validation over HTTP."),
    Serve,
    (
        Option(
            "--host",
            value=Text("ADRESSE", "ADDRESS"),
            about=Text(
                f"Adresse d’écoute (ou QUARTIERKG_HOST) [par défaut : {settings.DEFAULTS.host}]",
                f"Address to listen on (or QUARTIERKG_HOST) [default: {settings.DEFAULTS.host}]",
            ),
        ),
        Option(
            "--port",
            value=Text("PORT", "PORT"),
            about=Text(
                f"Port d’écoute, 0 pour un port libre (ou QUARTIERKG_PORT) [par défaut : {settings.DEFAULTS.port}]",
                f"Port to listen on, 0 for a free one (or QUARTIERKG_PORT) [default: {settings.DEFAULTS.port}]",
            ),
        ),
        Option(
            "--base",
            value=Text("URL", "URL"),
            about=Text(
                "Adresse publique du service (ou QUARTIERKG_BASE).",
                "Public address of the service (or QUARTIERKG_BASE).",
            ),
        ),
        Option(
            "--contact",
            value=Text("URI", "URI"),
            about=Text(
                "À qui signaler une faille : mailto:, tel: ou https: (ou QUARTIERKG_CONTACT) [personne]",
                "Whom to tell of a weakness: mailto:, tel: or https: (or QUARTIERKG_CONTACT) [nobody]",
            ),
        ),
        *options.imprint(),
        options.store(),
        *options.remote(),
        options.data(),
        Option(
            "--log",
            values=settings.LOGS,
            about=Text(
                "Journal des requêtes, sur la sortie d’erreur (ou QUARTIERKG_LOG) [par défaut : off]",
                "Log of the requests, on standard error (or QUARTIERKG_LOG) [default: off]",
            ),
        ),
        Option(
            "--service",
            value=Text("URL", "URL"),
            about=Text(
                "Serveurs que SERVICE peut interroger, séparés par des espaces (ou QUARTIERKG_SERVICE) [aucun]",
                "Servers that SERVICE may ask, separated by spaces (or QUARTIERKG_SERVICE) [none]",
            ),
        ),
        Option(
            "--budget",
            value=Text("NOMBRE", "NUMBER"),
            about=Text(
                "Secondes de calcul d’un client par minute (ou QUARTIERKG_BUDGET) [sans limite]",
                "Seconds of processing of one client in a minute (or QUARTIERKG_BUDGET) [no limit]",
            ),
        ),
        Option(
            "--write-rate",
            value=Text("NOMBRE", "NUMBER"),
            about=Text(
                "Écritures d’un jeton par minute, hors exploitant (ou QUARTIERKG_WRITE_RATE) "
                f"[par défaut : {settings.DEFAULTS.write_rate:g}]",
                "Writes of a token in a minute, save an operator’s (or QUARTIERKG_WRITE_RATE) "
                f"[default: {settings.DEFAULTS.write_rate:g}]",
            ),
        ),
        Option(
            "--proposal-days",
            value=Text("NOMBRE", "NUMBER"),
            about=Text(
                "Jours pendant lesquels une proposition peut être approuvée (ou QUARTIERKG_PROPOSAL_DAYS) "
                f"[par défaut : {settings.DEFAULTS.proposal_days:g}]",
                "Days during which a proposal can be approved (or QUARTIERKG_PROPOSAL_DAYS) "
                f"[default: {settings.DEFAULTS.proposal_days:g}]",
            ),
        ),
        Option(
            "--keep-days",
            value=Text("NOMBRE", "NUMBER"),
            about=Text(
                "Jours pendant lesquels un résultat de vérification se garde sur demande, 0 pour aucun (ou "
                f"QUARTIERKG_KEEP_DAYS) [par défaut : {settings.DEFAULTS.keep_days}]",
                "Days for which a result of a check is kept on request, 0 for none (or "
                f"QUARTIERKG_KEEP_DAYS) [default: {settings.DEFAULTS.keep_days}]",
            ),
        ),
        Option(
            "--oidc-issuer",
            value=Text("URL", "URL"),
            about=Text(
                "Fournisseur d’identité dont les jetons signés comptent (ou QUARTIERKG_OIDC_ISSUER) [aucun]",
                "Identity provider whose signed tokens count (or QUARTIERKG_OIDC_ISSUER) [none]",
            ),
        ),
        Option(
            "--oidc-audience",
            value=Text("NOM", "NAME"),
            about=Text(
                "Destinataire que ces jetons nomment, « aud » (ou QUARTIERKG_OIDC_AUDIENCE)",
                "Whom these tokens are made for, “aud” (or QUARTIERKG_OIDC_AUDIENCE)",
            ),
        ),
        Option(
            "--oidc-role",
            value=Text("NOM", "NAME"),
            about=Text(
                f"Leur champ qui donne le rôle (ou QUARTIERKG_OIDC_ROLE) [par défaut : {settings.DEFAULTS.oidc_role}]",
                f"Their claim that gives the role (or QUARTIERKG_OIDC_ROLE) [default: {settings.DEFAULTS.oidc_role}]",
            ),
        ),
        Option(
            "--oidc-quartier",
            value=Text("NOM", "NAME"),
            about=Text(
                "Leur champ qui donne le Quartier d’un candidat (ou QUARTIERKG_OIDC_QUARTIER) "
                f"[par défaut : {settings.DEFAULTS.oidc_quartier}]",
                "Their claim that gives an applicant’s Quartier (or QUARTIERKG_OIDC_QUARTIER) "
                f"[default: {settings.DEFAULTS.oidc_quartier}]",
            ),
        ),
        Option(
            "--proxy",
            value=Text("ADRESSE", "ADDRESS"),
            about=Text(
                "Mandataires que l’on croit sur l’adresse du client : IP ou réseaux (ou QUARTIERKG_PROXY) [aucun]",
                "Proxies that are believed about the client’s address: IP or networks (or QUARTIERKG_PROXY) [none]",
            ),
        ),
        Option(
            "--token-file",
            value=Text("FICHIER", "FILE"),
            about=Text(
                "Jeton de l’exploitant, qui peut alors écrire des graphes (ou QUARTIERKG_TOKEN_FILE)",
                "Token of the operator, who may write graphs then (or QUARTIERKG_TOKEN_FILE)",
            ),
        ),
        Option(
            "--update",
            is_flag=True,
            about=Text(
                "Accepte de l’exploitant les mises à jour SPARQL (ou QUARTIERKG_UPDATE=1)",
                "Takes SPARQL updates from the operator (or QUARTIERKG_UPDATE=1)",
            ),
        ),
        Option(
            "--test-suite",
            is_flag=True,
            about=Text(
                "Entrepôt vide, ouvert à l’écriture, pour les suites de tests : sur cette machine seulement",
                "An empty store, open for writing, for test suites: on this machine only",
            ),
        ),
        *(_limit(name) for name in LIMITS),
    ),
)
