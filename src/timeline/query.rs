//! Which events are shown: one grammar for the search field of the window and for `--query`.
//!
//! | written | finds events |
//! |---|---|
//! | `dam collapse` | whose label, names or cited sentences have both words, or words that begin so |
//! | `"dam collapsed"` | that have these words side by side |
//! | `-flood` | that do not; a minus goes before anything |
//! | `source:wire` | told by an outlet or file with that name |
//! | `entity:"Anna Berg"` | in which she takes part, under whatever name the analyst says is hers |
//! | `date:2022`, `date:2022-03`, `date:[2022 TO 2023]`, `date:[2022 TO *]` | that share a day with that time |
//! | `published:2024-02-08` | told by an article of that day; ranges as above |
//! | `status:planned` | reported, planned or denied |
//! | `granularity:day` | told that finely |
//! | `confidence:unsure` | whose date is sure, likely or unsure; see [`super::sure`] |
//! | `written:inferred` | told by an article whose day of writing is stated, inferred, given, file-time or unknown |
//! | `is:starred`, `is:disputed` | that the analyst starred; on which sources differ |
//!
//! Everything must hold. Capitals and accents make no difference.

use std::fmt;

use super::Timeline;
use super::sure::{self, Sureness};
use crate::calendar::{Date, Day, Interval};
use crate::event::words::{fold, word_spans};
use crate::event::{Event, EventId};
use crate::mention::{is_called, name_words};
use crate::span::Span;

/// A search, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    clauses: Vec<Clause>,
}

/// Why a search could not be read, for a person; `at` is the stretch of the search that is meant, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// Which part of the search.
    pub at: Span,
    /// What is wrong and what to write instead.
    pub what: String,
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for QueryError {}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Clause {
    negated: bool,
    test: Test,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Test {
    /// Folded words; the last may be the beginning of a word unless it was quoted.
    Text {
        words: Vec<String>,
        whole: bool,
    },
    Source(String),
    Entity(Vec<String>),
    Date(Range),
    Published(Range),
    Status(String),
    Granularity(String),
    Confidence(String),
    Written(String),
    Starred,
    Disputed,
}

/// Days from and to, both included, either open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Range {
    from: Option<Day>,
    to: Option<Day>,
}

impl Range {
    fn meets(self, days: Interval) -> bool {
        self.from.is_none_or(|from| days.end >= from) && self.to.is_none_or(|to| days.start <= to)
    }
}

const FIELDS: [&str; 9] =
    ["source", "entity", "date", "published", "status", "granularity", "confidence", "written", "is"];

impl std::str::FromStr for Query {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Self, QueryError> {
        Self::parse(text)
    }
}

impl Query {
    /// Reads a search. The empty search finds everything.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let mut clauses = Vec::new();
        let mut rest = text;
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                return Ok(Self { clauses });
            }
            let start = text.len() - rest.len();
            let length = item(rest).map_err(|what| QueryError { at: Span::new(start, text.len()), what })?;
            let (written, after) = rest.split_at(length);
            rest = after;
            let at = Span::new(start, start + length);
            if let Some(clause) = clause(written).map_err(|what| QueryError { at, what })? {
                clauses.push(clause);
            }
        }
    }

    /// The names that it asks for, one list of words each; not those it shuts out.
    pub fn entities(&self) -> impl Iterator<Item = String> + '_ {
        self.clauses.iter().filter(|clause| !clause.negated).filter_map(|clause| match &clause.test {
            Test::Entity(words) => Some(words.join(" ")),
            _ => None,
        })
    }

    /// Whether it asks nothing.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// Whether an event is found; none counts as starred.
    pub fn matches(&self, timeline: &Timeline, event: EventId) -> bool {
        self.matches_starred(timeline, event, false)
    }

    /// Whether an event is found, if the analyst did or did not star it.
    pub fn matches_starred(&self, timeline: &Timeline, event: EventId, starred: bool) -> bool {
        let event = timeline.event(event);
        // Folding is what costs; one text serves all words of the search.
        let mut folded: Option<Vec<String>> = None;
        self.clauses.iter().all(|clause| {
            let holds = match &clause.test {
                Test::Text { words, whole } => {
                    folded.get_or_insert_with(|| texts(timeline, event)).iter().any(|text| has(text, words, *whole))
                }
                Test::Source(name) => articles(timeline, event).any(|source| {
                    [&source.outlet, &source.article.source, &source.article.path, &source.article.url]
                        .iter()
                        .any(|t| fold(t).contains(name))
                }),
                Test::Entity(words) => event
                    .entities
                    .iter()
                    .chain(event.mentions.iter().flat_map(|&m| &timeline.mention(m).actors))
                    .any(|name| answers(timeline, name, words)),
                Test::Date(range) => range.meets(event.when.interval()),
                Test::Published(range) => articles(timeline, event)
                    .filter_map(|source| source.published.as_ref())
                    .any(|published| range.meets(published.date.interval())),
                Test::Status(status) => event.status.name() == status,
                Test::Granularity(grain) => event.when.granularity.name() == grain,
                Test::Confidence(name) => sure::sureness(timeline, event).name() == name,
                Test::Written(how) => articles(timeline, event).any(|source| sure::written(source) == how),
                Test::Starred => starred,
                Test::Disputed => !event.disagreements.is_empty(),
            };
            holds != clause.negated
        })
    }
}

