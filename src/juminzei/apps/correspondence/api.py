"""What other applications may ask of correspondence; they import nothing else from here."""

from juminzei.apps.correspondence.recipient import Recipient
from juminzei.apps.correspondence.selectors.holdings import LetterHoldings, letter_holdings
from juminzei.apps.correspondence.selectors.public_notices import delivered_on
from juminzei.apps.correspondence.selectors.recipients import recipients

__all__ = ["LetterHoldings", "Recipient", "delivered_on", "letter_holdings", "recipients"]
