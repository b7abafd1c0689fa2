# (module of the case) re-exports what the handler needs
from .registry import run

from . import csv_files, xml_files  # isort: skip

__all__ = ["run", "csv_files", "xml_files"]
