"""Where units of work run, one file per executor: `opened(opening) -> Executor`."""
