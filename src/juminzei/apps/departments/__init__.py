"""他部署の資料 (D2, D3): disability, public assistance, premiums and certificates of care."""
