//! Passes over the expressions of one sentence that need its words around them. In order:
//!
//! | pass | does | stands here because |
//! |---|---|---|
//! | money | marks expressions of sentences that tell amounts of money | "a year ago" in a report of earnings is a quarter |
//! | compare | "last year" after an amount compared counts from the story's period | it needs to know of the money, and of years told beside it |
//! | [`tense`] | reads the tense of the verb that governs an expression | it looks past the other expressions, so all must be found |
//!
//! What joins words to longer expressions (ranges, compounds, modifiers) is no pass: those are rules of later layers.

use super::item::{Item, What};
use super::rulebook::Rulebook;
use super::told::Told;
use super::{Anchor, Expression, tense};
use crate::calendar::{Granularity, Unit};
use crate::sentence::Sentence;

/// Runs the passes. `items` are those of the sentence after matching, expressions being one item each.
pub fn refine(book: &Rulebook, text: &str, sentence: &Sentence, items: &[Item], found: &mut [Expression]) {
    let money = tells_money(book, items);
    for expression in found.iter_mut() {
        expression.money = money;
    }
    if money {
        compare(book, items, found);
    }
    tense::govern(text, sentence, found);
}

fn tells_money(book: &Rulebook, items: &[Item]) -> bool {
    let money = book.lexicon.class("money").unwrap_or(0);
    items.iter().any(|item| match item.what {
        What::Mark(mark) => matches!(mark, '$' | '£' | '€' | '¥' | '%'),
        What::Word(entry) => book.lexicon.value(entry, money).is_some(),
        _ => false,
    })
}

/// How far before "last year" the word stands that compares: "compared with a loss of $3.2 million, or 12 cents a share,
/// last year".
const COMPARED: usize = 14;

/// "$24 million, compared with $3 million last year", in a report on a quarter: that quarter of last year. Not where the
/// sentence tells of a year.
fn compare(book: &Rulebook, items: &[Item], found: &mut [Expression]) {
    let Some(comparison) = book.lexicon.class("comparison") else { return };
    let yearly = |told: &Told| match told {
        Told::Date(date) => date.granularity() >= Granularity::Year,
        Told::Length(length) => length == "P1Y",
        Told::Move(0, Unit::Year, _) => true,
        _ => false,
    };
    if found.iter().any(|e| yearly(&e.told)) {
        return;
    }
    for (at, item) in items.iter().enumerate() {
        let What::Expression(n, _) = item.what else { continue };
        let Some(expression) = found.get_mut(n as usize) else { continue };
        if expression.told != Told::Move(-1, Unit::Year, None) || expression.anchor == Anchor::Story {
            continue;
        }
        let before = items.get(at.saturating_sub(COMPARED)..at).unwrap_or_default();
        let amounts = |item: &Item| matches!(item.what, What::Number(_));
        let word = before.iter().rposition(
            |item| matches!(item.what, What::Word(entry) if book.lexicon.value(entry, comparison).is_some()),
        );
        if word.is_some_and(|n| before.get(n..).unwrap_or_default().iter().any(amounts)) {
            expression.anchor = Anchor::Story;
        }
    }
}
