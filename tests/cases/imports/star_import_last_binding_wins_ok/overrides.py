# (module of the case) bound last
BUILD = "2024.05"
