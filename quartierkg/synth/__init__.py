"""A fictional network of any size: to measure with, to learn on, and never to be taken for the real one."""

from quartierkg.synth.network import MOST, network
from quartierkg.synth.recipe import MEDIA_TYPE, Recipe

__all__ = ["MEDIA_TYPE", "MOST", "Recipe", "network"]
