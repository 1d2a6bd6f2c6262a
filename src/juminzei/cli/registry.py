"""The commands by name. Their modules are imported only when called, so that start-up is quick."""

from __future__ import annotations

COMMANDS: dict[str, tuple[str, str]] = {
    # name: (module, one line of help)
    "calculate": ("juminzei.cli.calculate", "calculate people given as JSON or in columns"),
    "income-tax": ("juminzei.cli.income_tax", "calculate returns of the national income tax"),
    "instalments": ("juminzei.cli.instalments", "divide a year's tax into instalments"),
    "delinquency-charge": (
        "juminzei.cli.delinquency_charge",
        "calculate 延滞金 of a late payment, or 還付加算金",
    ),
    "retirement-income": (
        "juminzei.cli.retirement_income",
        "calculate the levy withheld from retirement pay",
    ),
    "seizable-pay": ("juminzei.cli.seizable_pay", "say what of somebody's pay may be seized"),
    "check-number": ("juminzei.cli.check_number", "check a number's check digit"),
    "law": ("juminzei.cli.law", "show a year's figures of the law, or what changed"),
    "migrate": ("juminzei.cli.migrate", "create or update the databases"),
    "synthetic": ("juminzei.cli.synthetic", "write a made-up city's exchange files"),
    "register": ("juminzei.cli.register", "import the resident register, or a day's changes"),
    "taxable": ("juminzei.cli.taxable", "freeze the list of taxable persons"),
    "documents": ("juminzei.cli.documents", "take in wage and pension reports"),
    "receive": ("juminzei.cli.receive", "receive whatever lies in a drop folder"),
    "gateway": ("juminzei.cli.gateway", "list and check media carried between networks"),
    "match": ("juminzei.cli.match", "find the person of each document"),
    "check": ("juminzei.cli.check", "hold documents against each other, and keep what contradicts"),
    "close": ("juminzei.cli.close", "close a year's documents, or let it be fixed unclosed"),
    "assess": ("juminzei.cli.assess", "assess everybody on the frozen list"),
    "notices": ("juminzei.cli.notices", "print the notices"),
    "simulate": ("juminzei.cli.simulate", "try a change of the law out on the whole ledger"),
    "show": ("juminzei.cli.show", "show one person's documents, figures and instalments"),
    "vault": ("juminzei.cli.vault", "show and replace the keys of the numbers' vault"),
    "images": ("juminzei.cli.images", "show and make the keys of images, sweep leftovers"),
    "unified": (
        "juminzei.cli.unified",
        "number the city across its systems",
    ),
    "serve": ("juminzei.cli.serve", "serve the pages"),
    "staff": ("juminzei.cli.staff", "enter staff, give and take roles, end service"),
    "policy": ("juminzei.cli.policy", "show or put in force what the city itself grants"),
    "audit": ("juminzei.cli.audit", "verify, export or prove the record of acts"),
    "api-key": ("juminzei.cli.api_key", "let another system call the interface"),
    "venue": ("juminzei.cli.venue", "open or close a return desk at a venue without a link"),
    "demo": ("juminzei.cli.demo", "build a made-up city and assess it"),
}
