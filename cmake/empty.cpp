// Keeps a library whose room has only headers or templates linkable.
