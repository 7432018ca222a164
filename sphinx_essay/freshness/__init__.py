"""What pages show of one another, so that an incremental build equals a clean one."""
