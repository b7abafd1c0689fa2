# Flask-SQLAlchemy takes the options of its pool from the application's configuration too.
# about: SNAP402
# oracle: none (the package is not installed here)
import awsgi
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import text


class Settings:
    SQLALCHEMY_DATABASE_URI = "postgresql://db/boats"
    SQLALCHEMY_ENGINE_OPTIONS = {"pool_pre_ping": True}


site = Flask(__name__)
site.config.from_object(Settings)
boats = SQLAlchemy(site)  # ok: pings before each use
with site.app_context():
    boats.session.execute(text("select 1"))


@site.get("/")
def count():
    return str(boats.session.execute(text("select count(*) from boats")).scalar())


def handler(event, context):
    return awsgi.response(site, event, context)
