"""`queries`."""

import typer

app = typer.Typer()
