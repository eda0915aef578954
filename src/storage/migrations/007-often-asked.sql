-- Finds what was asked most in a span without reading all that was asked once: of ten queries nine are never asked again.
CREATE INDEX IF NOT EXISTS search_span_visits ON search_span (site, span, visits) WHERE visits > 1;