fn articles<'a>(timeline: &'a Timeline, event: &'a Event) -> impl Iterator<Item = &'a super::Source> {
    event.mentions.iter().map(|&m| timeline.source(timeline.mention(m).article))
}

/// Whether a name is asked for, by itself or by another that the analyst says is the same.
fn answers(timeline: &Timeline, name: &str, words: &[String]) -> bool {
    let called = |name: &str| is_called(&name_words(name), words);
    called(name) || !timeline.called.is_empty() && timeline.called.one_with(name).into_iter().any(called)
}

/// Everything of an event that words are looked for in, folded, one text each so that a phrase never runs over.
fn texts(timeline: &Timeline, event: &Event) -> Vec<String> {
    let mut texts = vec![fold(&event.label)];
    texts.extend(event.entities.iter().map(|name| fold(name)));
    let mut last = None;
    for &mention in &event.mentions {
        let mention = timeline.mention(mention);
        if last != Some((mention.article, mention.sentence)) {
            last = Some((mention.article, mention.sentence));
            let source = timeline.source(mention.article);
            texts.push(fold(mention.sentence.of(&source.article.text)));
        }
    }
    texts
}

/// Whether `text` has the words side by side, from the beginning of a word on.
fn has(text: &str, words: &[String], whole: bool) -> bool {
    let Some(first) = words.first() else { return true };
    text.match_indices(first.as_str()).any(|(at, _)| {
        if text[..at].chars().next_back().is_some_and(char::is_alphanumeric) {
            return false;
        }
        let mut rest = &text[at..];
        for (n, word) in words.iter().enumerate() {
            let Some(after) = rest.strip_prefix(word.as_str()) else { return false };
            let last = n + 1 == words.len();
            if (!last || whole) && after.chars().next().is_some_and(char::is_alphanumeric) {
                return false;
            }
            rest = after.trim_start_matches(|c: char| !c.is_alphanumeric());
        }
        true
    })
}

/// How long the first item of a search is: to the next space outside quotation marks and brackets.
fn item(text: &str) -> Result<usize, String> {
    let mut quoted = false;
    let mut bracketed = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' | '“' | '”' if !bracketed => quoted = !quoted,
            '[' if !quoted && text[..at].ends_with(':') => bracketed = true,
            ']' if bracketed => bracketed = false,
            c if c.is_whitespace() && !quoted && !bracketed => return Ok(at),
            _ => {}
        }
    }
    match (quoted, bracketed) {
        (true, _) => Err(format!("‘{text}’ has no closing quotation mark")),
        (_, true) => Err(format!("‘{text}’ has no closing bracket; write [2022 TO 2023]")),
        _ => Ok(text.len()),
    }
}

