//! Every example of every rule, in one test that prints all lines that fail.

use super::rulebook::{Rule, english};
use super::{Timex, resolve, tag};
use crate::article::PassageKind;
use crate::calendar::Date;
use crate::sentence::Sentence;
use crate::span::Span;

/// Tags each sentence by itself (cut at ". "), as an article of these sentences.
pub(super) fn read(text: &str, published: Option<Date>) -> Vec<Timex> {
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

/// Words, marks and characters that have broken cutters.
const PIECES: [&str; 40] = [
    "May", "last", "3", "30", "1998", "-", "–", ",", ".", " ", "\n", "’", "“", "é", "東京", "of", "the", "year",
    "years", "ago", "from", "to", "second", "hundred", "and", "a", "half", "p.m.", "5:30", "90s", "'", "(", "next",
    "Friday", "quarter", "½", "$", "two", "Q3", "early",
];

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config {
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(7),
        ..Default::default()
    })]

    #[test]
    fn spans_are_words_of_the_text(picks in proptest::collection::vec((0..PIECES.len(), proptest::bool::ANY), 0..60)) {
        let text: String = picks.iter().map(|&(n, space)| format!("{}{}", PIECES[n], if space { " " } else { "" })).collect();
        let timexes = read(&text, "2024-05-15".parse().ok());
        let mut end = 0;
        for timex in &timexes {
            proptest::prop_assert!(text.is_char_boundary(timex.span.start as usize));
            proptest::prop_assert!(text.is_char_boundary(timex.span.end as usize));
            proptest::prop_assert!(timex.span.start >= end && timex.span.start < timex.span.end, "{:?}", text);
            end = timex.span.end;
        }
        // A coarser day of writing never makes a finer date, and never fails.
        read(&text, "2024-05".parse().ok());
        read(&text, None);
    }
}

/// A megabyte without one full stop, of what each family of rules reads and drops: linear work takes under a second
/// even unoptimized, and what grows with the square of the text takes minutes.
#[test]
fn long_texts_take_linear_time() {
    const SIZE: usize = 1 << 20;
    let pieces = ["May 3 to ", "one hundred ", "Friday at 5 p.m. ", "Flight 1972 in Room 2012 ", "Jan."];
    for piece in pieces {
        let text = piece.repeat(SIZE / piece.len());
        let began = std::time::Instant::now();
        let timexes = read(&text, "2024-05-15".parse().ok());
        assert!(began.elapsed().as_secs() < 60, "{piece}");
        assert!(timexes.iter().all(|t| text.get(t.span.range()).is_some_and(|words| !words.is_empty())), "{piece}");
    }
}

/// `published` may be coarser than a day: what needs the day stays open.
#[test]
fn a_coarse_day_of_writing_serves_what_it_can() {
    let table = [
        ("2024-05", "last year", "2023"),
        ("2024-05", "last month", "2024-04"),
        ("2024-05", "in March", "2024-03"),
        ("2024-05", "yesterday", "XXXX-XX-XX"),
        ("2024-05", "on Friday", "XXXX-WXX-5"),
        ("2024", "last year", "2023"),
        ("2024", "last month", "XXXX-XX"),
        ("2024", "on May 3, 2019", "2019-05-03"),
    ];
    for (published, words, value) in table {
        let timexes = read(words, published.parse().ok());
        assert_eq!(timexes.first().map(|t| t.value.as_str()), Some(value), "{words} in {published}");
    }
}

/// What is told of a day near the writing is of about the month that is known.
#[test]
fn a_coarse_day_of_writing_places_what_is_near() {
    let table = [
        ("2024-05", "The mayor resigned on Tuesday.", "2024-05~"),
        ("2024-05", "It burned last night.", "2024-05~"),
        ("2024-05", "It burned last week.", "2024-05~"),
        ("2024", "It burned yesterday.", ""),
        ("2024-05", "It burned three weeks ago.", ""),
        ("2024-05", "It burned at dawn.", ""),
    ];
    for (published, text, edtf) in table {
        let timexes = read(text, published.parse().ok());
        let when: Vec<_> = timexes.iter().filter_map(|t| t.when).map(|w| w.edtf()).collect();
        assert_eq!(when.join(" "), edtf, "{text} in {published}");
    }
}

#[test]
fn a_part_of_a_time_is_no_finer_and_no_vaguer_than_its_words() {
    let table = [
        ("It opened in early March.", "2024-03-01~/2024-03-10~"),
        ("It opened early this year.", "2024-01~/2024-04~"),
        ("It opened earlier this year.", "2024"),
        ("It opened earlier this month.", "2024-05"),
        ("It opened early Monday.", "2024-05-13"),
        ("It will open late on Friday.", "2024-05-17"),
        ("It will be shut until Monday.", "../2024-05-20"),
        ("It will not open until Monday.", "2024-05-20"),
        ("It is unlikely to open until Monday.", "2024-05-20"),
    ];
    for (text, edtf) in table {
        let timexes = read(text, "2024-05-15".parse().ok());
        let when: Vec<_> = timexes.iter().filter_map(|t| t.when).map(|w| w.edtf()).collect();
        assert_eq!(when, [edtf], "{text}");
    }
}

