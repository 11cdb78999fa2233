//! Web pages: the main text by `trafilatura`, everything a page states about itself by our own reading of its tags.
//!
//! Both work on parsed trees of a page. Nothing here recurses, so a page nested a hundred thousand deep is read like any
//! other; the extractor, which does recurse, is spared pages of that kind.

mod blocks;
mod metadata;

use scraper::Html;

use super::Draft;
use crate::article::evidence;

pub use metadata::declared_encoding;

/// Deeper trees are no pages that people wrote: the deepest of 300 real ones has 45 levels. They are read without looking
/// for the main text, because the extractor walks a tree by recursion.
const MAX_DEPTH: usize = 400;

/// The draft of a web page.
pub fn read(html: &str) -> Draft {
    let page = Html::parse_document(html);
    let mut draft = metadata::read(&page, html);
    let main = if depth(&page) > MAX_DEPTH { None } else { main_text(html) };
    let blocks = match main {
        Some(markup) => blocks::read(&Html::parse_fragment(&markup)),
        None => blocks::read(&page),
    };
    draft.text = blocks.text;
    draft.hints = blocks.hints;
    blocks::add_captions(&page, &mut draft);
    if draft.stated.is_empty() && evidence::stamps(&draft.text, draft.order).is_empty() {
        draft.stated.extend(evidence::of_lines(
            &blocks::read(&page).text,
            &metadata::headlines(&page, &draft.title),
            draft.order,
        ));
    }
    draft
}

/// The markup of the main text, without comments and menus; `None` if the extractor finds none.
fn main_text(html: &str) -> Option<String> {
    let options = trafilatura::Options::default()
        .with_fallback(true)
        .with_exclude_comments(true)
        .with_html_date_mode(trafilatura::HtmlDateMode::Disabled);
    // A library that fails on one page must not take the folder with it.
    let found = std::panic::catch_unwind(|| trafilatura::extract(html, &options)).ok()?.ok()?;
    (!found.content_text.trim().is_empty()).then_some(found.content_html)
}

fn depth(page: &Html) -> usize {
    let (mut depth, mut deepest) = (0usize, 0usize);
    for edge in page.tree.root().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(_) => depth += 1,
            ego_tree::iter::Edge::Close(_) => depth -= 1,
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Whether a text field holds markup instead of prose.
pub fn is_markup(text: &str) -> bool {
    ["</p>", "<br>", "<br/>", "<br />", "</div>"].iter().any(|tag| text.contains(tag))
}

/// The text of a piece of markup.
pub fn fragment(html: &str) -> String {
    blocks::read(&Html::parse_fragment(html)).text
}
