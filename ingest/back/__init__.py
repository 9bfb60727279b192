"""Back to the agency: their workbook with problems marked, confirmations and suggestions, templates and exports."""
