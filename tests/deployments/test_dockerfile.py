"""Functions of images, and applications behind the Lambda Web Adapter."""

from __future__ import annotations

from pathlib import Path

from tables import ARCHIVE, BASE, ON, WEB_BASE, Row, check, sam, table, tf


def image(text: str, expected: str, file: str = "Dockerfile") -> Row:
    return Row(file, text, expected)


IMAGES = [
    image(
        f'{BASE}COPY src/ ${{LAMBDA_TASK_ROOT}}/\nCMD ["app.handler"]\n', "src/app.py:handler - -"
    ),
    image(
        f'{BASE}COPY src $LAMBDA_TASK_ROOT\nCMD [ "pkg.mod.handler" ]\n',
        "src/pkg/mod.py:handler - -",
    ),
    image(
        f'{BASE}COPY src/app.py ${{LAMBDA_TASK_ROOT}}\nCMD ["app.handler"]\n',
        "src/app.py:handler - -",
    ),
    image(f'{BASE}COPY src/app.py ./\nCMD ["app.handler"]\n', "src/app.py:handler - -"),
    image(f'{BASE}COPY src/app.py src/pkg ./\nCMD ["app.handler"]\n', "src/app.py:handler - -"),
    image(f'{BASE}COPY . .\nCMD ["src.app.handler"]\n', "src/app.py:handler - -"),
    image(f'{BASE}COPY src ./src\nCMD ["src/app.handler"]\n', "src/app.py:handler - -"),
    image(f"{BASE}COPY src/ .\nCMD app.handler\n", "src/app.py:handler - -"),
    image(
        f'{BASE}# the code\nCOPY \\\n  src \\\n  ./\nCMD ["app.handler"]\n',
        "src/app.py:handler - -",
    ),
    image(
        f'{BASE}COPY app.py ./\nCMD ["app.handler"]\n', "src/app.py:handler - -", "src/Dockerfile"
    ),
    image(
        f'{BASE}COPY src ./\nCMD ["app.handler"]\n',
        "src/app.py:handler - -",
        "docker/Dockerfile.app",
    ),
    image(
        "FROM python:3.12 AS build\nRUN pip install awslambdaric -t /function\n"
        "FROM python:3.12-slim\nWORKDIR /function\nCOPY src /function\n"
        'ENTRYPOINT ["python", "-m", "awslambdaric"]\nCMD ["app.handler"]\n',
        "src/app.py:handler - -",
    ),
    image(
        "FROM python:3.12 AS base\nWORKDIR /fn\nCOPY src .\nFROM base\n"
        'ENTRYPOINT ["/usr/local/bin/python", "-m", "awslambdaric"]\nCMD ["app.handler"]\n',
        "src/app.py:handler - -",
    ),
    image(
        f'{WEB_BASE}COPY web/ .\nCMD ["uvicorn", "main:api", "--port", "8080"]\n',
        "web/main.py:api - -",
    ),
    image(f"{WEB_BASE}COPY web/ .\nCMD exec uvicorn --port=8080 main:api\n", "web/main.py:api - -"),
    image(
        f'{WEB_BASE}COPY web/ .\nCMD ["python", "-m", "uvicorn", "main:api"]\n',
        "web/main.py:api - -",
    ),
    image(
        f'{WEB_BASE}COPY web/ .\nCMD ["gunicorn", "-w", "1", "site.wsgi:application"]\n',
        "web/site/wsgi.py:application - -",
    ),
    image(f'{WEB_BASE}COPY web/main.py .\nCMD ["python", "main.py"]\n', "web/main.py:api - -"),
    image(f'{WEB_BASE}COPY web/ .\nCMD ["fastapi", "run", "main.py"]\n', "web/main.py:api - -"),
    image(f'{WEB_BASE}COPY web/ .\nCMD ["flask", "--app", "main", "run"]\n', "web/main.py:api - -"),
    image(f'{WEB_BASE}COPY web/ .\nCMD ["sh", "-c", "uvicorn main:api"]\n', "web/main.py:api - -"),
    image(f'{WEB_BASE}COPY web/ .\nENTRYPOINT ["./run.sh"]\n', "web/main.py:api - -"),
    Row(
        "template.yaml",
        "Resources:\n  Fn:\n    Type: AWS::Serverless::Function\n    Properties:\n      PackageType: Image\n"
        "    Metadata: {DockerContext: ., Dockerfile: docker/app.Dockerfile}\n",
        "src/app.py:handler - off",
        (("docker/app.Dockerfile", f'{BASE}COPY src .\nCMD ["app.handler"]\n'),),
    ),
    Row(
        "template.yaml",
        "Resources:\n  Fn:\n    Type: AWS::Serverless::Function\n    Properties:\n      PackageType: Image\n"
        "      ImageConfig: {Command: [pkg.mod.handler]}\n    Metadata: {DockerContext: src}\n",
        "src/pkg/mod.py:handler - off",
        (("src/Dockerfile", f'{BASE}COPY . .\nCMD ["app.handler"]\n'),),
    ),
    sam(
        "CodeUri: web\nHandler: run.sh\nRuntime: python3.12\nEnvironment:\n  Variables:\n"
        "    AWS_LAMBDA_EXEC_WRAPPER: /opt/bootstrap\n" + ON,
        "web/main.py:api python3.12 on",
    ),
    tf(
        'handler = "run.sh"\nruntime = "python3.12"\nfilename = data.archive_file.code.output_path',
        "web/main.py:api python3.12 off",
        code=ARCHIVE % 'source_dir = "web"',
    ),
]


@table(IMAGES)
def test_a_function_and_its_entry_point(given: Row, tmp_path: Path) -> None:
    check(given, tmp_path)
