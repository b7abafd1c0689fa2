# (module of the case) a table
import datetime as dt
import uuid

from sqlalchemy import DateTime, String, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.timezone.utc)


class Base(DeclarativeBase):
    pass


class Patient(Base):
    __tablename__ = "patients"

    id: Mapped[str] = mapped_column(String, primary_key=True, default=lambda: str(uuid.uuid4()))
    name: Mapped[str]
    admitted: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), default=_utc_now)
    seen: Mapped[dt.datetime] = mapped_column(server_default=func.now(), onupdate=_utc_now)
    ward: Mapped[str] = mapped_column(default="north")
