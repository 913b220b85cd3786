"""SPARQL: a request becomes a question, the guard admits it, a snapshot answers it."""

from quartierkg.query.ask import Table, answer, ask, table
from quartierkg.query.form import Form
from quartierkg.query.guard import Query, admit
from quartierkg.query.protocol import Question, by_get, by_post

__all__ = ["Form", "Query", "Question", "Table", "admit", "answer", "ask", "by_get", "by_post", "table"]
