"""課税資料チェック and 扶養: documents, register and departments held against each other."""
