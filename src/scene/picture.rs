//! The printable page around a timeline.
