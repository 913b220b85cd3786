"""The addresses of the service, one module for each family."""

from fastapi import APIRouter

from quartierkg.web.routes import (
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
    queries,
    resources,
    results,
    search,
    sparql,
    status,
    validate,
    verify,
)

ROUTERS: tuple[APIRouter, ...] = (
    home.router,
    help.router,
    sparql.router,
    lexicon.router,
    validate.router,
    form.router,
    results.router,
    queries.router,
    network.router,
    search.router,
    labels.router,
    resources.router,
    documents.router,
    graphs.router,
    graph_store.router,
    dumps.router,
    changes.router,
    fair_use.router,
    dossiers.router,
    decisions.router,
    verify.router,
    status.router,
    catalogue.router,
    discovery.router,
)

__all__ = ["ROUTERS"]
