"""The worker that runs pandas code inside the sandbox."""
