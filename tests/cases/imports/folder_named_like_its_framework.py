# A folder that is called like an installed package is not that package.
# oracle: STALE-SECRET
import boto3
from chalice import Chalice

app = Chalice(app_name="hives")
CODE = boto3.client("ssm").get_parameter(Name="/code", WithDecryption=True)["Parameter"]["Value"]  # expect: SNAP501


@app.route("/hives")
def hives():
    return {"code": CODE}
