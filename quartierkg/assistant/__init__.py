"""What an assistant is offered of the product, by the Model Context Protocol: tools that read and never write."""

from quartierkg.assistant.server import run

__all__ = ["run"]
