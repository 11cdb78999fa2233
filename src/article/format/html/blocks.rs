//! Markup → text: one block a paragraph, blank lines between, white space as a browser shows it.

use ego_tree::iter::Edge;
use rustc_hash::FxHashSet;
use scraper::{Html, Node};

use super::super::Draft;
use crate::article::PassageKind;
use crate::article::passage::Hint;
use crate::span::Span;

/// The text of some markup and what its tags say of single blocks.
#[derive(Default)]
pub struct Blocks {
    /// Paragraphs with a blank line between.
    pub text: String,
    /// Captions, as far as tags tell.
    pub hints: Vec<Hint>,
}

/// Tags that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// Tags whose words nobody reads.
const UNREAD: &[&str] =
    &["script", "style", "noscript", "template", "head", "svg", "iframe", "object", "button", "select", "textarea"];

/// The blocks of a page or a piece of one, in order.
pub fn read(markup: &Html) -> Blocks {
    let mut out = Blocks::default();
    let mut block = String::new();
    let mut unread = 0usize;
    let mut caption = 0usize;
    for edge in markup.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    let name = element.name();
                    if UNREAD.contains(&name) {
                        unread += 1;
                    } else if name == "br" {
                        block.push('\n');
                    } else if matches!(name, "td" | "th") {
                        block.push(' ');
                    } else if BLOCKS.contains(&name) {
                        out.end(&mut block, caption > 0);
                        caption += usize::from(name == "figcaption");
                    }
                }
                Node::Text(words) if unread == 0 => push_collapsed(&mut block, words),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    let name = element.name();
                    if UNREAD.contains(&name) {
                        unread = unread.saturating_sub(1);
                    } else if BLOCKS.contains(&name) {
                        out.end(&mut block, caption > 0);
                        caption -= usize::from(name == "figcaption").min(caption);
                    }
                }
            }
        }
    }
    out.end(&mut block, false);
    out
}

/// White space within a block counts as one space; only `<br>` breaks a line.
fn push_collapsed(block: &mut String, words: &str) {
    for c in words.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' => {
                if !block.is_empty() && !block.ends_with([' ', '\n']) {
                    block.push(' ');
                }
            }
            c if c.is_control() => {}
            c => block.push(c),
        }
    }
}

impl Blocks {
    fn end(&mut self, block: &mut String, caption: bool) {
        let words = block.trim();
        if !words.is_empty() {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            let start = self.text.len();
            for (n, line) in words.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate() {
                if n > 0 {
                    self.text.push('\n');
                }
                self.text.push_str(line);
            }
            if caption {
                self.hints.push(Hint { span: Span::new(start, self.text.len()), kind: PassageKind::Caption });
            }
        }
        block.clear();
    }
}

/// The extractor keeps the words of some captions but not their tags, and drops others. Blocks that the page has in a
/// `<figcaption>` are captions; those of the article that were dropped stand once after the text.
pub fn add_captions(page: &Html, draft: &mut Draft) {
    let Ok(selector) = scraper::Selector::parse("figcaption") else { return };
    let squeeze = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut captions: Vec<(String, bool)> = page
        .select(&selector)
        .map(|caption| (squeeze(&caption.text().collect::<String>()), in_article(&caption)))
        .filter(|(words, _)| !words.is_empty())
        .collect();
    if captions.is_empty() {
        return;
    }
    let known: FxHashSet<&str> = captions.iter().map(|(words, _)| words.as_str()).collect();
    let mut found = FxHashSet::default();
    let mut at = 0;
    for block in draft.text.split_inclusive("\n\n") {
        let words = block.trim_end();
        if let Some(caption) = known.get(squeeze(words).as_str()) {
            draft.hints.push(Hint { span: Span::new(at, at + words.len()), kind: PassageKind::Caption });
            found.insert((*caption).to_owned());
        }
        at += block.len();
    }
    if draft.text.trim().is_empty() {
        return;
    }
    captions.retain(|(words, inside)| *inside && found.insert(words.clone()));
    for (words, _) in captions {
        draft.text.truncate(draft.text.trim_end().len());
        draft.text.push_str("\n\n");
        let start = draft.text.len();
        draft.text.push_str(&words);
        draft.hints.push(Hint { span: Span::new(start, draft.text.len()), kind: PassageKind::Caption });
    }
}

/// Whether an element stands in the page's article. Captions elsewhere belong to other stories.
fn in_article(element: &scraper::ElementRef<'_>) -> bool {
    element.ancestors().filter_map(scraper::ElementRef::wrap).any(|above| {
        matches!(above.value().name(), "article" | "main") || above.value().attr("itemprop") == Some("articleBody")
    })
}
