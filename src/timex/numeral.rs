//! Numbers in words: `twenty-five`, `two hundred and six`, `five and a half`, `nineteen ninety-six`, `twenty-first`.
//!
//! The words and what they count stand in the lists `numeral` (one to ninety), `scale` (hundred, thousand …), `ordinal`,
//! `numeral-and` and `half`; how they combine is arithmetic and stands here.
//!
//! | words | reading |
//! |---|---|
//! | `twenty` `five` | a ten and a unit add up |
//! | `two` `hundred` `and` `six` | a scale multiplies what stands before it |
//! | `nineteen` `ninety-six` | two halves from ten up that do not add up are a year |
//! | `two` `and a half`, `two-and-a-half`, `5` `1/2` | a half joins a number |

use super::item::{Item, Number, What};
use super::lexicon::{Lexicon, Symbol};

/// The symbols of the lists that this file reads.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lists {
    numeral: Symbol,
    scale: Symbol,
    ordinal: Symbol,
    and: Symbol,
    half: Symbol,
    a: Symbol,
    unit: Symbol,
}

impl Lexicon {
    /// The lists of number words.
    pub fn numerals(&self) -> Lists {
        self.number_lists
    }

    /// Finds them, once all lists are read.
    pub(super) fn find_numerals(&self) -> Lists {
        let list = |name| self.class(name).unwrap_or(0);
        Lists {
            numeral: list("numeral"),
            scale: list("scale"),
            ordinal: list("ordinal-word"),
            and: list("numeral-and"),
            half: list("half"),
            a: list("a"),
            unit: list("unit"),
        }
    }
}

impl Lists {
    /// Whether a list holds number words.
    pub(super) fn counts(self, class: Symbol) -> bool {
        class == self.numeral || class == self.ordinal || class == self.scale
    }
}

struct Folder<'a> {
    lexicon: &'a Lexicon,
    lists: Lists,
    items: &'a [Item],
}

impl Folder<'_> {
    fn value(&self, at: usize, list: Symbol) -> Option<f64> {
        match self.items.get(at)?.what {
            What::Word(entry) => self.lexicon.value(entry, list)?.parse().ok(),
            _ => None,
        }
    }

    fn is(&self, at: usize, list: Symbol) -> bool {
        matches!(self.items.get(at).map(|i| i.what), Some(What::Word(entry)) if self.lexicon.value(entry, list).is_some())
    }

    fn is_mark(&self, at: usize, mark: char) -> bool {
        self.items.get(at).is_some_and(|i| i.what == What::Mark(mark))
    }

    /// Number below a hundred at `at`: its value, the item after it, whether it is ordinal.
    fn small(&self, at: usize) -> Option<(f64, usize, bool)> {
        if let Some(value) = self.value(at, self.lists.ordinal) {
            return Some((value, at + 1, true));
        }
        let value = self.value(at, self.lists.numeral)?;
        if value >= 20.0 {
            let next = if self.is_mark(at + 1, '-') { at + 2 } else { at + 1 };
            let unit = |list| self.value(next, list).filter(|u| (1.0..10.0).contains(u));
            if let Some(unit) = unit(self.lists.numeral) {
                return Some((value + unit, next + 1, false));
            }
            if let Some(unit) = unit(self.lists.ordinal) {
                // `twenty second intervals` is rare, `the twenty-second` is not: only with a hyphen.
                if next == at + 2 {
                    return Some((value + unit, next + 1, true));
                }
            }
        }
        Some((value, at + 1, false))
    }

    /// The longest number that begins at `at`.
    fn number(&self, at: usize) -> Option<(Number, usize)> {
        let (mut number, mut next) = match self.items.get(at)?.what {
            What::Number(number) => (number, at + 1),
            What::Word(entry) if !self.lexicon.get(entry).numeral => return None,
            _ => {
                let (value, next, ordinal) = self.small(at)?;
                (Number { value, digits: 0, ordinal, decade: false, year: false, amount: false, word: None }, next)
            }
        };
        if number.ordinal || number.decade {
            return Some((number, next));
        }
        let spelled = number.digits == 0;
        // nineteen ninety-six, twenty twenty-four, nineteen oh five
        if spelled && (10.0..=21.0).contains(&number.value) && number.value.fract() == 0.0 {
            let after = if self.is_mark(next, '-') { next + 1 } else { next };
            if let Some((rest, end, false)) = self.small(after)
                && rest >= 10.0
                && number.value <= 20.0
            {
                let value = number.value * 100.0 + rest;
                // `Nineteen Eighty-Four` inside a sentence is a title.
                let year = !self.items[at].capital || at <= 1;
                return Some((Number { value, year, ..number }, end));
            }
        }
        let mut total = 0.0;
        let mut part = number.value;
        let mut scaled = false;
        while let Some(scale) = self.value(next, self.lists.scale) {
            scaled = true;
            if scale >= 1000.0 {
                total += part * scale;
                part = 0.0;
            } else {
                part *= scale;
            }
            next += 1;
            let after = if self.is(next, self.lists.and) { next + 1 } else { next };
            if let Some((more, end, false)) = self.small(after).filter(|_| spelled) {
                part += more;
                next = end;
            } else if part == 0.0 {
                break;
            }
        }
        if scaled {
            number.value = total + part;
            number.digits = 0;
        }
        // and a half · -and-a-half · 1/2 · ½
        let skip = |n: usize| if self.is_mark(n, '-') { n + 1 } else { n };
        let (and, a) = (skip(next), skip(skip(next) + 1));
        let half = skip(a + 1);
        if self.is(and, self.lists.and) && self.is(a, self.lists.a) && self.is(half, self.lists.half) {
            number.value += 0.5;
            number.digits = 0;
            next = half + 1;
        } else if let Some(What::Number(half)) = self.items.get(next).map(|i| i.what) {
            let hyphen_free = |n: usize| self.items.get(n).is_some_and(|i| i.glued);
            if half.value == 0.5 && half.digits == 0 {
                number.value += 0.5;
                number.digits = 0;
                next += 1;
            } else if half.whole() == Some(1)
                && self.is_mark(next + 1, '/')
                && hyphen_free(next + 1)
                && let Some(What::Number(Number { digits: 1, value, .. })) = self.items.get(next + 2).map(|i| i.what)
            {
                number.value += 1.0 / value.max(1.0);
                number.digits = 0;
                next += 3;
            }
        }
        Some((number, next))
    }
}

