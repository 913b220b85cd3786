"""The charter: its document, its shapes, the engines that run them, and the verdict."""
