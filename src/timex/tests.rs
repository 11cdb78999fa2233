//! Every example of every rule, in one test that prints all lines that fail.

use super::rulebook::{Rule, english};
use super::{Timex, resolve, tag};
use crate::article::PassageKind;
use crate::calendar::Date;
use crate::sentence::Sentence;
use crate::span::Span;

/// Tags each sentence by itself (cut at ". "), as an article of these sentences.
fn read(text: &str, published: Option<Date>) -> Vec<Timex> {
    let sentences = [Sentence { span: Span::new(0, text.len()), kind: PassageKind::Body }];
    let expressions = tag(text, &sentences);
    resolve(text, &sentences, &expressions, published)
}

fn marked(sentence: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut extents, mut open) = (String::new(), Vec::new(), 0);
    for c in sentence.chars() {
        match c {
            '[' => open = text.len(),
            ']' => extents.push((open, text.len())),
            c => text.push(c),
        }
    }
    (text, extents)
}

fn shown(text: &str, timexes: &[Timex]) -> String {
    timexes
        .iter()
        .map(|t| format!("[{}] {} {} ({})", t.span.of(text), t.value, t.modifier.unwrap_or(""), t.rule))
        .collect::<Vec<_>>()
        .join(", ")
}

fn wrong(rule: &Rule) -> Vec<String> {
    let mut lines = Vec::new();
    for example in &rule.examples {
        let (text, extents) = marked(&example.sentence);
        let timexes = read(&text, Some(rule.dct));
        let found: Vec<_> = timexes.iter().map(|t| (t.span.start as usize, t.span.end as usize)).collect();
        let values: Vec<&str> = timexes.iter().map(|t| t.value.as_str()).collect();
        let modifier = timexes.first().and_then(|t| t.modifier);
        let right = found == extents
            && values.join(" ") == example.value
            && (example.modifier.is_none() || modifier == example.modifier.as_deref());
        if !right {
            let want = example.modifier.as_deref().unwrap_or("");
            let got = shown(&text, &timexes);
            lines.push(format!("{}: {} → {} {want}; got {got}", rule.id, example.sentence, example.value));
        }
    }
    for never in &rule.never {
        let timexes = read(never, Some(rule.dct));
        if !timexes.is_empty() {
            lines.push(format!("{}: never ‘{never}’; got {}", rule.id, shown(never, &timexes)));
        }
    }
    lines
}

#[test]
fn every_rule_loads_and_reads_its_examples() {
    let book = english();
    let mut lines = book.wrong.clone();
    lines.extend(book.rules.iter().flat_map(wrong));
    assert!(lines.is_empty(), "{} of {} rules:\n{}", lines.len(), book.rules.len(), lines.join("\n"));
}
