# (module of the case) configuration of both libraries
import logging

import structlog

from .filters import RequestFilter

__all__ = ["RequestFilter", "configure"]


def configure():
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ]
    )
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    for existing in root.handlers:
        existing.addFilter(RequestFilter())
