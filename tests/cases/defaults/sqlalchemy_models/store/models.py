# (module of the case) two tables
import uuid

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Tracked


class Invoice(Tracked, Base):
    __tablename__ = "invoices"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String, default=str(uuid.uuid4()))  # expect: SNAP201
    cents: Mapped[int] = mapped_column(Integer, default=0)


class Payment(Base):
    __tablename__ = "payments"

    id: Mapped[int] = mapped_column(primary_key=True)
    batch: Mapped[str] = mapped_column(String(40), insert_default=uuid.uuid4().hex)  # expect: SNAP201
    reference: Mapped[str] = mapped_column(default=lambda: uuid.uuid4().hex)  # ok: called for each row
