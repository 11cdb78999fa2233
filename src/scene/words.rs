//! Events and dates in the few words a drawing has room for.

use crate::calendar::{Date, Day, Open, When};
use crate::event::Event;
use crate::mention::Status;

use super::tick;

/// `1 event`, `2,866 events`.
pub(super) fn counted(count: usize, one: &str) -> String {
    let digits = count.to_string();
    let mut number = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            number.push(',');
        }
        number.push(digit);
    }
    format!("{number} {one}{}", if count == 1 { "" } else { "s" })
}

/// A stretch of time as fine as it is long: days up to two months, months up to five years, then years.
pub(super) fn stretch(first: Day, last: Day) -> String {
    let date = |day: Day| match last - first {
        ..62 => Date::Day(day),
        62..1827 => Date::month_of(day),
        _ => Date::Year(day.year()),
    };
    short_date(When::range(date(first), date(last)))
}

/// What a screen reader says of an event: label, date in words, status, sources.
pub fn spoken(event: &Event) -> String {
    let sources = match (event.sources, event.independent_sources) {
        (1, _) => "1 article".to_owned(),
        (all, independent) if independent < all => format!("{all} articles, {independent} independent"),
        (all, _) => format!("{all} articles"),
    };
    let status = match event.status {
        Status::Reported => String::new(),
        other => format!(", {}", other.name()),
    };
    let differ = if event.disagreements.is_empty() { "" } else { ", sources differ" };
    format!("{}, {}{status}, {sources}{differ}", event.label, event.when.words())
}

/// A date as short as the flag on the axis: `8 Feb 2024`, `Jan–Nov 2023`, `2023`.
pub fn short_date(when: When) -> String {
    let day = |d: Day| {
        let (year, month, of_month) = d.ymd();
        format!("{of_month} {} {year}", tick::short_month(month))
    };
    let one = |date: Date| match date {
        Date::Day(d) => day(d),
        Date::Month(year, month) => format!("{} {year}", tick::short_month(month)),
        other => When::from(other).words(),
    };
    let about = if when.about { "about " } else { "" };
    let span = |a: Day, b: Day| {
        let ((a_year, a_month, a_day), (b_year, b_month, _)) = (a.ymd(), b.ymd());
        match (a_year == b_year, a_month == b_month) {
            (true, true) => format!("{a_day}–{}", day(b)),
            (true, false) => format!("{a_day} {} – {}", tick::short_month(a_month), day(b)),
            _ => format!("{} – {}", day(a), day(b)),
        }
    };
    let words = match (when.from, when.to) {
        (Date::Week(..) | Date::Weekend(..), _) => span(when.interval().start, when.interval().end),
        (from, to) if from == to => one(from),
        (Date::Day(a), Date::Day(b)) => span(a, b),
        (Date::Month(a, m), Date::Month(b, n)) if a == b => {
            format!("{}–{} {a}", tick::short_month(m), tick::short_month(n))
        }
        (Date::Year(a), Date::Year(b)) => format!("{a}–{b}"),
        (from, to) => format!("{} – {}", one(from), one(to)),
    };
    match when.open {
        Open::No => format!("{about}{words}"),
        Open::Since => format!("since {about}{words}"),
        Open::Until => format!("until {about}{words}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_stretches_are_as_people_write_them() {
        assert_eq!(
            [1, 12, 2866, 1_000_000].map(|n| counted(n, "event")).join(", "),
            "1 event, 12 events, 2,866 events, 1,000,000 events"
        );
        let day = |s: &str| s.parse::<Date>().unwrap().interval().start;
        for (first, last, words) in [
            ("2021-03-01", "2021-03-01", "1 Mar 2021"),
            ("2021-03-01", "2021-04-09", "1 Mar – 9 Apr 2021"),
            ("2021-03-01", "2021-09-09", "Mar–Sep 2021"),
            ("2021-03-01", "2023-09-09", "Mar 2021 – Sep 2023"),
            ("1999-03-01", "2021-09-09", "1999–2021"),
        ] {
            assert_eq!(stretch(day(first), day(last)), words);
        }
    }

    #[test]
    fn a_date_is_as_short_as_it_is_known() {
        let day = |s: &str| s.parse::<Date>().unwrap();
        let range = |a: &str, b: &str| When::range(day(a), day(b));
        for (when, words) in [
            (When::from(day("2024-02-08")), "8 Feb 2024"),
            (When::from(day("2024-02")), "Feb 2024"),
            (When::from(day("2024")), "2024"),
            (range("2024-02-08", "2024-02-11"), "8–11 Feb 2024"),
            (range("2024-02-28", "2024-03-02"), "28 Feb – 2 Mar 2024"),
            (range("2023-12-30", "2024-01-02"), "30 Dec 2023 – 2 Jan 2024"),
            (range("2023-01", "2023-11"), "Jan–Nov 2023"),
            (range("2022", "2024"), "2022–2024"),
            (When::from(day("2024-02")).about(), "about Feb 2024"),
            (When { open: Open::Since, ..When::from(day("2022")) }, "since 2022"),
        ] {
            assert_eq!(short_date(when), words);
        }
    }
}
