# (module of the case) application factory
from fastapi import FastAPI

from . import appointments
from .security import Nonces


def create_app() -> FastAPI:
    app = FastAPI(title="clinic")
    app.state.nonces = Nonces()
    app.include_router(appointments.router)
    app.middleware("http")(appointments.add_request_id)
    return app
