//! Which days matter in a folder.
//!
//! The strongest simple measure of a day is how many *different articles* name it (Tran et al. 2015; Gholipour Ghalandari
//! and Ifrim 2020): nobody writes "on 14 May" about a day on which nothing happened. To that count come
//!
//! | evidence | because |
//! |---|---|
//! | copies count once | a reprint is no second witness |
//! | a day counts half where no happening is reported of it | "the report of 3 May", "the talks due on Friday" name a day and tell nothing of it |
//! | an article that tells the event of a day without naming the day counts half | "the fire at the mill" |
//! | the day of writing counts little | something is written every day |
//! | a sentence about the topic counts in full, another in part | articles digress; what is missing from the sentence may stand before it, so it softens and never filters |
//! | articles weeks apart count more than as many in one week | what is still told later mattered |
//! | a day of one great event counts more than one of many small | all write about what mattered, each about what did not |
//! | more articles than usual on that day and the next | news is written when something happened; four weeks around it say what is usual |
//! | a day beside a greater one loses a little | the day after, everybody reports |
//!
//! score = votes · (1 + 0.5 ln weeks) · (1 + 0.3 ln(1 + articles of its widest event)) · (1 + ln(1 + written / (1 + usual)))
//!
//! How such a day is told is in [`super::digest`].

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Timeline;
use crate::article::ArticleId;
use crate::calendar::{Day, Open, When};
use crate::event::EventId;
use crate::event::words::fold;
use crate::mention::Status;
use crate::sentence::Sentence;

/// What an article's day of writing counts against a day that it names. At 1, dull days with many articles win; at 0, a
/// folder that names no days has no days.
const WRITTEN: f32 = 0.15;
/// What remains of a sentence, and of an article, that does not name the topic. At 1, the digressions of long articles
/// count in full; at 0, "he was arrested on Tuesday" counts nothing where "he" stands for the topic.
const OFF_TOPIC_SENTENCE: f32 = 0.3;
const OFF_TOPIC_ARTICLE: f32 = 0.4;
/// A day told of in articles written over w weeks counts 1 + this · ln w.
const PERSISTENCE: f32 = 0.5;
/// Days before and after that tell what is usual. Fewer, and a running story is its own measure; more, and a topic that
/// came up last month counts as quiet.
const AROUND: i32 = 14;
/// What an undated sentence at the top of an article tells of its day of writing, against one that names the day.
const UNDATED: f32 = 0.8;
/// Share of a greater neighbor's score that a day loses, at most of its own. At 0, days of arrest and of its report both
/// lead; at 0.5, real second days disappear.
const SHADOW: f32 = 0.2;
/// What remains of a day that is named where nothing is reported of it, and what an article counts that tells a day's event
/// without the day. At 1, days of plans and of documents lead; at 0, a day that only headlines name is lost.
const BARE: f32 = 0.5;
const UNNAMED: f32 = 0.5;
/// A day whose widest event n articles tell counts 1 + this · ln(1 + n). Much more, and people, of whom each article
/// tells another thing, lose the days that several name.
const WIDTH: f32 = 0.3;
/// How many sentences into an article still count as its head.
const HEAD: usize = 5;

/// What days are wanted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// What the timeline is about: words and phrases, comma-separated. They soften, they never filter alone.
    pub about: String,
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
    /// Events that an analyst hid.
    pub hidden: FxHashSet<EventId>,
    /// Sentences, by article and first byte, that tell nothing else.
    pub silent: FxHashSet<(ArticleId, u32)>,
}

impl Wanted {
    /// Leaves out events that an analyst hid, by key, and the sentences that tell nothing but them.
    pub fn leave_out(&mut self, timeline: &Timeline, hidden: &BTreeSet<String>) {
        let mut told = FxHashSet::default();
        for (n, event) in timeline.events.iter().enumerate().filter(|_| !hidden.is_empty()) {
            let sentences = event.mentions.iter().map(|&id| {
                let mention = timeline.mention(id);
                (mention.article, mention.sentence.start)
            });
            if hidden.contains(&event.key) {
                self.hidden.insert(EventId(n as u32));
                self.silent.extend(sentences);
            } else {
                told.extend(sentences);
            }
        }
        self.silent.retain(|sentence| !told.contains(sentence));
    }

    fn holds(&self, day: Day) -> bool {
        self.from.is_none_or(|from| day >= from) && self.to.is_none_or(|to| day <= to)
    }
}