/// Replaces each run of number words in `items` by one number.
pub fn fold(lexicon: &Lexicon, items: &mut Vec<Item>) {
    let lists = lexicon.numerals();
    let mut folded = Vec::with_capacity(items.len());
    let mut at = 0;
    while at < items.len() {
        let folder = Folder { lexicon, lists, items };
        match folder.number(at) {
            Some((number, next)) => {
                let last = items[next - 1];
                // `third` and `second` keep their word too: it may be a unit or the name of something.
                let keep = next == at + 1 && matches!(items[at].what, What::Word(_)) && number.ordinal;
                let amount = number.amount || follows_money(&folded);
                let word = match items[at].what {
                    What::Word(entry) if next == at + 1 => Some(entry),
                    _ => None,
                };
                let what = What::Number(Number { amount, word, ..number });
                let what = if keep && is_unit(lexicon, items, at) { items[at].what } else { what };
                folded.push(Item { end: last.end, what, ..items[at] });
                at = next;
            }
            None => {
                folded.push(items[at]);
                at += 1;
            }
        }
    }
    *items = folded;
}

/// `second` in `{number} second`: a unit, if a number stands before it.
fn is_unit(lexicon: &Lexicon, items: &[Item], at: usize) -> bool {
    let unit = lexicon.numerals().unit;
    let What::Word(entry) = items[at].what else { return false };
    let before = |n: usize| at.checked_sub(n).and_then(|i| items.get(i));
    let counted = |item: Option<&Item>| match item.map(|i| i.what) {
        Some(What::Number(n)) => !n.ordinal && n.value < 1000.0,
        Some(What::Word(e)) => lexicon.value(e, lexicon.numerals().numeral).is_some(),
        _ => false,
    };
    lexicon.value(entry, unit).is_some()
        && (counted(before(1)) || (matches!(before(1).map(|i| i.what), Some(What::Mark('-'))) && counted(before(2))))
}

fn follows_money(before: &[Item]) -> bool {
    matches!(before.last().map(|i| i.what), Some(What::Mark('$' | '£' | '€' | '¥' | '#')))
}
