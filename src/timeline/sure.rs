//! How sure the date of an event is, in three words that a person can choose by.
//!
//! A date is as sure as the best sentence that gives it, and a sentence is as sure as what it counts from:
//!
//! | the sentence | its date is |
//! |---|---|
//! | says it all ("on 8 February 2024"), or counts from a day of writing that is stated or given | sure |
//! | counts from a day of writing that was inferred, or from another date of its article | likely |
//! | counts from a day of writing that is likelier wrong than right, or only the file's | unsure |
//!
//! And whatever the sentences say, a date that is only about right, or on which the sources differ, is unsure.

use super::{Source, Timeline};
use crate::article::{Hold, Method};
use crate::event::{Event, Subject};
use crate::mention::{Mention, MentionId};
use crate::timex::Anchor;

/// How sure a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// It hangs on nothing that was inferred.
    Sure,
    /// It hangs on something that was inferred and is likelier right than wrong.
    Likely,
    /// It is only about right, or the sources differ on it.
    Unsure,
}

impl Sureness {
    /// All, the surest first.
    pub const ALL: [Self; 3] = [Self::Sure, Self::Likely, Self::Unsure];

    /// The word of the search.
    pub fn name(self) -> &'static str {
        ["sure", "likely", "unsure"][self as usize]
    }
}

/// How sure the date of an event is.
pub fn sureness(timeline: &Timeline, event: &Event) -> Sureness {
    if event.when.about || event.disagreements.iter().any(|differ| differ.about == Subject::Date) {
        return Sureness::Unsure;
    }
    let days = event.when.interval();
    let told = |m: &MentionId| timeline.mentions.get(m.index());
    // Coarser and other dates of the same event are not what gives it its own; without any that is the same, all count.
    let same = event.mentions.iter().filter_map(told).filter(|m| m.when.interval() == days);
    let best = |mention: &Mention| of_mention(timeline, mention);
    same.map(best).min().or_else(|| event.mentions.iter().filter_map(told).map(best).min()).unwrap_or(Sureness::Unsure)
}

fn of_mention(timeline: &Timeline, mention: &Mention) -> Sureness {
    let Some(source) = timeline.sources.get(mention.article.index()) else { return Sureness::Unsure };
    let anchor = timeline.timex(mention).map_or(Anchor::Published, |timex| timex.anchor);
    if anchor == Anchor::None {
        return Sureness::Sure;
    }
    let from = match &source.published {
        Some(p) if p.hold == Hold::Guess || p.method == Method::FileTime => Sureness::Unsure,
        Some(p) if matches!(p.method, Method::Given | Method::Stated) => Sureness::Sure,
        Some(_) => Sureness::Likely,
        None if anchor == Anchor::Published => Sureness::Unsure,
        None => Sureness::Likely,
    };
    // Which date of the article is meant is itself worked out.
    if anchor == Anchor::Published { from } else { from.max(Sureness::Likely) }
}

/// Where the day of writing of an article can come from, in the words of the search.
pub const WRITTEN: [&str; 5] = ["stated", "inferred", "given", "file-time", "unknown"];

/// Where the day of writing of an article comes from: one of [`WRITTEN`].
pub fn written(source: &Source) -> &'static str {
    match source.published.as_ref().map(|published| published.method) {
        Some(Method::Stated) => "stated",
        Some(Method::Inferred) => "inferred",
        Some(Method::Given) => "given",
        Some(Method::FileTime) => "file-time",
        None => "unknown",
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::article::{Article, ArticleId, Published};
    use crate::calendar::{Date, When};
    use crate::event::Disagreement;
    use crate::mention::Status;
    use crate::span::Span;
    use crate::timex::{Timex, TimexType};

    /// An event of 8 February 2024 with one sentence for each `anchor method hold when`.
    fn check(sentences: &[(Anchor, Method, Hold, &str)], about: bool, differ: bool, wanted: Sureness) {
        let day = |text: &str| When::from(text.parse::<Date>().unwrap());
        let mut timeline = Timeline::default();
        for (n, (anchor, method, hold, when)) in sentences.iter().enumerate() {
            let span = Span::new(0, 0);
            timeline.mentions.push(Mention { timex: Some(0), ..Mention::new(ArticleId(n as u32), span, day(when)) });
            let timex = Timex {
                span,
                sentence: 0,
                kind: TimexType::Date,
                value: String::new(),
                modifier: None,
                when: None,
                rule: "",
                anchor: *anchor,
                because: String::new(),
                joined: None,
                joined_when: None,
            };
            timeline.sources.push(Source {
                article: Arc::new(Article::default()),
                timexes: vec![timex],
                published: Some(Published {
                    date: "2024-02-09".parse().unwrap(),
                    method: *method,
                    confidence: 0.5,
                    hold: *hold,
                    because: Vec::new(),
                }),
                ..Source::default()
            });
        }
        let mut when = day("2024-02-08");
        when.about = about;
        let disagreements = match differ {
            true => vec![Disagreement { about: Subject::Date, claims: Vec::new() }],
            false => Vec::new(),
        };
        let event = Event {
            key: String::new(),
            when,
            label: String::new(),
            label_of: MentionId(0),
            status: Status::Reported,
            importance: 0.5,
            sources: 1,
            independent_sources: 1,
            entities: Vec::new(),
            disagreements,
            because: String::new(),
            mentions: (0..sentences.len() as u32).map(MentionId).collect(),
        };
        assert_eq!(sureness(&timeline, &event), wanted, "{sentences:?}");
    }

    #[test]
    fn a_date_is_as_sure_as_its_best_sentence() {
        use Anchor::{None, Previous, Published as Written};
        use Hold::{Firm, Guess, Likely as Loose};
        use Method::{FileTime, Given, Inferred, Stated};
        let day = "2024-02-08";
        let one = |anchor, method, hold, wanted| check(&[(anchor, method, hold, day)], false, false, wanted);
        one(None, Inferred, Guess, Sureness::Sure);
        one(Written, Stated, Firm, Sureness::Sure);
        one(Written, Given, Firm, Sureness::Sure);
        one(Written, Inferred, Firm, Sureness::Likely);
        one(Written, Inferred, Loose, Sureness::Likely);
        one(Written, Inferred, Guess, Sureness::Unsure);
        one(Written, FileTime, Loose, Sureness::Unsure);
        one(Previous, Stated, Firm, Sureness::Likely);
        let two = |when| [(Written, Inferred, Guess, day), (None, Stated, Firm, when)];
        check(&two(day), false, false, Sureness::Sure);
        // The month is sure; the day hangs on a guess all the same.
        check(&two("2024-02"), false, false, Sureness::Unsure);
        check(&[(None, Stated, Firm, day)], true, false, Sureness::Unsure);
        check(&[(None, Stated, Firm, day)], false, true, Sureness::Unsure);
        check(&[], false, false, Sureness::Unsure);
    }
}
