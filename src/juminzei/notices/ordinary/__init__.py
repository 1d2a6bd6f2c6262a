"""納税通知書: the ordinary tax notice and its payment slips."""
