"""How a tax came about, on paper (計算の根拠): sums at the top, then every step."""