#[test]
fn ranges_join_into_one_stretch() {
    let table = [
        ("Between January and November of 2023 trade grew.", "2023-01/2023-11"),
        ("Trade grew January–November 2023.", "2023-01/2023-11"),
        ("The famine of 2019–21 killed many.", "2019/2021"),
        ("The fair ran from May 3 to 5 in town.", "2024-05-03/2024-05-05"),
        ("He ruled from 1990 to 1995.", "1990/1995"),
        ("Prices rose from November to January.", "2023-11/2024-01"),
        ("It rained from Monday to Friday.", "2024-05-13/2024-05-17"),
    ];
    for (text, edtf) in table {
        let timexes = read(text, "2024-05-15".parse().ok());
        let whole: Vec<_> = timexes.iter().filter_map(|t| t.joined_when).map(|w| w.edtf()).collect();
        assert_eq!(whole, [edtf, edtf], "{text}");
    }
}

#[test]
fn anchors_and_tense() {
    let table = [
        ("2024-02-14", "The two spoke on Thursday (Feb 8).", "2024-02-08"),
        ("2024-02-14", "The two spoke on Thursday, Feb. 8, by telephone.", "2024-02-08"),
        ("2024-02-10", "Shelling followed the October 7 attack.", "2023-10-07"),
        ("2024-02-10", "Last year trade grew, as it had in October.", "2023 2023-10"),
        ("2024-02-10", "Last year he fled, and last March he was caught.", "2023 2023-03"),
        ("2024-02-07", "The court will rule on Friday.", "2024-02-09"),
        ("2024-02-07", "The court ruled on Friday.", "2024-02-02"),
        ("2024-02-07", "Days before the invasion they fled.", "PXD"),
    ];
    for (published, text, values) in table {
        let timexes = read(text, published.parse().ok());
        let found: Vec<_> = timexes.iter().map(|t| t.value.as_str()).collect();
        assert_eq!(found.join(" "), values, "{text} on {published}");
    }
}

#[test]
fn happenings_that_times_are_told_by() {
    let table = [
        ("They fled days before the invasion.", "before the invasion"),
        ("Two weeks after the fall of the city he returned.", "after the fall of the city"),
        ("She resigned a year into her second term.", "into her second term"),
        ("Hours after the verdict was read, crowds gathered.", "after the verdict"),
        ("The day after the election, shops stayed shut.", "the election"),
        ("He was seen on the night of the raid.", "of the raid"),
        ("He was gone three days.", ""),
        ("He left two days before Christmas.", ""),
    ];
    for (text, happening) in table {
        let sentences = [Sentence { span: Span::new(0, text.len()), kind: PassageKind::Body }];
        let found = tag(text, &sentences).first().and_then(|e| e.beside).map_or("", |s| s.of(text));
        assert_eq!(found, happening, "{text}");
    }
    let because = &read("They fled days before the invasion.", "2024-05-15".parse().ok())[0].because;
    assert_eq!(because, "days, told by ‘before the invasion’, which has no date here → PXD");
}

#[test]
fn dating_reads_what_was_told() {
    let told = |text: &str| {
        let sentences = [Sentence { span: Span::new(0, text.len()), kind: PassageKind::Body }];
        tag(text, &sentences).remove(0)
    };
    let both = told("They met on Thursday, Feb. 8, in town.");
    assert_eq!((both.weekday(), both.month_day()), (Some(crate::calendar::Weekday::Thursday), Some((2, 8))));
    assert_eq!(told("They left on Friday morning.").weekday(), Some(crate::calendar::Weekday::Friday));
    assert_eq!(told("It fell in 1989.").date(), "1989".parse().ok());
    let (feast, year) = told("It came before the Lunar New Year.").feast().unwrap();
    assert_eq!((feast.day_in(2024).unwrap().to_string().as_str(), year), ("2024-02-10", None));
    assert_eq!(told("Shops shut on Easter Monday, 2022.").date(), "2022-04-18".parse().ok());
    assert_eq!(told("The court will rule on Friday.").tense(), super::Tense::Ahead);
    assert_eq!(told("The court ruled on Friday.").tense(), super::Tense::Past);
}

#[test]
fn every_rule_loads_and_reads_its_examples() {
    let book = english();
    let mut lines = book.wrong.clone();
    lines.extend(book.rules.iter().flat_map(wrong));
    assert!(lines.is_empty(), "{} of {} rules:\n{}", lines.len(), book.rules.len(), lines.join("\n"));
}
