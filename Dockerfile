# snapcheck and nothing else: for CI servers without Python. The code is mounted at /code.
FROM python:3.13-slim AS build
WORKDIR /source
COPY . .
RUN python -m venv /snapcheck \
    && /snapcheck/bin/pip install --no-cache-dir --disable-pip-version-check .

FROM python:3.13-slim
LABEL org.opencontainers.image.title="snapcheck" \
      org.opencontainers.image.description="Finds Python code that goes wrong when AWS Lambda SnapStart restores a snapshot" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /snapcheck /snapcheck
RUN useradd --create-home --uid 1000 snapcheck
USER 1000
ENV PATH=/snapcheck/bin:$PATH
WORKDIR /code
ENTRYPOINT ["snapcheck"]
CMD ["check"]
