# (module of the case) a child process
import subprocess


def start(name):
    return subprocess.Popen([f"/opt/bin/{name}", "--daemon"])  # expect: SNAP404
