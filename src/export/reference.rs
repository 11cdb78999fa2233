//! The articles that are cited, for programs that manage references.
//!
//! One reference an article, with the sentences of it that the selected events cite, so that a bibliography keeps what it
//! was made for. A day of writing that nobody stated is said to be inferred wherever the format has a place for that, and
//! a month is never made a day.
//!
//! | field | [BibTeX](super::bibtex) | [RIS](super::ris) | [CSL-JSON](super::csl) |
//! |---|---|---|---|
//! | kind | `@article` | `NEWS` | `article-newspaper` |
//! | outlet | `journal` | `T2` | `container-title` |
//! | day of writing | `year`, `month`, `day` | `PY`, `DA` | `issued`, as `date-parts` |
//! | cited sentences | `annote` | `N1` | `note` |

use std::collections::BTreeMap;

use super::Selection;
use super::record::{Citation, Positions, one_line};
use crate::article::{ArticleId, Method};
use crate::calendar::{Date, Day};
use crate::mention::MentionId;
use crate::timeline::Timeline;

/// One article with the sentences that are cited of it.
#[derive(Clone, Debug)]
pub struct Reference {
    /// A name for it, of letters and digits: outlet, year and the article's key.
    pub id: String,
    /// Who wrote it, if stated, as the article writes the names.
    pub authors: Vec<String>,
    /// Its headline, else its path.
    pub title: String,
    /// Who published it.
    pub outlet: String,
    /// Its address, if stated.
    pub url: String,
    /// Its day of writing.
    pub published: Option<Date>,
    /// Whether the day was worked out and not stated.
    pub inferred: bool,
    /// Each cited sentence with the path and where it stands there.
    pub quotes: Vec<String>,
}

/// A day of writing as reference managers keep one: a year, a month of it, a day of that, each only if it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The year.
    pub year: i32,
    /// 1–12.
    pub month: Option<u32>,
    /// 1–31.
    pub day: Option<u32>,
}

impl Parts {
    /// Of a date; of a coarser one than a year, and of a stretch across two, there are none.
    pub fn of(date: Date) -> Option<Self> {
        let days = date.interval();
        let ((year, month, _), (last_year, last_month, _)) = (days.start.ymd(), days.end.ymd());
        match date {
            Date::Day(day) => Some(Self::of_day(day)),
            _ if year != last_year => None,
            _ if month == last_month => Some(Self { year, month: Some(month), day: None }),
            _ => Some(Self { year, month: None, day: None }),
        }
    }

    fn of_day(day: Day) -> Self {
        let (year, month, day) = day.ymd();
        Self { year, month: Some(month), day: Some(day) }
    }
}

impl Reference {
    /// The article of some mentions, all of which stand in it.
    pub fn of(timeline: &Timeline, article: ArticleId, mentions: &[MentionId], positions: &mut Positions) -> Self {
        let source = timeline.source(article);
        let (article, published) = (&source.article, source.published.as_ref());
        let outlet = one_line(if source.outlet.is_empty() { &article.source } else { &source.outlet });
        let title = one_line(if article.title.trim().is_empty() { &article.path } else { &article.title });
        let year = published.map(|p| p.date.interval().start.year().to_string()).unwrap_or_default();
        let name = outlet.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        let mut spans = Vec::new();
        let mut quotes = Vec::new();
        for &id in mentions {
            let sentence = timeline.mention(id).sentence;
            if !spans.contains(&sentence) {
                spans.push(sentence);
                let Citation { article, quote, start, end, .. } = Citation::of(timeline, positions, id);
                quotes.push(format!("“{quote}” ({}, characters {start}–{end})", article.path));
            }
        }
        Self {
            id: format!("{name}{year}{}", article.key),
            authors: authors(&one_line(&article.author)),
            title,
            outlet,
            url: article.url.trim().to_owned(),
            published: published.map(|p| p.date),
            inferred: published.is_some_and(|p| matches!(p.method, Method::Inferred | Method::FileTime)),
            quotes,
        }
    }

    /// The one article of a mention, with its sentence.
    pub fn of_mention(timeline: &Timeline, mention: MentionId) -> Self {
        let article = timeline.mention(mention).article;
        Self::of(timeline, article, &[mention], &mut Positions::of(timeline))
    }
}

/// Names in a row, told apart where each is more than one word: `Ana Li, Bo Berg` are two, and `Li, Ana` is one.
fn authors(line: &str) -> Vec<String> {
    let names: Vec<&str> = line.split([',', ';']).map(str::trim).filter(|name| !name.is_empty()).collect();
    match names.iter().all(|name| name.contains(' ')) {
        true => names.into_iter().map(str::to_owned).collect(),
        false => vec![line.to_owned()],
    }
}

/// The articles that the selected events cite, in order of path.
pub fn references<'a>(timeline: &'a Timeline, selection: &Selection) -> impl Iterator<Item = Reference> + use<'a> {
    let mut cited: BTreeMap<ArticleId, Vec<MentionId>> = BTreeMap::new();
    for &event in &selection.events {
        for &mention in &timeline.event(event).mentions {
            cited.entry(timeline.mention(mention).article).or_default().push(mention);
        }
    }
    let mut positions = Positions::of(timeline);
    cited.into_iter().map(move |(article, mut mentions)| {
        mentions.sort_unstable();
        Reference::of(timeline, article, &mentions, &mut positions)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_are_told_apart() {
        for (line, names) in
            [("", 0), ("Ana Li", 1), ("Ana Li, Bo Berg", 2), ("Li, Ana", 1), ("Ana Li; Bo Berg; Cy Dow", 3)]
        {
            assert_eq!(authors(line).len(), names, "{line}");
        }
    }

    #[test]
    fn no_part_of_a_date_is_made_up() {
        let check = |date: &str, parts: Option<(i32, Option<u32>, Option<u32>)>| {
            let found = Parts::of(date.parse().unwrap());
            assert_eq!(found.map(|p| (p.year, p.month, p.day)), parts, "{date}");
        };
        check("2024-02-08", Some((2024, Some(2), Some(8))));
        check("2024-02", Some((2024, Some(2), None)));
        check("2024", Some((2024, None, None)));
        check("2024-33", Some((2024, None, None)));
        check("199X", None);
    }
}
