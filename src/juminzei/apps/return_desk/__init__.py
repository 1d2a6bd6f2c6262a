"""The return desk (申告受付): the season's queue, and returns taken with the person in front."""
