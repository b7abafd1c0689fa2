#!/bin/bash
exec python -m gunicorn --bind "0.0.0.0:${PORT:-8080}" wsgi:application
