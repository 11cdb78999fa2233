//! Tables: stretches of figures that a reader looks up and nobody reads aloud.
//!
//! Agencies send the accounts of companies, price lists, volumes and scores as rows of short words and figures. A date in such a
//! row is as true as any other, but the row tells nothing by itself: "Qtr ended 31 Jan" stands in forty reports on forty
//! companies. So a table keeps its dates, and its words name and join no event.
//!
//! Only the shape is looked at, so it holds in every language:
//!
//! | line | is | because |
//! |---|---|---|
//! | `Net 102,508 vs 264,910` | a row of figures | a quarter of its words are numbers, one of them no day and no year |
//! | `MAY   5` | the same, among others | nothing but a name and a number |
//! | `Record 16 March` | a row beside such rows | short, and it does not end as a sentence does |
//! | `3 June 2019 – Talks begin` | no row | a day and a year are no figures |
//! | `The fund has 40,519 members.` | no row | it is a sentence |

use super::{Passage, PassageKind};

/// Words in the longest row that has no figures of its own ("Qtr ended 31 Jan"). At 10 short headlines between figures are rows.
const SHORT_WORDS: usize = 6;
/// Words in a row of nothing but a name and a number ("APL 0").
const PAIR_WORDS: usize = 4;

/// What the shape of a line says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Row {
    /// Many lines, most of them rows.
    Block,
    /// Figures in columns.
    Figures,
    /// A name and a number: a row among rows.
    Pair,
    /// Short and no sentence: a row beside rows.
    Short,
    /// Running words.
    Prose,
}

/// Marks the tables among the passages of the report.
pub fn mark(text: &str, passages: &mut [Passage]) {
    let mut at = 0;
    while at < passages.len() {
        let run = passages.get(at..).unwrap_or_default();
        let shape = |p: &Passage| if p.kind == PassageKind::Body { shape(p.span.of(text)) } else { Row::Prose };
        let rows: Vec<Row> = run.iter().map(shape).take_while(|row| *row != Row::Prose).collect();
        if is_table(&rows) {
            for passage in passages.iter_mut().skip(at).take(rows.len()) {
                passage.kind = PassageKind::Table;
            }
        }
        at += rows.len().max(1);
    }
}

/// Whether rows that follow each other are a table: some have figures, and those are no exception. One row alone is none.
fn is_table(rows: &[Row]) -> bool {
    let of = |kind: Row| rows.iter().filter(|row| **row == kind).count();
    of(Row::Block) > 0 || of(Row::Figures) > 0 && rows.len() > 1 && of(Row::Figures) * 4 >= rows.len()
}

/// What a passage is: as its line, or as most of its lines.
fn shape(words: &str) -> Row {
    let mut lines = words.lines().filter(|line| !line.trim().is_empty());
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return line(words) };
    let (mut all, mut figures, mut pairs, mut prose) = (0, 0, 0, 0);
    for words in [first, second].into_iter().chain(lines) {
        all += 1;
        match line(words) {
            Row::Figures => figures += 1,
            Row::Pair => pairs += 1,
            Row::Prose => prose += 1,
            Row::Short | Row::Block => {}
        }
    }
    // The last line of a wrapped paragraph is short whatever it tells.
    if figures * 2 >= all && prose * 4 <= all || all >= 3 && (figures + pairs) * 3 >= all * 2 {
        Row::Block
    } else {
        Row::Prose
    }
}

fn line(words: &str) -> Row {
    let words = words.trim_end();
    let ends = words.ends_with(['.', '!', '?', '"', '”', ';', ',']) && !words.ends_with("..");
    let is_word = |word: &&str| word.bytes().any(|b| b.is_ascii_alphanumeric()) || word.contains(char::is_alphanumeric);
    // Most lines are prose without a digit, which is settled without looking at all their words.
    if words.bytes().filter(u8::is_ascii_digit).count() == 0 {
        let short = !ends && words.split_whitespace().filter(is_word).nth(SHORT_WORDS).is_none();
        return if short { Row::Short } else { Row::Prose };
    }
    let (mut all, mut numbers, mut figures) = (0usize, 0usize, 0usize);
    for word in words.split_whitespace() {
        let number = word.bytes().any(|b| b.is_ascii_digit());
        all += usize::from(number || is_word(&word));
        numbers += usize::from(number);
        figures += usize::from(number && is_figure(word));
    }
    if ends && !(numbers * 2 >= all && figures > 0) {
        Row::Prose
    } else if figures > 0 && numbers >= 2 && numbers * 4 >= all {
        Row::Figures
    } else if all <= PAIR_WORDS && numbers > 0 && numbers * 3 >= all {
        Row::Pair
    } else if all <= SHORT_WORDS {
        Row::Short
    } else {
        Row::Prose
    }
}

/// A number that is no day, year or time of day: `102,508`, `7.1`, `8-3/4`, `73-26`, `193374`.
fn is_figure(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 || word.contains(char::is_alphabetic) {
        return false;
    }
    let plain = digits == word.len();
    let year = plain && digits == 4 && (word.starts_with("19") || word.starts_with("20"));
    // `3.6.2019` and `2019-06-03` are days, `12:30` is a time.
    let marks = |mark: char| word.matches(mark).count();
    let date = word.contains(':')
        || marks('.') > 1
        || marks('-') > 1
        || marks('/') > 1
        || (marks('/') == 1 && !word.contains('-'));
    if plain { digits >= 3 && !year } else { !date }
}

#[cfg(test)]
mod tests {
    use super::super::passage::of_lines;
    use super::*;

    /// One letter a line: `T` in a table, `.` not.
    fn check(lines: &[&str], expected: &str) {
        let (text, mut passages) = of_lines(lines);
        mark(&text, &mut passages);
        let found: String = passages.iter().map(|p| if p.kind == PassageKind::Table { 'T' } else { '.' }).collect();
        assert_eq!(found, expected, "{lines:?}");
    }

    #[test]
    fn rows_of_figures_are_a_table() {
        check(
            &["Half ended 31 Aug", "Shr 14 cts vs 9 cts", "Net 310,220 vs 198,004", "Revs 4,100,310 vs 3,902,118"],
            "TTTT",
        );
        check(&["Qtly div 3.5 cts vs 3.5 cts prior", "Pay 2 April", "Record 10 March"], "TTT");
        check(
            &["Kalvo 38 26 8 4 73-26 86", "Ister 38 25 7 6 70-31 82", "The season ends on Sunday with two games."],
            "TT.",
        );
        check(&["ISTER EGGS\n MAY   5\n JUNE  0\n JULY  2\n Total 7"], "T");
    }

    #[test]
    fn what_is_told_in_lines_is_none() {
        check(&["3 June 2019 – Talks begin in Halden", "4 June 2019 – Talks fail", "2020 – A second round"], "...");
        check(&["Kalvo dam fails", "Twelve hurt", "In 2019 the dam was 40 years old."], "...");
        check(&["The fund has 40,519 members and 212 staff.", "It lost 3,100 members in 2019."], "..");
        check(
            &[
                "Sales rose 3.1 pct to 410,000 crowns in May, the\ncompany said, after 390,000 in April and\n380,000 in March.",
            ],
            ".",
        );
    }
}
