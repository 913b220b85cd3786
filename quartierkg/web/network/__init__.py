"""The pages of the whole network: map, links, matrix and charts, each drawn from what stored questions give."""
