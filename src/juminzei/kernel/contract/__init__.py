"""The public JSON of the calculation: what may be asked, and the shape of the answer."""

from juminzei.kernel.contract.errors import ContractError
from juminzei.kernel.contract.reader import Request, read
from juminzei.kernel.contract.writer import answers

__all__ = ["ContractError", "Request", "answers", "read"]
