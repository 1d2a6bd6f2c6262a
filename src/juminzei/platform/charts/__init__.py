"""Charts drawn on the server as SVG: no script, no outside file, the same on screen and paper."""
