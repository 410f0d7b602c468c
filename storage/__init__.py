"""Rows, never decisions: tables, their translation, transactions, the outbox and the migrations."""
