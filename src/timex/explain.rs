//! A derivation for a reader: words → rule → unresolved value → anchor → value.

use super::rulebook::english;
use super::{resolve, tag};
use crate::article::PassageKind;
use crate::calendar::Date;
use crate::sentence::Sentence;
use crate::span::Span;

/// The derivation of every expression in `words`, as an indented tree; empty if there is none.
pub fn explain(words: &str, published: Option<Date>) -> String {
    let sentences = [Sentence { span: Span::new(0, words.len()), kind: PassageKind::Body }];
    let expressions = tag(words, &sentences);
    let timexes = resolve(words, &sentences, &expressions, published);
    let mut lines = Vec::new();
    for (expression, timex) in expressions.iter().zip(&timexes) {
        lines.push(format!("‘{}’", expression.span.of(words)));
        if let Some(rule) = english().rule(expression.rule) {
            lines.push(format!("├─ rule {} ({})", rule.id, rule.family));
            lines.push(format!("│  ├─ pattern {}", rule.patterns.join("  or  ")));
            lines.push(format!("│  └─ {}", rule.says));
        }
        lines.push(format!("├─ told {}", expression.told));
        if let Some(modifier) = expression.modifier {
            lines.push(format!("├─ modifier {modifier}"));
        }
        let from = match published {
            Some(date) if timex.anchor == super::Anchor::Published => format!(" {date:?}"),
            _ => String::new(),
        };
        lines.push(format!("├─ anchor {}{from}", timex.anchor.name()));
        lines.push(format!("├─ {}", timex.because));
        let when = timex.whole().map(|w| format!(", {}", w.words())).unwrap_or_default();
        lines.push(format!("└─ {} {}{when}", timex.kind.name(), timex.value));
    }
    lines.iter().map(|l| format!("{l}\n")).collect()
}