/// One sentence that tells of a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Telling {
    /// Its article.
    pub article: ArticleId,
    /// Index of the sentence.
    pub sentence: u32,
    /// Whether a time expression names the day; otherwise the day of writing dates it.
    pub explicit: bool,
    /// What it counts, 0..1.
    pub weight: f32,
}

/// One day with what speaks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct RankedDay {
    /// The day.
    pub day: Day,
    /// How much it matters; only comparable within one ranking.
    pub score: f32,
    /// Sentences that tell of it, in order of article and position.
    pub tellings: Vec<Telling>,
}

/// Every day that an article names or was written on, most important first.
pub fn rank(timeline: &Timeline, wanted: &Wanted) -> Vec<RankedDay> {
    let topic = Topic::of(&wanted.about);
    let happenings = Happenings::of(timeline, &wanted.hidden);
    let mut days: FxHashMap<Day, Evidence> = FxHashMap::default();
    let mut written_on = Attention::default();
    for (n, source) in timeline.sources.iter().enumerate() {
        if source.copy_of.is_some() {
            continue;
        }
        let article = ArticleId(n as u32);
        let text = source.article.text.as_str();
        let mut on_topic: Vec<bool> = source.sentences.iter().map(|s| topic.is_in(s.span.of(text))).collect();
        let is_silent = |s: &Sentence| wanted.silent.contains(&(article, s.span.start));
        let report: Vec<bool> = source.sentences.iter().map(|s| s.kind.is_report() && !is_silent(s)).collect();
        let head = on_topic.iter().take(HEAD).any(|&t| t) || topic.is_in(&source.article.title);
        let of_article = if head { 1.0 } else { OFF_TOPIC_ARTICLE };
        if topic.is_empty() {
            on_topic.fill(true);
        }
        let of_sentence = |s: usize| if on_topic.get(s).copied().unwrap_or(false) { 1.0 } else { OFF_TOPIC_SENTENCE };
        let written = source.published.as_ref().and_then(|p| p.date.day());
        // The best telling of each day by this article; an article has one vote a day.
        let mut votes: FxHashMap<Day, f32> = FxHashMap::default();
        let mut dated = FxHashSet::default();
        for timex in &source.timexes {
            let sentence = timex.sentence as usize;
            let Some(when) = timex.when.filter(|w| w.from == w.to) else { continue };
            let Some(day) = when.from.day() else { continue };
            if !report.get(sentence).copied().unwrap_or(false) {
                continue;
            }
            dated.insert(sentence);
            let told = source.sentences.get(sentence).is_some_and(|s| happenings.told(article, s.span.start, day));
            let weight = of_sentence(sentence) * of_article * if told { 1.0 } else { BARE };
            // "since Monday", "about 5 May" name an edge or a guess, not the day on which it happened
            if when.open == Open::No && !when.about {
                let vote = votes.entry(day).or_default();
                *vote = vote.max(weight);
            }
            days.entry(day).or_default().tell(Telling { article, sentence: timex.sentence, explicit: true, weight });
        }
        if let Some(day) = written {
            if head {
                written_on.add(day);
            }
            let vote = votes.entry(day).or_default();
            *vote = vote.max(WRITTEN * of_article);
            for sentence in (0..source.sentences.len()).filter(|&s| report[s]).take(3).filter(|s| !dated.contains(s)) {
                let weight = of_sentence(sentence) * of_article * UNDATED;
                days.entry(day).or_default().tell(Telling {
                    article,
                    sentence: sentence as u32,
                    explicit: false,
                    weight,
                });
            }
        }
        for &day in happenings.by_article.get(&article).into_iter().flatten() {
            let vote = votes.entry(day).or_default();
            *vote = vote.max(UNNAMED * of_article);
        }
        let mut votes: Vec<(Day, f32)> = votes.into_iter().collect();
        votes.sort_unstable_by_key(|v| v.0);
        for (day, vote) in votes {
            let evidence = days.entry(day).or_default();
            evidence.votes += vote;
            if vote > WRITTEN {
                evidence.written.extend(written);
            }
        }
    }
    let raw: FxHashMap<Day, f32> = days
        .iter_mut()
        .map(|(&day, evidence)| (day, evidence.score() * happenings.width(day) * written_on.attention(day)))
        .collect();
    let of = |day: Day| raw.get(&day).copied().unwrap_or_default();
    let mut ranked: Vec<RankedDay> = days
        .into_iter()
        .filter(|(day, _)| wanted.holds(*day))
        .map(|(day, mut evidence)| {
            let own = of(day);
            let beside = of(day + 1).max(of(day - 1));
            let score = if beside > own { own - SHADOW * own.min(beside) } else { own };
            evidence.tellings.sort_by_key(|t| (t.article, t.sentence, !t.explicit));
            evidence.tellings.dedup_by_key(|t| (t.article, t.sentence));
            RankedDay { day, score, tellings: evidence.tellings }
        })
        .collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.day.cmp(&b.day)));
    ranked
}

