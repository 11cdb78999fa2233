//! Amounts with their units, multiplied out.
//!
//! | text | number | unit |
//! |---|---|---|
//! | `$218.2bn`, `$218.2 billion`, `218.2 billion dollars` | 2.182e11 | `USD` |
//! | `26 per cent`, `26%` | 26 | `%` |
//! | `1,200 people`, `two bridges` | 1200, 2 | `people`, `bridge` |
//!
//! An amount belongs to the time that follows it: of `rose to $7bn in 2023 from $4bn in 2022` the mention of 2023 has $7bn alone.

use super::Amount;
use super::word::Word;
use super::words::Words;
use crate::sentence::TokenKind;
use crate::sentence::pos::Pos;
use crate::span::Span;

/// How many words lead a time: "in the".
const LEADS: usize = 2;

/// How many words may stand between a number and the noun it counts: "12 elderly flood victims".
const REACH: usize = 3;

/// Whether a time other than that at `own` follows an amount, with a small word between at most: `$4bn in 2022`.
pub fn of_another_time(words: &[Word], amount: &Amount, own: Span) -> bool {
    let after = words.partition_point(|word| word.span.start < amount.span.end);
    let mut next = words.iter().skip(after).take(LEADS + 1);
    let time = next.find(|word| word.timed || !matches!(word.pos, Pos::Preposition | Pos::Determiner));
    time.is_some_and(|word| word.timex.is_some() && !word.span.overlaps(own))
}

/// The amounts told in `words[from..to]`, times left out.
pub fn amounts(text: &str, words: &[Word], (from, to): (usize, usize), lists: &Words) -> Vec<Amount> {
    let mut found = Vec::new();
    let small = |i: usize| words.get(i).filter(|_| i < to).map(|w| w.span.of(text).to_lowercase()).unwrap_or_default();
    let mut at = from;
    while at < to {
        let Some(word) = words.get(at) else { break };
        let begin = at;
        let number = match word.kind {
            _ if word.timed => None,
            TokenKind::Number => read(word.span.of(text)),
            TokenKind::Word => lists
                .numbers
                .get(&small(at))
                .or_else(|| lists.scales.get(&small(at)).filter(|_| at > from && word.pos == Pos::Number))
                .copied(),
            TokenKind::Mark => None,
        };
        at += 1;
        let Some(mut number) = number else { continue };
        let mut span = word.span;
        while let Some(scale) = lists.scales.get(&small(at)) {
            number *= scale;
            span = words.get(at).map_or(span, |w| span.hull(w.span));
            at += 1;
        }
        // money before the number, perhaps in two pieces: `US` `$`
        let money = begin.checked_sub(1).and_then(|i| words.get(i)).and_then(|mark| {
            let two = begin.checked_sub(2).and_then(|i| words.get(i)).filter(|w| w.span.end == mark.span.start);
            let glued = two
                .map(|w| w.span.hull(mark.span))
                .and_then(|s| Some((s, lists.money.get(&s.of(text).to_lowercase())?)));
            glued.or_else(|| {
                Some((
                    mark.span,
                    lists
                        .money
                        .get(&mark.span.of(text).to_lowercase())
                        .filter(|_| mark.kind == TokenKind::Mark || mark.span.len() == 3)?,
                ))
            })
        });
        if let Some((mark, code)) = money {
            found.push(Amount { span: mark.hull(span), number, unit: code.clone() });
            continue;
        }
        let pair = format!("{} {}", small(at), small(at + 1));
        if let Some(unit) = lists.percent.get(&pair) {
            found.push(Amount {
                span: words.get(at + 1).map_or(span, |w| span.hull(w.span)),
                number,
                unit: unit.clone(),
            });
            at += 2;
            continue;
        }
        if let Some(unit) = lists.percent.get(&small(at)).or_else(|| {
            lists.money.get(&small(at)).filter(|_| words.get(at).is_some_and(|w| w.kind == TokenKind::Word))
        }) {
            found.push(Amount { span: words.get(at).map_or(span, |w| span.hull(w.span)), number, unit: unit.clone() });
            at += 1;
            continue;
        }
        if let Some(noun) = counted(words, at, to) {
            let Some(word) = words.get(noun) else { continue };
            let unit = lists.singular(&small(noun));
            found.push(Amount { span: Span { end: word.span.end, ..span }, number, unit });
        }
    }
    found
}

/// The noun that a number before `at` counts.
fn counted(words: &[Word], at: usize, to: usize) -> Option<usize> {
    let mut noun = None;
    for i in at..to.min(at + REACH) {
        let word = words.get(i)?;
        if word.timed {
            break;
        }
        match word.pos {
            Pos::Noun | Pos::NounPlural => noun = Some(i),
            Pos::Adjective | Pos::Name | Pos::VerbParticiple if noun.is_none() => {}
            _ => break,
        }
    }
    noun
}

/// `1,200`, `2.5`; ordinals and decades are no amounts.
fn read(number: &str) -> Option<f64> {
    if !number.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',') {
        return None;
    }
    number.replace(',', "").parse().ok()
}
