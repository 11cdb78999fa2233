//! Markdown: front matter, headings, and otherwise plain text.

use super::Draft;

/// The draft of a Markdown text.
pub fn read(text: String) -> Draft {
    Draft { text, ..Draft::default() }
}