#[derive(Default)]
struct Evidence {
    votes: f32,
    /// Days on which articles were written that name the day.
    written: Vec<Day>,
    tellings: Vec<Telling>,
}

impl Evidence {
    fn tell(&mut self, telling: Telling) {
        self.tellings.push(telling);
    }

    fn score(&mut self) -> f32 {
        self.votes * (1.0 + PERSISTENCE * weeks(&mut self.written).ln())
    }
}

/// Over how many weeks something was written: 1, and for each writing after it a week or what is less than one. Counted
/// so, and not by the weeks of the calendar, it makes no difference on which weekday a story breaks.
fn weeks(written: &mut Vec<Day>) -> f32 {
    written.sort_unstable();
    written.dedup();
    let gap = |pair: &[Day]| pair.first().zip(pair.last()).map_or(0, |(a, b)| *b - *a) as f32;
    1.0 + written.windows(2).map(|pair| (gap(pair) / 7.0).min(1.0)).sum::<f32>()
}

/// What is reported of each day.
#[derive(Default)]
struct Happenings {
    /// Article, first byte of the sentence, and the day of what it reports.
    told: FxHashSet<(ArticleId, u32, Day)>,
    /// The days of the events that an article tells, each once.
    by_article: FxHashMap<ArticleId, Vec<Day>>,
    /// How many articles, copies aside, tell the widest event of a day.
    widest: FxHashMap<Day, usize>,
}

impl Happenings {
    fn of(timeline: &Timeline, hidden: &FxHashSet<EventId>) -> Self {
        let day_of = |when: &When| when.from.day().filter(|_| when.from == when.to);
        let mut all = Self::default();
        for mention in &timeline.mentions {
            if let (Some(day), Status::Reported, Some(_)) = (day_of(&mention.when), mention.status, mention.trigger) {
                all.told.insert((mention.article, mention.sentence.start, day));
            }
        }
        let all_events = timeline.events.iter().enumerate();
        for (_, event) in all_events.filter(|(n, _)| !hidden.contains(&EventId(*n as u32))) {
            let Some(day) = day_of(&event.when) else { continue };
            let mut articles: Vec<ArticleId> = event.mentions.iter().map(|m| timeline.mention(*m).article).collect();
            articles.sort_unstable();
            articles.dedup();
            articles.retain(|article| timeline.source(*article).copy_of.is_none());
            let widest = all.widest.entry(day).or_default();
            *widest = articles.len().max(*widest);
            for article in articles {
                all.by_article.entry(article).or_default().push(day);
            }
        }
        all
    }

    fn told(&self, article: ArticleId, sentence: u32, day: Day) -> bool {
        self.told.contains(&(article, sentence, day))
    }

    fn width(&self, day: Day) -> f32 {
        1.0 + WIDTH * (self.widest.get(&day).copied().unwrap_or_default() as f32).ln_1p()
    }
}

/// How many articles about the topic were written on each day.
#[derive(Default)]
struct Attention(FxHashMap<Day, u32>);

impl Attention {
    fn add(&mut self, day: Day) {
        *self.0.entry(day).or_default() += 1;
    }

    /// 1 where nothing was written on `day` and the day after; grows with what was, against what is usual around it.
    fn attention(&self, day: Day) -> f32 {
        let on = |day: Day| self.0.get(&day).copied().unwrap_or_default() as f32;
        let usual = (-AROUND..=AROUND).map(|n| on(day + n)).sum::<f32>() / (2 * AROUND + 1) as f32;
        1.0 + ((on(day) + on(day + 1)) / (1.0 + usual)).ln_1p()
    }
}

/// The topic's words, folded.
struct Topic(Vec<String>);

