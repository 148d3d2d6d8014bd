"""What a language decides: dates, numbers, lists, quotation marks, how hard a text is to read, how it is compared."""
