//! Passes over the expressions of one sentence that need its words around them. In order:
//!
//! | pass | does | stands here because |
//! |---|---|---|
//! | money | marks expressions of sentences that tell amounts of money | "a year ago" in a report of earnings is a quarter |
//! | govern | reads the tense of the verb that governs an expression | it looks past the other expressions, so all must be found |
//!
//! What joins words to longer expressions (ranges, compounds, modifiers) is no pass: those are rules of later layers.

use super::item::{Item, What};
use super::lexicon::Symbol;
use super::rulebook::Rulebook;
use super::told::Told;
use super::{Expression, Tense};

/// Runs the passes. `items` are those of the sentence after matching, expressions being one item each.
pub fn refine(book: &Rulebook, text: &str, items: &[Item], found: &mut [Expression]) {
    let money = tells_money(book, items);
    let cues = Cues::of(book);
    for (at, item) in items.iter().enumerate() {
        let What::Expression(n, _) = item.what else { continue };
        let Some(expression) = found.get_mut(n as usize) else { continue };
        expression.money = money;
        if is_open_to_tense(&expression.told) {
            expression.tense = cues.govern(book, text, items, at);
        }
    }
}

fn tells_money(book: &Rulebook, items: &[Item]) -> bool {
    let money = book.lexicon.class("money").unwrap_or(0);
    items.iter().any(|item| match item.what {
        What::Mark(mark) => matches!(mark, '$' | '£' | '€' | '¥' | '%'),
        What::Word(entry) => book.lexicon.value(entry, money).is_some(),
        _ => false,
    })
}

fn is_open_to_tense(told: &Told) -> bool {
    match told {
        Told::Near(..) => true,
        Told::At(of, _) => of.as_ref().is_some_and(|of| is_open_to_tense(of)),
        _ => false,
    }
}

/// How far a verb governs: beyond this many words the nearest cue is another clause's more often than not.
const REACH: usize = 14;

struct Cues {
    ahead: Symbol,
    past: Symbol,
    edge: Symbol,
    suffix: Symbol,
}

impl Cues {
    fn of(book: &Rulebook) -> Self {
        let list = |name| book.lexicon.class(name).unwrap_or(0);
        Self { ahead: list("cue-ahead"), past: list("cue-past"), edge: list("cue-edge"), suffix: list("past-suffix") }
    }

    /// The tense of the verb nearest before the expression; if none stands before it, of the nearest after.
    fn govern(&self, book: &Rulebook, text: &str, items: &[Item], at: usize) -> Tense {
        let before = items[..at].iter().rev().take(REACH);
        if let Some(tense) = self.first(book, text, before) {
            return tense;
        }
        let after = items.iter().skip(at + 1).take(REACH);
        self.first(book, text, after).unwrap_or_default()
    }

    fn first<'a>(&self, book: &Rulebook, text: &str, items: impl Iterator<Item = &'a Item>) -> Option<Tense> {
        for item in items {
            match item.what {
                What::Mark(';' | '"') => return None,
                What::Word(entry) => {
                    let is = |list| book.lexicon.value(entry, list).is_some();
                    if is(self.ahead) {
                        return Some(Tense::Ahead);
                    }
                    if is(self.past) {
                        return Some(Tense::Past);
                    }
                    if is(self.edge) {
                        return None;
                    }
                }
                What::Other if !item.capital => {
                    let word = item.span().of(text).as_bytes();
                    let ending = word.len().checked_sub(2).filter(|&n| n > 1).and_then(|n| word.get(n..));
                    let entry = ending.and_then(|e| book.lexicon.look_up(e));
                    if entry.is_some_and(|e| book.lexicon.value(e, self.suffix).is_some()) {
                        return Some(Tense::Past);
                    }
                }
                _ => {}
            }
        }
        None
    }
}
