"""SPARQL: a request becomes a question, the guard admits it, a snapshot answers it."""

from quartierkg.query.ask import Table, Target, answer, ask, check_syntax, rows, write
from quartierkg.query.form import Form
from quartierkg.query.guard import Query, admit
from quartierkg.query.job import Job
from quartierkg.query.operation import Operation, Payload
from quartierkg.query.protocol import Question, by_get, by_post
from quartierkg.query.update import Update

__all__ = [
    "Form",
    "Job",
    "Operation",
    "Payload",
    "Query",
    "Question",
    "Table",
    "Target",
    "Update",
    "admit",
    "answer",
    "ask",
    "by_get",
    "by_post",
    "check_syntax",
    "rows",
    "write",
]
