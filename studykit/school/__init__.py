"""The hub of a school: a PostgreSQL database that devices sync with and teachers report from.

Who may see what is the database's own rule (`schema/`): nothing here is trusted by it.
"""
