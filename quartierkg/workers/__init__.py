"""Processes that answer strangers: started once, each on one revision, limited, killed and replaced."""

from quartierkg.workers.alone import alone
from quartierkg.workers.answer import Answer
from quartierkg.workers.pool import Pool
from quartierkg.workers.writer import Writer

__all__ = ["Answer", "Pool", "Writer", "alone"]
