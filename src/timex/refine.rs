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

/// The word lists that tell how a verb stands to its time.
struct Cues {
    ahead: Symbol,
    weak: Symbol,
    past: Symbol,
    edge: Symbol,
    suffix: Symbol,
    plan: Symbol,
    infinitive: Symbol,
    passive: Symbol,
    perfect: Symbol,
    pluperfect: Symbol,
}

/// What one word shows.
enum Shown {
    Tense(Tense),
    /// Look further.
    Nothing,
    /// What stands beyond belongs to another clause.
    Edge,
}

impl Cues {
    fn of(book: &Rulebook) -> Self {
        let list = |name| book.lexicon.class(name).unwrap_or(0);
        Self {
            ahead: list("cue-ahead"),
            weak: list("cue-ahead-weak"),
            past: list("cue-past"),
            edge: list("cue-edge"),
            suffix: list("past-suffix"),
            plan: list("cue-plan"),
            infinitive: list("cue-infinitive"),
            passive: list("cue-passive"),
            perfect: list("cue-perfect"),
            pluperfect: list("cue-pluperfect"),
        }
    }

    /// The tense of the verb nearest before the expression; if none stands before it, of the nearest after.
    fn govern(&self, book: &Rulebook, text: &str, items: &[Item], at: usize) -> Tense {
        // "They would look for ways around Friday's ruling": a weak cue moves no day that is another noun's.
        let rest = items.get(at).and_then(|item| text.get(item.span().end as usize..)).unwrap_or_default();
        let own = rest.starts_with(['\'', '’']);
        let before = (at.saturating_sub(REACH)..at).rev();
        if let Some(tense) = self.first(book, text, items, before, !own) {
            return tense;
        }
        let after = at + 1..items.len().min(at + 1 + REACH);
        self.first(book, text, items, after, false).unwrap_or_default()
    }

    /// The first tense that shows; `weak` cues ("would") count only before a time that stands by itself.
    fn first(
        &self,
        book: &Rulebook,
        text: &str,
        items: &[Item],
        places: impl Iterator<Item = usize>,
        weak: bool,
    ) -> Option<Tense> {
        for at in places {
            match self.shows(book, text, items, at, weak) {
                Shown::Tense(tense) => return Some(tense),
                Shown::Nothing => {}
                Shown::Edge => return None,
            }
        }
        None
    }

    /// Whether the word `back` words before `at` is of a list.
    fn precedes(&self, book: &Rulebook, items: &[Item], at: usize, back: usize, list: Symbol) -> bool {
        let item = at.checked_sub(back).and_then(|n| items.get(n));
        matches!(item.map(|i| i.what), Some(What::Word(entry)) if book.lexicon.value(entry, list).is_some())
    }

    fn shows(&self, book: &Rulebook, text: &str, items: &[Item], at: usize, weak: bool) -> Shown {
        let Some(item) = items.get(at) else { return Shown::Edge };
        let precedes = |back, list| self.precedes(book, items, at, back, list);
        let past = match item.what {
            What::Mark(';' | '"') => return Shown::Edge,
            What::Word(entry) => {
                let is = |list| book.lexicon.value(entry, list).is_some();
                // "Had been due on Friday", "had planned to": what was ahead then.
                let then = |back| {
                    let tense = precedes(back, self.pluperfect)
                        || (precedes(back, self.perfect) && precedes(back + 1, self.pluperfect));
                    Shown::Tense(if tense { Tense::Past } else { Tense::Ahead })
                };
                if is(self.ahead) || (weak && is(self.weak)) {
                    return then(1);
                }
                // "Is to begin", "agreed to meet".
                if weak && is(self.infinitive) && precedes(1, self.plan) {
                    return then(2);
                }
                if is(self.edge) {
                    return Shown::Edge;
                }
                is(self.past)
            }
            What::Other if !item.capital => {
                let word = item.span().of(text).as_bytes();
                let ending = word.len().checked_sub(2).filter(|&n| n > 1).and_then(|n| word.get(n..));
                let entry = ending.and_then(|e| book.lexicon.look_up(e));
                entry.is_some_and(|e| book.lexicon.value(e, self.suffix).is_some())
            }
            _ => false,
        };
        match past {
            // "A summit to be held", "will be named": a participle has the tense of its auxiliary.
            true if precedes(1, self.passive) && precedes(2, self.infinitive) => Shown::Tense(Tense::Ahead),
            true if precedes(1, self.passive) => Shown::Nothing,
            true => Shown::Tense(Tense::Past),
            false => Shown::Nothing,
        }
    }
}
