# requires: sqlalchemy
import os

from sqlalchemy import Column, DateTime, Integer, String, create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, sessionmaker

engine = create_engine(os.environ["DATABASE_URL"], pool_pre_ping=True)
Sessions = sessionmaker(engine)


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
    name = Column(String(80))
    at = Column(DateTime, server_default=func.now())


def handler(event, context):
    with Sessions() as session:
        order = Order(name=event["name"])
        session.add(order)
        session.commit()
        rows = session.execute(select(Order).where(Order.name == event["name"])).scalars().all()
        return {"count": len(rows)}
