"""What RayExecutor needs of Ray beside tasks: its connection, and whether head and nodes answer."""
