"""Small charts: drawn by ``core.rules.chart_marks``, painted and worked by keys here."""
