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

/// The extractor keeps the words of captions but not their tags: blocks that the page has in a `<figcaption>` are captions.
pub fn add_captions(page: &Html, draft: &mut Draft) {
    let Ok(selector) = scraper::Selector::parse("figcaption") else { return };
    let squeeze = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let captions: FxHashSet<String> =
        page.select(&selector).map(|c| squeeze(&c.text().collect::<String>())).filter(|c| !c.is_empty()).collect();
    if captions.is_empty() {
        return;
    }
    let mut at = 0;
    for block in draft.text.split_inclusive("\n\n") {
        let words = block.trim_end();
        if captions.contains(&squeeze(words)) {
            draft.hints.push(Hint { span: Span::new(at, at + words.len()), kind: PassageKind::Caption });
        }
        at += block.len();
    }
}
