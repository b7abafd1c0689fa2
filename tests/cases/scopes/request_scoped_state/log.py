# (module of the case) reads the context
from context import correlation, opened


def formatted(message):
    return f"{opened.get():.3f} [{correlation.get()}] {message}"
