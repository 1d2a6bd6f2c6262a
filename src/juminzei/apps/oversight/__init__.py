"""監査・管理: what officers look at: the record of acts, and what is out of the ordinary in it."""
