"""Less work for a build: several processes, fewer passes of the garbage collector. Nothing else depends on it."""
