# BaseSettings that reads plain environment variables is silent.
# about: SNAP501
# settles: settings of environment variables
# oracle: none (needs pydantic_settings)
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    stage: str = "prod"
    table_name: str = "orders"


settings = Settings()  # ok


def handler(event, context):
    return {"stage": settings.stage, "table": settings.table_name}
