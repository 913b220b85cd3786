"""Pictures of the whole network as SVG that stands in a page: no style and no script of their own, links that lead on.

Pure functions from values to markup; what they show stands in a table beside them as well.
"""
