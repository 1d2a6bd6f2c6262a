"""What a change of the law does to people: revenue, who gains and who loses, in whole yen."""
