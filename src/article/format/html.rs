//! Web pages.

use super::Draft;

/// The label of a `<meta charset>` in the first bytes of a page.
pub fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let _ = bytes;
    None
}

/// The draft of a web page.
pub fn read(html: &str) -> Draft {
    Draft { text: trafilatura::html2txt(html), ..Draft::default() }
}

/// Whether a text field holds markup instead of prose.
pub fn is_markup(text: &str) -> bool {
    ["</p>", "<br>", "<br/>", "<br />", "</div>"].iter().any(|tag| text.contains(tag))
}

/// The text of a piece of markup.
pub fn fragment(html: &str) -> String {
    trafilatura::html2txt(html)
}
