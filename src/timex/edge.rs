//! The first months of a year and the last days of a month: two expressions, a length and what it is the edge of.
//!
//! | told | length | of | drawn |
//! |---|---|---|---|
//! | the first two months of this year | P2M | 2024 | January and February 2024 |
//! | the last ten days of March | P10D | 2024-03 | 22 to 31 March |
//!
//! TIMEX3 keeps them apart, and so does [`Timex::value`]; on a timeline the second stands where the first says.

use super::rulebook::english;
use super::told::Told;
use super::{Expression, Timex};
use crate::calendar::{Date, Granularity, Unit, When};

/// What stands between "the first two months" and the year they are of.
const EDGE_BYTES: usize = 6;

/// "The first two months of this year", two expressions: what is told of that year is of its first two months.
pub(super) fn narrow(text: &str, expressions: &[Expression], all: &mut [Timex]) {
    let lexicon = &english().lexicon;
    let listed = |list: &str, word: &str| {
        let entry = lexicon.look_up(word.as_bytes());
        lexicon.class(list).zip(entry).is_some_and(|(list, entry)| lexicon.value(entry, list).is_some())
    };
    for (pair, timex) in expressions.windows(2).zip(all.iter_mut().skip(1)) {
        let [length, whole] = pair else { continue };
        let Told::Length(told) = &length.told else { continue };
        let between = text.get(length.span.end as usize..whole.span.start as usize).unwrap_or_default();
        let Some(when) = timex.when.filter(|w| w.from == w.to && joined(between)) else { continue };
        let mut words = length.span.of(text).split_whitespace().take(2);
        let mut leads = words.clone();
        let first = leads.any(|word| listed("leading", &word.to_lowercase()));
        if !first && !words.any(|word| listed("trailing", &word.to_lowercase())) {
            continue;
        }
        let Some((count, unit)) = counted(told) else { continue };
        let days = when.from.interval();
        let (near, far) = if first { (days.start, count - 1) } else { (days.end, 1 - count) };
        let ends = match unit {
            Unit::Month if when.from.granularity() == Granularity::Year => {
                let near = Date::Month(near.year(), near.ymd().1);
                near.moved(far, Unit::Month).map(|far| (near, far))
            }
            Unit::Day if when.from.granularity() <= Granularity::Year => Some((Date::Day(near), Date::Day(near + far))),
            _ => None,
        };
        let Some((near, far)) = ends else { continue };
        let (from, to) = if first { (near, far) } else { (far, near) };
        if days.start <= from.interval().start && to.interval().end <= days.end {
            timex.when = Some(When { about: when.about, open: when.open, ..When::range(from, to) });
        }
    }
}

/// Whether one word and no mark stands between.
fn joined(between: &str) -> bool {
    let word = between.trim();
    between.len() <= EDGE_BYTES && !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase())
}

/// A length in months or days: `P2M`, `P3W`.
fn counted(length: &str) -> Option<(i32, Unit)> {
    let (number, code) = length.strip_prefix('P')?.split_at_checked(length.len().checked_sub(2)?)?;
    let count = number.parse().ok().filter(|&n| (1..=366).contains(&n))?;
    match code {
        "M" => Some((count, Unit::Month)),
        "W" => Some((count * 7, Unit::Day)),
        "D" => Some((count, Unit::Day)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::timex::tests::read;

    #[test]
    fn a_length_at_the_edge_says_which_part_is_meant() {
        let table = [
            ("Sales fell in the first two months of this year.", "2024-01/2024-02"),
            ("Sales fell in the first nine months of 2019.", "2019-01/2019-09"),
            ("Sales fell in the last three months of 2019.", "2019-10/2019-12"),
            ("It rained in the first ten days of March.", "2024-03-01/2024-03-10"),
            ("It rained over the final two weeks of April.", "2024-04-17/2024-04-30"),
            ("Two months of 2019 were wet.", "2019"),
            ("It was the first two months, and 2019 was over.", "2019"),
            ("It was shut for the first fourteen months of 2019.", "2019"),
        ];
        for (text, edtf) in table {
            let timexes = read(text, "2024-05-15".parse().ok());
            let when: Vec<_> = timexes.iter().filter_map(|t| t.when).map(|w| w.edtf()).collect();
            assert_eq!(when, [edtf], "{text}");
        }
    }
}
