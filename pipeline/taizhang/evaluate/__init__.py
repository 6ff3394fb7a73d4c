"""How good the extraction is: scores against annotated notices."""
