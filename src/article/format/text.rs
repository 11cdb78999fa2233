//! Plain text: the decoded text, unchanged. Title and day are looked for in its first and last lines.

use super::Draft;

/// The draft of a plain text.
pub fn read(text: String) -> Draft {
    Draft { text, ..Draft::default() }
}
