"""How a year's tax is divided into what falls due when."""
