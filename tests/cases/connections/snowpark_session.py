# A session with Snowflake logs in where it is made, whatever configures it.
# oracle: none (needs Snowflake)
from snowflake.snowpark import Session

ACCOUNT = {"account": "a", "user": "reader", "role": "r"}
session = None


def warehouse():
    global session
    if session is None:
        session = Session.builder.configs(ACCOUNT).create()  # expect: SNAP401
    return session


LAKE = warehouse()


def handler(event, context):
    return [row.as_dict() for row in LAKE.sql("select 1").collect()]
