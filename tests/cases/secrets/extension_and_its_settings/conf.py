# Where the extension listens, and what it wants to see: what is asked says it all.
import os

PORT = os.environ.get("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", "2773")
BASE = f"http://localhost:{PORT}"
HEADERS = {"X-Aws-Parameters-Secrets-Token": os.environ["AWS_SESSION_TOKEN"]}
