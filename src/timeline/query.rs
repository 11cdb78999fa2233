//! Which events are shown: words, phrases, fields, dates. One grammar for the window and for `--query`.
