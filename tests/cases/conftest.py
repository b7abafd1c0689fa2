# Nothing in here is a test for pytest to collect, whatever its name: these files are analysed, never run.
collect_ignore_glob = ["*"]
