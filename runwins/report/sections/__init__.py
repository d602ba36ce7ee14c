"""The sections of a page: each a function from `BlockInput` to a `Section`, or ``None``."""
