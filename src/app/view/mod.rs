//! One file a panel. A panel reads the state and pushes commands; it keeps nothing itself.

pub mod article;
pub mod citations;
pub mod event;
pub mod export;
pub mod facets;
pub mod hand;
pub mod list;
pub mod names;
pub mod overview;
pub mod own;
pub mod problems;
pub mod results;
pub mod sheets;
pub mod start;
pub mod status;
pub mod timeline;
pub mod toolbar;
pub mod widgets;

use super::command::Command;
use super::stage::Stage;
use super::state::State;
use super::style::Palette;
use crate::article::Article;
use crate::calendar::{Date, When};

/// What a panel works with.
#[derive(Debug)]
pub struct Panel<'a> {
    /// Everything the window knows.
    pub state: &'a State,
    /// What the analyst asks for in this frame.
    pub commands: &'a mut Vec<Command>,
    /// The colors.
    pub palette: &'a Palette,
    /// Drawings and tables kept between frames.
    pub stage: &'a mut Stage,
}

impl Panel<'_> {
    /// Asks for something.
    pub fn push(&mut self, command: Command) {
        self.commands.push(command);
    }
}

/// The last part of an article's path.
pub fn file_name(article: &Article) -> &str {
    article.path.rsplit('/').next().unwrap_or(&article.path)
}

/// The last part of a path.
pub fn last_part(path: &str) -> &str {
    path.trim_end_matches('/').rsplit('/').next().unwrap_or(path)
}

/// A date where room is short: `8 Feb 2024`, `Feb 2024`, `2024`.
pub fn short(date: Date) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = |m: u32| MONTHS[(m.max(1) as usize - 1) % 12];
    match date {
        Date::Day(day) => {
            let (y, m, d) = day.ymd();
            format!("{d} {} {y}", month(m))
        }
        Date::Month(y, m) => format!("{} {y}", month(m)),
        other => When::from(other).words(),
    }
}

/// A number with its thousands apart: `21,578`.
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// `1 article`, `2 articles`.
pub fn count(n: usize, one: &str) -> String {
    format!("{} {one}{}", grouped(n), if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_are_written_as_people_write_them() {
        assert_eq!((grouped(7), grouped(999), grouped(1000)), ("7".into(), "999".into(), "1,000".into()));
        assert_eq!((count(1, "event"), count(21_578, "article")), ("1 event".into(), "21,578 articles".into()));
        let say = |s: &str| short(s.parse::<Date>().unwrap());
        assert_eq!(
            (say("2024-02-08"), say("2024-02"), say("2024")),
            ("8 Feb 2024".into(), "Feb 2024".into(), "2024".into())
        );
    }

    #[test]
    fn a_file_is_named_by_its_last_part() {
        let article = Article { path: "wire/a.jsonl#3".into(), ..Default::default() };
        assert_eq!(file_name(&article), "a.jsonl#3");
    }
}
