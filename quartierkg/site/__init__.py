"""The whole site as files, for any host that serves a folder: what the service answers, made once and kept up to date.

Nothing here renders: pages and data are those of :mod:`quartierkg.web`, with links that lead from file to file.
"""

from quartierkg.site.publication import Publication, Written, publish

__all__ = ["Publication", "Written", "publish"]
