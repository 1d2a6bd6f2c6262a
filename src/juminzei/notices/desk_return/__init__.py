"""Sheets of a return taken at the desk (申告書・収支内訳書・計算明細): our own layout."""