fn clause(written: &str) -> Result<Option<Clause>, String> {
    let (negated, written) = match written.strip_prefix('-') {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, written),
    };
    let field = written
        .split_once(':')
        .filter(|(field, _)| !field.is_empty() && field.bytes().all(|b| b.is_ascii_alphabetic()));
    let test = match field {
        Some((field, value)) => {
            let (value, field) = (unquoted(value), field.to_ascii_lowercase());
            if !FIELDS.contains(&field.as_str()) {
                return Err(format!("there is no field ‘{field}’; the fields are {}", FIELDS.join(", ")));
            }
            if value.trim().is_empty() {
                return Err(format!("‘{field}:’ has nothing after it"));
            }
            match field.as_str() {
                "source" => Test::Source(fold(value)),
                "entity" => Test::Entity(name_words(value)),
                "date" => Test::Date(range(value)?),
                "published" => Test::Published(range(value)?),
                "status" => Test::Status(one_of(&field, value, &["reported", "planned", "denied"])?),
                "granularity" => {
                    let names = crate::calendar::Granularity::ALL.map(crate::calendar::Granularity::name);
                    Test::Granularity(one_of(&field, value, &names)?)
                }
                "confidence" => Test::Confidence(one_of(&field, value, &Sureness::ALL.map(Sureness::name))?),
                "written" => Test::Written(one_of(&field, value, &sure::WRITTEN)?),
                _ if one_of(&field, value, &["starred", "disputed"])? == "starred" => Test::Starred,
                _ => Test::Disputed,
            }
        }
        None => {
            let whole = written.starts_with(['"', '“', '”']);
            let folded = fold(unquoted(written));
            let words: Vec<String> =
                word_spans(&folded, Span::new(0, folded.len())).into_iter().map(|s| s.of(&folded).to_owned()).collect();
            if words.is_empty() {
                return Ok(None);
            }
            Test::Text { words, whole }
        }
    };
    Ok(Some(Clause { negated, test }))
}

fn unquoted(text: &str) -> &str {
    text.trim_matches(['"', '“', '”'])
}

fn one_of(field: &str, value: &str, allowed: &[&str]) -> Result<String, String> {
    let folded = fold(value);
    if allowed.contains(&folded.as_str()) {
        Ok(folded)
    } else {
        Err(format!("‘{field}:{value}’ is not known; write one of {}", allowed.join(", ")))
    }
}

