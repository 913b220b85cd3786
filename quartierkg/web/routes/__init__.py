"""The addresses of the service, one module for each family."""

from fastapi import APIRouter

from quartierkg.web.routes import (
    acts,
    catalogue,
    changes,
    decisions,
    discovery,
    documents,
    dossiers,
    dumps,
    fair_use,
    form,
    graph_store,
    graphs,
    help,
    home,
    labels,
    lexicon,
    network,
    notices,
    papers,
    queries,
    resources,
    results,
    search,
    sparql,
    status,
    validate,
    verify,
)

# An address is held against each in turn: what most is asked for stands first. Credentials have addresses among
# those of things, which take any name.
ROUTERS: tuple[APIRouter, ...] = (
    labels.router,
    resources.router,
    sparql.router,
    queries.router,
    home.router,
    help.router,
    lexicon.router,
    validate.router,
    form.router,
    results.router,
    network.router,
    search.router,
    documents.router,
    graphs.router,
    graph_store.router,
    dumps.router,
    changes.router,
    fair_use.router,
    notices.router,
    dossiers.router,
    papers.router,
    acts.router,
    decisions.router,
    verify.router,
    status.router,
    catalogue.router,
    discovery.router,
)

__all__ = ["ROUTERS"]
