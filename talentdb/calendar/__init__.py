"""Days of duties: what the rules of the plans mean on a calendar, who owes what, and whether it was done."""
