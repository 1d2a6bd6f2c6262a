"""The commands by name. Their modules are imported only when called, so that start-up is quick."""

from __future__ import annotations

COMMANDS: dict[str, tuple[str, str]] = {
    # name: (module, one line of help)
    "calculate": ("juminzei.cli.calculate", "calculate the tax of people given as JSON"),
    "instalments": ("juminzei.cli.instalments", "divide a year's tax into instalments"),
    "migrate": ("juminzei.cli.migrate", "create or update the databases"),
    "synthetic": ("juminzei.cli.synthetic", "write a made-up city's exchange files"),
    "register": ("juminzei.cli.register", "import the resident register, or a day's changes"),
    "taxable": ("juminzei.cli.taxable", "freeze the list of taxable persons"),
    "documents": ("juminzei.cli.documents", "take in wage and pension reports"),
    "match": ("juminzei.cli.match", "find the person of each document"),
    "assess": ("juminzei.cli.assess", "assess everybody on the frozen list"),
    "notices": ("juminzei.cli.notices", "print the notices"),
    "show": ("juminzei.cli.show", "show one person's documents, figures and instalments"),
    "serve": ("juminzei.cli.serve", "serve the pages"),
    "demo": ("juminzei.cli.demo", "build a made-up city and assess it"),
}
