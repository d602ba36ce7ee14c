"""The made-up runner: terrain, body, watch, calendar and the files they leave behind."""
