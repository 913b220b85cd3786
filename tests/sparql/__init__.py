"""The W3C SPARQL 1.1 test suites, put to an endpoint over HTTP."""
