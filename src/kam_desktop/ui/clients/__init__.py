"""Clients: their list, one client's page, and the forms for a client and a contact."""
