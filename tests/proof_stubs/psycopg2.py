"""The driver's names, over a real connection."""

from wire import Connection, Cursor, Error, InterfaceError, OperationalError, connect

__all__ = ["Connection", "Cursor", "Error", "InterfaceError", "OperationalError", "connect"]
connection = Connection
