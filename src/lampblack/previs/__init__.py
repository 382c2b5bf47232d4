"""Previs: the film so far in a browser, drawn again while somebody writes."""
