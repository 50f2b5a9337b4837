"""The engine that marks an answer and names the mistake in it; it knows no exercise."""
