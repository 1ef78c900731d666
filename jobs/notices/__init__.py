"""Send breaking news, follow-ups and corrections."""
