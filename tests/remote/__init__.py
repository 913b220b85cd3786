"""SPARQL servers of others, and the service over them."""
