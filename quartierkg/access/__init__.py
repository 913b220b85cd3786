"""Access: who may do what, for how long; what was done and refused; what was answered to a key."""

from quartierkg.access.access import Access
from quartierkg.access.audit import Line, Trail
from quartierkg.access.database import Database
from quartierkg.access.idempotency import Asked, Replies, Reply
from quartierkg.access.issuer import Issuer, Trust
from quartierkg.access.rate import Rate
from quartierkg.access.token import COMMITTEE, Role, Standing, Token
from quartierkg.access.tokens import Tokens

__all__ = [
    "COMMITTEE",
    "Access",
    "Asked",
    "Database",
    "Issuer",
    "Line",
    "Rate",
    "Replies",
    "Reply",
    "Role",
    "Standing",
    "Token",
    "Tokens",
    "Trail",
    "Trust",
]
