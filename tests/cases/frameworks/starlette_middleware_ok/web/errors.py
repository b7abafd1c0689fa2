# (module of the case) an exception handler
import uuid

from fastapi.responses import JSONResponse


async def on_unavailable(request, error):
    return JSONResponse({"incident": uuid.uuid4().hex}, status_code=503)
