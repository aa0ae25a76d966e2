// Will be replaced.
