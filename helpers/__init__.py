"""The course's helpers: what its notebooks build, and what draws and moves their pictures."""