impl Topic {
    fn of(about: &str) -> Self {
        let mut words: Vec<String> = about
            .split(',')
            .flat_map(|part| fold(part.trim()).split_whitespace().map(str::to_owned).collect::<Vec<_>>())
            .filter(|word| word.chars().count() > 1)
            .collect();
        words.sort();
        words.dedup();
        Self(words)
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of the words is there, from the beginning of a word on; always for an empty topic.
    fn is_in(&self, text: &str) -> bool {
        let folded = fold(text);
        self.0.is_empty()
            || self.0.iter().any(|word| {
                folded
                    .match_indices(word.as_str())
                    .any(|(at, _)| !folded[..at].chars().next_back().is_some_and(char::is_alphanumeric))
            })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::path::Path;

    use super::*;
    use crate::analysis;
    use crate::article;

    /// A timeline of reports, each a day of writing and a text.
    pub(in crate::timeline) fn timeline(reports: &[(&str, &str)]) -> Timeline {
        let mut articles = Vec::new();
        for (n, (day, text)) in reports.iter().enumerate() {
            let path = format!("{n:02}.txt");
            let bytes = format!("Report number {n}\nPublished: {day}\n\n{text}\n");
            articles.extend(article::read_bytes(&Path::new(&path).to_string_lossy(), bytes.as_bytes()).0);
        }
        analysis::conclude(&analysis::prepare_articles(articles, Vec::new()), &analysis::Settings::default())
    }

    fn days(reports: &[(&str, &str)], about: &str) -> Vec<String> {
        let wanted = Wanted { about: about.into(), ..Wanted::default() };
        rank(&timeline(reports), &wanted).iter().map(|r| r.day.to_string()).collect()
    }

    #[test]
    fn what_more_articles_name_comes_first() {
        let order = days(
            &[
                ("2024-05-20", "The mill at Kalvo burned down on 3 May, and its owner left on 9 May."),
                ("2024-06-20", "Since the fire of 3 May nobody has worked in the old mill by the river."),
                ("2024-07-20", "A court hears next week who must pay for what burned on 3 May in Kalvo."),
            ],
            "",
        );
        assert_eq!(order.first().map(String::as_str), Some("2024-05-03"), "{order:?}");
    }

    #[test]
    fn the_topic_softens_and_does_not_filter() {
        let reports = [
            ("2024-05-20", "The mill burned down on 3 May. The choir of the town sang on 9 May."),
            ("2024-06-20", "The mill has been shut since 3 May. The choir was praised for its songs of 9 May."),
        ];
        let (mill, choir) = (days(&reports, "mill"), days(&reports, "choir"));
        let at = |order: &[String], day: &str| order.iter().position(|d| d == day).unwrap();
        assert!(at(&mill, "2024-05-03") < at(&mill, "2024-05-09"), "{mill:?}");
        assert!(at(&choir, "2024-05-09") < at(&choir, "2024-05-03"), "{choir:?}");
    }

    #[test]
    fn attention_tells_two_days_apart_that_are_named_alike() {
        let order = days(
            &[
                ("2024-05-04", "The mill at Kalvo burned down in the night, and four roofs beside it fell in."),
                ("2024-05-04", "Fire in Kalvo drove forty people from the houses around the weaving mill."),
                ("2024-07-20", "The mill that burned on 3 May was sold on 9 June to a firm from Bern."),
            ],
            "",
        );
        let at = |day: &str| order.iter().position(|d| d == day).unwrap();
        assert!(at("2024-05-03") < at("2024-06-09"), "{order:?}");
    }

    #[test]
    fn weeks_have_no_edges() {
        let day = |text: &str| text.parse::<crate::calendar::Date>().unwrap().day().unwrap();
        let over = |texts: &[&str]| weeks(&mut texts.iter().map(|t| day(t)).collect::<Vec<_>>());
        assert_eq!(over(&[]), 1.0);
        assert_eq!(over(&["2024-05-05", "2024-05-05"]), 1.0);
        // a Sunday and a Monday are as near as a Tuesday and a Wednesday
        assert_eq!(over(&["2024-05-05", "2024-05-06"]), over(&["2024-05-07", "2024-05-08"]));
        assert_eq!(over(&["2024-05-05", "2024-06-05", "2024-07-05"]), 3.0);
    }

    #[test]
    fn what_happened_on_a_day_comes_before_what_is_dated_by_it() {
        let order = days(
            &[
                ("2024-05-20", "The mill at Kalvo burned down on 3 May. A law of 1 May says who pays."),
                ("2024-06-20", "The mill burned on 3 May, and the law of 1 May is read again in Kalvo."),
            ],
            "",
        );
        let at = |day: &str| order.iter().position(|d| d == day).unwrap();
        assert!(at("2024-05-03") < at("2024-05-01"), "{order:?}");
    }
}
