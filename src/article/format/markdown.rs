//! Markdown: front matter, headings, and otherwise plain text.
//!
//! The text stays as it was written, marks and all. Front matter (YAML between `---`, TOML between `+++`) is read line by
//! line for a few fields and becomes furniture; nothing nested in it matters here.

use super::Draft;
use crate::article::evidence::Stated;
use crate::article::passage::Hint;
use crate::article::written::Order;
use crate::article::{PassageKind, Rung};
use crate::span::Span;

/// The draft of a Markdown text.
pub fn read(text: String) -> Draft {
    let mut draft = Draft::default();
    let body = front_matter(&text, &mut draft);
    if body > 0 {
        draft.hints.push(Hint { span: Span::new(0, body), kind: PassageKind::Furniture });
    }
    let mut at = body;
    for line in text.get(body..).unwrap_or_default().split_inclusive('\n') {
        let words = line.trim();
        let heading = words.trim_start_matches('#').trim_end_matches('#').trim();
        // The first heading is the headline if no field states one; its line is the title where it says the same.
        if words.starts_with('#') && !heading.is_empty() {
            if draft.title.is_empty() {
                draft.title = heading.to_owned();
            }
            if draft.title == heading && !draft.hints.iter().any(|h| h.kind == PassageKind::Title) {
                draft.hints.push(Hint { span: Span::new(at, at + line.len()), kind: PassageKind::Title });
            }
        }
        at += line.len();
    }
    draft.text = text;
    draft
}

/// Where the body begins; the fields before it go into `draft`.
fn front_matter(text: &str, draft: &mut Draft) -> usize {
    let mut lines = text.split_inclusive('\n');
    let fence = match lines.next() {
        Some(first) if matches!(first.trim(), "---" | "+++") => first,
        _ => return 0,
    };
    let mut at = fence.len();
    let mut fields: Vec<(String, &str)> = Vec::new();
    for line in lines {
        at += line.len();
        if line.trim() == fence.trim() {
            for (name, value) in fields {
                take(&name, value, draft);
            }
            return at;
        }
        if let Some((name, value)) = line.split_once(if fence.trim() == "---" { ':' } else { '=' }) {
            fields.push((name.trim().to_ascii_lowercase(), value.trim().trim_matches(['"', '\''])));
        }
    }
    // No second fence: a rule across the page, not front matter.
    0
}

fn take(name: &str, value: &str, draft: &mut Draft) {
    if value.is_empty() {
        return;
    }
    match name {
        "title" | "headline" => draft.title = value.to_owned(),
        "source" | "publisher" | "outlet" => draft.source = value.to_owned(),
        "url" | "link" | "canonical" => draft.url = value.to_owned(),
        "author" | "authors" | "byline" => draft.author = value.trim_matches(['[', ']']).to_owned(),
        "date" | "published" | "datepublished" | "publishdate" | "published_at" | "pubdate" => {
            draft.stated.extend(Stated::field(value, Rung::FrontMatter, false, Order::Unknown));
        }
        "updated" | "modified" | "lastmod" | "datemodified" => {
            draft.stated.extend(Stated::field(value, Rung::FrontMatter, true, Order::Unknown));
        }
        _ => {}
    }
}
