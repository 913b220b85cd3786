"""The addresses of the service, one module for each family."""

from fastapi import APIRouter

from quartierkg.web.routes import documents, graph_store, graphs, home, resources, sparql, status, validate

ROUTERS: tuple[APIRouter, ...] = (
    home.router,
    sparql.router,
    validate.router,
    resources.router,
    documents.router,
    graphs.router,
    graph_store.router,
    status.router,
)

__all__ = ["ROUTERS"]
