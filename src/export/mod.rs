//! Timeline → files.