/// `2022`, `[2022 TO 2023]`, `[2022 TO *]`, `2022/2023`.
fn range(text: &str) -> Result<Range, String> {
    let inside = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')).unwrap_or(text).trim();
    let ends = inside.split_once(" TO ").or_else(|| inside.split_once(" to ")).or_else(|| inside.split_once('/'));
    let end = |text: &str| -> Result<Option<Interval>, String> {
        match text.trim() {
            "*" | ".." | "" => Ok(None),
            text => text.parse::<Date>().map(|d| Some(d.interval())).map_err(|error| error.to_string()),
        }
    };
    let range = match ends {
        Some((from, to)) => Range { from: end(from)?.map(|i| i.start), to: end(to)?.map(|i| i.end) },
        None => {
            let days = end(inside)?;
            Range { from: days.map(|i| i.start), to: days.map(|i| i.end) }
        }
    };
    match (range.from, range.to) {
        (Some(from), Some(to)) if to < from => Err(format!("‘{text}’ runs backward")),
        _ => Ok(range),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::article::{Article, ArticleId, Hold, Method, Published};
    use crate::calendar::When;
    use crate::mention::{Mention, MentionId, Status};
    use crate::timeline::Source;

    /// One event: the Kalvo dam collapsed on 2022-03-04, told by the Ister Post of 2022-03-05.
    fn timeline() -> Timeline {
        let text = "The Kalvo dam collapsed on Friday, and the Élan river rose, Anna Berg said.".to_owned();
        let sentence = Span::new(0, text.len());
        let when = When::from("2022-03-04".parse::<Date>().unwrap());
        let article =
            Article { path: "wire/0305.html".into(), source: "Ister Post".into(), text, ..Article::default() };
        let published = "2022-03-05".parse::<Date>().unwrap();
        let mention =
            Mention { key: "m".into(), actors: vec!["Anna Berg".into()], ..Mention::new(ArticleId(0), sentence, when) };
        let event = Event {
            key: "e".into(),
            when,
            label: "Kalvo dam collapsed".into(),
            label_of: MentionId(0),
            status: Status::Reported,
            importance: 0.5,
            sources: 1,
            independent_sources: 1,
            entities: vec!["Anna Berg".into()],
            disagreements: Vec::new(),
            because: String::new(),
            mentions: vec![MentionId(0)],
        };
        let source = Source {
            article: Arc::new(article),
            published: Some(Published {
                date: published,
                method: Method::Stated,
                confidence: 1.0,
                hold: Hold::Firm,
                because: Vec::new(),
            }),
            ..Source::default()
        };
        Timeline { sources: vec![source], mentions: vec![mention], events: vec![event], ..Timeline::default() }
    }

    #[test]
    fn a_search_finds_what_it_says() {
        let timeline = timeline();
        for (query, found) in [
            ("", true),
            ("dam", true),
            ("DAM collapse", true),
            ("dam explode", false),
            ("am", false),
            ("elan", true),
            ("Élan", true),
            ("\"dam collapsed\"", true),
            ("\"collapsed dam\"", false),
            ("\"dam coll\"", false),
            ("-flood", true),
            ("-dam", false),
            ("dam -\"river rose\"", false),
            ("source:post", true),
            ("source:\"ister post\"", true),
            ("source:wire", true),
            ("-source:post", false),
            ("entity:\"Anna Berg\"", true),
            ("entity:berg", true),
            ("entity:Bergman", false),
            ("date:2022", true),
            ("date:2022-03", true),
            ("date:2022-03-05", false),
            ("date:[2021 TO 2022]", true),
            ("date:[2023 TO *]", false),
            ("date:[* TO 2022-03-04]", true),
            ("published:2022-03-05", true),
            ("published:2022-03-04", false),
            ("status:reported", true),
            ("status:denied", false),
            ("granularity:day", true),
            ("confidence:likely", false),
            ("confidence:sure", true),
            ("written:stated", true),
            ("-written:inferred", true),
            ("is:starred", false),
            ("-is:disputed", true),
            ("dam , &", true),
        ] {
            let query_read = Query::parse(query).unwrap_or_else(|e| panic!("{query}: {e}"));
            assert_eq!(query_read.matches(&timeline, EventId(0)), found, "{query}");
        }
        assert!(Query::parse("is:starred").unwrap().matches_starred(&timeline, EventId(0), true));
    }

    #[test]
    fn somebody_is_found_by_every_name_that_is_hers() {
        let mut timeline = timeline();
        let finds = |timeline: &Timeline, query: &str| Query::parse(query).unwrap().matches(timeline, EventId(0));
        assert!(!finds(&timeline, "entity:Mountain") && !finds(&timeline, "entity:\"Anne Berg\""));
        let pairs = [("Anna Berg", "Anna Mountain"), ("Anne Berg", "Anna Mountain")];
        timeline.called = crate::event::Called::of(pairs.map(|(a, b)| (a.to_owned(), b.to_owned())));
        // As the analysis leaves it.
        timeline.events[0].entities = vec!["Anna Mountain".into()];
        for name in ["Anna Berg", "Berg", "Anna Mountain", "Anne Berg", "Mountain"] {
            assert!(finds(&timeline, &format!("entity:\"{name}\"")), "{name}");
        }
        assert!(finds(&timeline, "mountain") && finds(&timeline, "\"Anna Berg\"") && !finds(&timeline, "entity:Elan"));
    }

    #[test]
    fn what_cannot_be_read_says_what_to_write() {
        for (query, part, word) in [
            ("dam \"open", "\"open", "closing quotation mark"),
            ("date:[2022 TO 2023", "date:[2022 TO 2023", "closing bracket"),
            ("x date:tomorrow", "date:tomorrow", "2024-02-08"),
            ("date:[2023 TO 2022]", "date:[2023 TO 2022]", "backward"),
            ("souce:post", "souce:post", "there is no field ‘souce’"),
            ("status:maybe", "status:maybe", "planned"),
            ("confidence:0.9", "confidence:0.9", "unsure"),
            ("written:guessed", "written:guessed", "inferred"),
            ("entity:", "entity:", "nothing after it"),
        ] {
            let error = Query::parse(query).unwrap_err();
            assert_eq!(error.at.of(query), part, "{query}");
            assert!(error.to_string().contains(word), "{query}: {error}");
        }
    }
}
