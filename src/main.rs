//! Arguments → window, or a command without a window.

fn main() {}
