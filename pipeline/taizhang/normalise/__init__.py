"""Pure helpers: numbers, the calendar, telephones, agencies and regions, read the same wherever they stand."""
