# A part of the same program.
URL = "https://hive.example.com"
