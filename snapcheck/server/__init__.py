"""The language server: what `snapcheck check` finds, shown while people type."""
