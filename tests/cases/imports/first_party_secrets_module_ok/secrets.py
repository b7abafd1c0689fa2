# (module of the case) names of secrets, nothing random
def api_key_name(service):
    return f"{service}/api-key"


def token_hex(size):
    return "00" * size
