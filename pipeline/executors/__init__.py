"""Where units of work run. One file per executor; the local loop lives in pipeline.core.executor."""
