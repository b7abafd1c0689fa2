"""snapcheck: finds Python code that a Lambda SnapStart restore turns wrong."""

__version__ = "0.1.0"
