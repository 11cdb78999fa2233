//! What an article has told so far, for expressions that count from it.
//!
//! | told | counts from |
//! |---|---|
//! | the next day, that year, two weeks later | the last date told, or the last day |
//! | a year earlier, beside amounts of money | the quarter that the story reports |
//! | In March 1998 he … In May 1998 he … **In August** … | the year that the chronicle is in |
//! | *In March 1998*, he … **On May 4**, he … | the date that set the scene, as long as nothing tells of now |
//! | *2010*, and below it, beginning a line, **August 14** | the year that stands over it |
//! | The two meet Friday … **Friday**'s talks … | the day told by that name |
//!
//! Everywhere else a year told before is not the one meant: news comes back to its own year with every sentence.

use super::history::{History, follows};
use super::pick::pick;
use super::rulebook::english;
use super::told::{Cycle, Pick, Told};
use super::{Anchor, Expression, Tense};
use crate::calendar::{Date, Day, Granularity, Interval, Open, Unit};
use crate::span::Span;

/// Sentences of a lead, the headline among them.
const LEAD_SENTENCES: u32 = 3;

/// What stands between two commas and is told in passing: ", introduced last year,".
const ASIDE_BYTES: usize = 30;

/// "The month" is one told at most this many sentences before.
pub(super) const UNIT_SENTENCES: u32 = 6;

/// How many sentences a line of a chronology may have.
const LINE_SENTENCES: u32 = 6;

/// Minutes of a day.
const DAY_MINUTES: i32 = 24 * 60;

/// A date that sets the scene does so for this many sentences, unless another goes on from it.
const SCENE_SENTENCES: u32 = 2;

/// What a resolution gives.
#[derive(Clone, Debug, Default)]
pub(super) struct Outcome {
    pub(super) value: String,
    pub(super) date: Option<Date>,
    pub(super) range: Option<Interval>,
    pub(super) anchor: Option<Anchor>,
    /// What it was counted from, for the explanation.
    pub(super) base: Option<Date>,
    /// Another tense would have made another date.
    pub(super) governed: bool,
    /// It was taken for the day after the one that the article states.
    pub(super) early: bool,
}

impl Outcome {
    pub(super) fn date(date: Date, anchor: Anchor) -> Self {
        Self { value: date.timex3(), date: Some(date), anchor: Some(anchor), ..Self::default() }
    }

    pub(super) fn word(value: String) -> Self {
        Self { value, anchor: Some(Anchor::None), ..Self::default() }
    }
}

/// What the article has told so far.
#[derive(Debug, Default)]
pub(super) struct Story {
    pub(super) published: Option<Date>,
    /// The last date told, and its sentence.
    pub(super) previous: Option<(Date, u32)>,
    /// The last day told, and its sentence.
    pub(super) day: Option<(Day, u32)>,
    /// That date lies further back than the story's own: it was counted back or told with its year.
    pub(super) back: bool,
    /// The last quarter told.
    pub(super) quarter: Option<Date>,
    /// The last month and the last week told, and their sentences: what "the month" and "the week" are.
    pub(super) month: Option<(Date, u32)>,
    pub(super) week: Option<(Date, u32)>,
    /// The quarter the article is about.
    pub(super) period: Option<Date>,
    /// A year told, and where it ended: its sentence and byte.
    pub(super) year: Option<(i32, u32, u32)>,
    /// How many dates in a row lay in years gone by, the year of the last, and its sentence.
    pub(super) run: (u32, i32, u32),
    /// The last day told by each weekday.
    pub(super) weekdays: [Option<Day>; 7],
    /// The expression at hand begins its sentence, but for a word or two.
    pub(super) leads: bool,
    /// It begins its line, as the dates of a chronology do.
    pub(super) heads: bool,
    /// It is all its sentence says: a year over the lines of a chronology.
    pub(super) alone: bool,
    /// It heads its line, and another stands beside it: "2011 February 7".
    pub(super) headed: bool,
    /// The year of such a heading.
    pub(super) heading: Option<i32>,
    /// The last time of day told, in minutes, with its day and sentence.
    pub(super) clock: Option<(Day, i32, u32)>,
    /// The last date that began its line, and its sentence.
    pub(super) line: Option<(Date, u32)>,
    /// The sentence that last told amounts of half a year or three quarters, and no quarter after.
    pub(super) long: Option<u32>,
    /// So does no other date of its sentence: "base 1980", "the 1994 treaty".
    pub(super) year_passing: bool,
    /// It begins a fiscal year told before it: "fiscal 2025, which begins Oct. 1".
    pub(super) begins: bool,
    /// The year last told is a fiscal one, which may begin in the year before.
    pub(super) year_fiscal: bool,
    /// It ends what was told: "the 1985 period ended Dec. 29".
    pub(super) ends: bool,
    /// It stands in a list of dates to come.
    pub(super) program: bool,
    /// Its verb looks ahead from the writing: "will be held", not "was set for".
    pub(super) to_come: bool,
    /// It begins a line that tells what happened then: "March 19 - …".
    pub(super) entry: bool,
    /// The year last told stands in a relative clause that is over: "the mill, which opened in 2019, …".
    pub(super) year_aside: bool,
    /// It begins its sentence as the time of what the sentence tells, not as part of a name: "In 2011, …".
    pub(super) sets: bool,
    /// Its verb tells what was over by then: "had fled".
    pub(super) perfect: bool,
    /// The same, or it stands before a comma: "Two weeks later, …".
    pub(super) opens: bool,
    /// A date of years gone by that set the scene, and its sentence.
    pub(super) scene: Option<(Date, u32)>,
    /// The last day or month told with its year, and where it ended: its sentence and byte.
    pub(super) full: Option<(Date, u32, u32)>,
    /// It stands in a relative clause that is over.
    pub(super) full_aside: bool,
    /// Where a history has come to; `None` in news.
    pub(super) history: Option<History>,
}

impl Story {
    pub(super) fn today(&self) -> Option<Day> {
        self.published.and_then(Date::day)
    }

    /// The quarter that "a year ago" is counted from. None where the sentence tells of nine months: their year before
    /// is no quarter.
    pub(super) fn quarter(&self, expression: &Expression) -> Option<Date> {
        self.period.filter(|_| self.long != Some(expression.sentence))
    }

    pub(super) fn remember(&mut self, expression: &Expression, outcome: &Outcome) {
        if matches!(&expression.told, Told::Length(length) if matches!(length.as_str(), "P6M" | "P9M" | "P12M" | "P1Y"))
        {
            self.long = Some(expression.sentence);
        }
        // "But now …" ends what was told of then.
        if outcome.date.is_none() && matches!(&expression.told, Told::Word(word) if word == "PRESENT_REF") {
            self.scene = None;
        }
        let Some(date) = outcome.date else { return };
        // The time of an entry in a live page is that of its writing: what it tells may be of another day.
        if self.heads && matches!(&expression.told, Told::At(None, _)) {
            return;
        }
        if matches!(date, Date::Quarter(..)) {
            self.long = None;
            self.quarter = Some(date);
        }
        // "7.2 million, from 6.8 in the same month last year": what figures are compared with is not where the story is.
        let compared = expression.anchor == Anchor::Story
            && matches!(expression.told, Told::Move(..=-12, Unit::Month | Unit::Week, None));
        if compared {
            return;
        }
        self.previous = Some((date, expression.sentence));
        self.note_unit(expression, date);
        if let Date::Day(day) = date {
            self.day = Some((day, expression.sentence));
            self.clock = minutes(&outcome.value).map(|clock| (day, clock, expression.sentence));
        }
        self.note_scene(expression, outcome, date);
        let yearly = matches!(expression.told, Told::Date(Date::Year(_)));
        if (self.alone && expression.is_absolute()) || (self.headed && yearly) {
            self.heading = matches!(expression.told, Told::Date(Date::Year(_))).then(|| date.interval().start.year());
        }
        if self.heads && date.granularity() <= Granularity::Month {
            self.line = Some((date, expression.sentence));
        }
        self.back = match &expression.told {
            Told::Near(..) => self.back && outcome.anchor == Some(Anchor::Previous),
            Told::Move(count, ..) => *count < 0,
            _ => true,
        };
        // The quarter told, not one counted from it, nor one that is forecast or compared with once a quarter is known.
        let named = !matches!(expression.told, Told::Move(..));
        // "Profit for the quarter ended June 30": no other is told.
        let only = self.period.is_none()
            && expression.anchor == Anchor::Story
            && matches!(expression.told, Told::Move(0, Unit::Quarter, None));
        if matches!(date, Date::Quarter(..)) && (named || only) {
            let over = self.published.is_none_or(|p| date.interval().end < p.interval().end);
            let later = self.period.is_none_or(|known| known.interval().start < date.interval().start);
            if self.period.is_none() || (over && later && matches!(expression.told, Told::Near(..))) {
                self.period = Some(date);
            }
        }
        // The end of "the 1987/88 season" says nothing of the year of its June.
        // Nor does "a year earlier" of the month after it.
        if let Date::Year(year) = date
            && expression.partner.is_none()
            && !expression.counted
        {
            self.year = Some((year, expression.sentence, expression.span.end));
            self.year_passing = false;
        }
        if let (Some(weekday), Date::Day(day)) = (expression.weekday(), date)
            && let Some(last) = self.weekdays.get_mut(weekday.index() as usize)
        {
            *last = Some(day);
        }
        if date.granularity() <= Granularity::Month {
            let year = date.interval().start.year();
            let gone = self.published.is_some_and(|p| year < p.interval().start.year());
            let near = expression.sentence.saturating_sub(self.run.2) <= 1;
            let count = if gone && near { self.run.0 + 1 } else { u32::from(gone) };
            self.run = (count, year, expression.sentence);
        }
    }

    /// Keeps the date of years gone by that began its sentence. What is told of now ends its scene.
    fn note_scene(&mut self, expression: &Expression, outcome: &Outcome, date: Date) {
        let gone = self.published.is_some_and(|p| date.interval().end.year() < p.interval().start.year());
        let told = expression.is_absolute() || outcome.anchor == Some(Anchor::Previous);
        let fine = date.granularity() <= Granularity::Month;
        if gone && fine && expression.is_absolute() && expression.open != Open::Since {
            self.full = Some((date, expression.sentence, expression.span.end));
        }
        // "The next morning the attack was renewed, and on 3 July …"
        let goes_on = self.leads && self.scene.is_some() && outcome.anchor == Some(Anchor::Previous);
        if (self.opens || goes_on) && gone && told && date.granularity() <= Granularity::Year {
            self.scene = Some((date, expression.sentence));
        } else if outcome.anchor == Some(Anchor::Published)
            && self.scene.is_some_and(|(_, sentence)| sentence < expression.sentence)
        {
            self.scene = None;
        }
    }

    /// A date without its year after one that began its sentence: in that sentence, or beginning one of the next and told
    /// as past. Of dates that any date of an earlier year stands before, one in ten goes on from it; of those after one
    /// that begins its sentence, ten of eleven in T17 and Entities.
    pub(super) fn of_scene(&self, cycle: Cycle, expression: &Expression) -> Option<(Date, Date)> {
        let (scene, sentence) = self.scene?;
        let here = expression.sentence == sentence;
        let reach = if scene.granularity() == Granularity::Year { 1 } else { SCENE_SENTENCES };
        let near = expression.sentence.saturating_sub(sentence) <= reach;
        let goes_on = near && self.opens && expression.tense == Tense::Past;
        // "At the end of 2019 it had a payment due May 1."
        let ahead = self.to_come || scene.granularity() == Granularity::Year && expression.tense == Tense::Ahead;
        if ahead || !(here || goes_on) {
            return None;
        }
        let days = scene.interval();
        let date = match scene.granularity() {
            Granularity::Year => cycle.in_year(days.start.year())?,
            _ if cycle.in_year(2024).is_none() => return None,
            _ => pick(cycle, Pick::Coming, Tense::Unknown, days.start)?,
        };
        let over = self.published.is_some_and(|p| date.interval().end < p.interval().start);
        // "In March 1986 it fell. March exports rose": figures that are compared.
        (over && (here || date != scene)).then_some((scene, date))
    }

    /// "The trial began in January 2010, and on March 4 the jury found her guilty."
    pub(super) fn of_full(&self, cycle: Cycle, expression: &Expression) -> Option<(Date, Date)> {
        let (full, sentence, _) = self.full.filter(|_| !self.full_aside && cycle.in_year(2024).is_some())?;
        let date = pick(cycle, Pick::Coming, Tense::Unknown, full.interval().start)?;
        let over = self.published.is_some_and(|p| date.interval().end < p.interval().start) && date != full;
        // "It rose in December 2010. By January 14, the ruler had fled."
        let here = sentence == expression.sentence;
        let then = self.sets && self.perfect && sentence + 1 == expression.sentence;
        ((here || then) && over && self.agrees(expression.tense, date)).then_some((full, date))
    }

    /// Keeps the last month and week told. Figures are compared with earlier ones ("up from January's"), so of two near each
    /// other the later stands.
    fn note_unit(&mut self, expression: &Expression, date: Date) {
        let last = match date {
            Date::Month(..) => &mut self.month,
            Date::Week(..) => &mut self.week,
            _ => return,
        };
        let over = self.published.is_none_or(|p| date.interval().end <= p.interval().end);
        let begun = self.published.is_none_or(|p| date.interval().start <= p.interval().end);
        let known = last.filter(|(_, sentence)| expression.sentence.saturating_sub(*sentence) <= UNIT_SENTENCES);
        let later = known.is_none_or(|(known, _)| known.interval().start <= date.interval().start);
        if !expression.counted && begun && later && (over || known.is_none()) {
            *last = Some((date, expression.sentence));
        }
    }

    /// Whether a verb can tell of a date that a year told before it would make: none that looks ahead of one that is over,
    /// and only the past of one that is long over ("elected in 2003, he faces a new vote in November").
    pub(super) fn agrees(&self, tense: Tense, date: Date) -> bool {
        let Some(published) = self.published.map(Date::interval) else { return true };
        let over = date.interval().end < published.start;
        let long = date.interval().start.year() < published.start.year() - 1;
        // "This year, against a rise forecast in December", written in March.
        let ahead = date.interval().start > published.end;
        if ahead { tense != Tense::Past } else { !over || tense == Tense::Past || (tense == Tense::Unknown && !long) }
    }

    /// Whether a year is told in passing, so that what follows it in its sentence need not be of it: "base 1980", "the 1994
    /// treaty", "since 2003", "last year's vote", or between commas.
    pub(super) fn is_passing(&self, text: &str, sentence: Span, expression: &Expression) -> bool {
        let after = text.get(expression.span.end as usize..sentence.end as usize).unwrap_or_default();
        let before = text.get(sentence.start as usize..expression.span.start as usize).unwrap_or_default();
        let between = after.starts_with(',') && before.rsplit_once(',').is_some_and(|(_, b)| b.len() <= ASIDE_BYTES);
        let told = self.heads || follows(text, expression.span, "telling");
        after.starts_with(['\'', '’']) || between || (expression.is_absolute() && !told)
    }

    /// A line of a chronology: of the year that stands over it, or the first such date from the line before on, as long as
    /// that is past.
    pub(super) fn line_of_chronology(&self, cycle: Cycle, expression: &Expression) -> Option<(Date, Date)> {
        if !self.heads {
            return None;
        }
        if let Some(year) = self.heading {
            return Some((Date::Year(year), cycle.in_year(year)?));
        }
        let (last, sentence) = self.line?;
        let date = pick(cycle, Pick::Coming, Tense::Unknown, last.interval().start)?;
        let near = cycle.in_year(2024).is_some() && expression.sentence.saturating_sub(sentence) <= LINE_SENTENCES;
        let past = self.published.is_some_and(|p| date.interval().end <= p.interval().end);
        (near && past).then_some((last, date))
    }

    /// The date that the line of a chronology at hand began with, where a year stands over it.
    pub(super) fn in_line(&self, expression: &Expression) -> Option<Date> {
        let (date, sentence) = self.line.filter(|_| self.heading.is_some() && self.history.is_none())?;
        (!self.heads && expression.sentence.saturating_sub(sentence) <= LINE_SENTENCES).then_some(date)
    }

    /// A date inside a line of a chronology: the one nearest to that which the line begins with.
    pub(super) fn of_line(&self, cycle: Cycle, how: Pick, expression: &Expression) -> Option<Outcome> {
        // "2011 February 7 …"
        let beside = self.year.filter(|&(year, sentence, end)| {
            self.heading == Some(year) && sentence == expression.sentence && expression.span.start <= end + 1
        });
        if let Some((year, ..)) = beside {
            return Some(Outcome {
                base: Some(Date::Year(year)),
                ..Outcome::date(cycle.in_year(year)?, Anchor::Previous)
            });
        }
        let line = self.in_line(expression).filter(|_| cycle.in_year(2024).is_some())?;
        let (how, from) = match how {
            Pick::Near => (Pick::Near, line.interval().start),
            Pick::Last => (Pick::Past, line.interval().start),
            _ => return None,
        };
        let year = from.year();
        let date = match how {
            Pick::Near => (year - 1..=year + 1)
                .filter_map(|year| cycle.in_year(year))
                .min_by_key(|d| (d.interval().start - from).abs())?,
            _ => pick(cycle, how, Tense::Past, from)?,
        };
        Some(Outcome { base: Some(line), ..Outcome::date(date, Anchor::Previous) })
    }

    /// "Two hours later": the time, if one was told just before, else the day.
    pub(super) fn hours_later(&self, count: i32, unit: Unit, expression: &Expression) -> Option<Outcome> {
        let near = |sentence: u32| expression.sentence.saturating_sub(sentence) <= 1;
        let minutes = unit.minutes()?;
        if let Some((day, clock, sentence)) = self.clock
            && near(sentence)
        {
            let moved = clock.checked_add(count.checked_mul(minutes)?)?;
            let date = Date::Day(day + moved.div_euclid(DAY_MINUTES));
            let clock = moved.rem_euclid(DAY_MINUTES);
            let value = format!("{}T{:02}:{:02}", date.timex3(), clock / 60, clock % 60);
            return Some(Outcome { value, base: Some(Date::Day(day)), ..Outcome::date(date, Anchor::Previous) });
        }
        let (day, _) = self.day.filter(|&(_, sentence)| near(sentence) || self.in_line(expression).is_some())?;
        let whole = count.checked_mul(minutes)? / DAY_MINUTES;
        Some(Outcome { base: Some(Date::Day(day)), ..Outcome::date(Date::Day(day + whole), Anchor::Previous) })
    }

    /// Whether so many years from a date of the past lie after the writing.
    pub(super) fn is_to_come(&self, count: i32, unit: Unit) -> bool {
        let (Some(published), Some((base, _))) = (self.published, self.previous) else { return false };
        let moved = base.coarsened(unit).and_then(|base| base.moved(count, unit));
        base.interval().end <= published.interval().end
            && moved.is_some_and(|moved| moved.interval().start > published.interval().end)
    }

    /// The year that a chronicle is in: "On May 3, 1998, he … That June he … In July …". Two dates in a row of past years,
    /// then one without a year that begins the next sentence, is told as past, and goes on from there. With less the year
    /// is nearly always that of the writing: of 29 months and days that follow a date of an earlier year in the corpora,
    /// six go on in it.
    pub(super) fn chronicle(&self, cycle: Cycle, expression: &Expression) -> Option<(Date, Date)> {
        let (count, year, sentence) = self.run;
        let next = self.leads && expression.sentence.saturating_sub(sentence) <= 1;
        if count < 2 || !next || expression.tense != Tense::Past {
            return None;
        }
        let (last, date) = (self.previous?.0, cycle.in_year(year)?);
        (date.interval().start >= last.interval().start).then_some((last, date))
    }

    /// "On the 15th", in news: of the month told before, or the first after it that the verb agrees with.
    pub(super) fn day_of_month(&self, cycle: Cycle, how: Pick, expression: &Expression) -> Option<Outcome> {
        let (Cycle::DayOfMonth(_), Pick::Near, None) = (cycle, how, &self.history) else { return None };
        let (last, sentence) = self.previous.filter(|(d, _)| d.granularity() <= Granularity::Month)?;
        if expression.sentence.saturating_sub(sentence) > LEAD_SENTENCES {
            return None;
        }
        let date = pick(cycle, Pick::Coming, Tense::Unknown, last.interval().start)?;
        let ahead = self.published.is_some_and(|p| date.interval().start > p.interval().end);
        (!ahead || expression.tense != Tense::Past)
            .then(|| Outcome { base: Some(last), ..Outcome::date(date, Anchor::Previous) })
    }

    /// A weekday that no verb settles is the one that the article has told by that name: of 113 repeated in the corpora, 112
    /// are the same day.
    pub(super) fn same_weekday(&self, cycle: Cycle, how: Pick, expression: &Expression) -> Option<Outcome> {
        let (Cycle::Weekday(weekday), Pick::Near, Tense::Unknown) = (cycle, how, expression.tense) else { return None };
        let day = self.weekdays.get(weekday.index() as usize).copied().flatten()?;
        let today = self.today()?;
        // Tomorrow's name is settled better by itself.
        ((day - today).abs() <= 6 && (today + 1).weekday() != weekday)
            .then(|| Outcome { base: Some(Date::Day(day)), ..Outcome::date(Date::Day(day), Anchor::Previous) })
    }

    /// A lead told as past by the weekday of tomorrow: no news is six days old, so the article was dated a day early, as
    /// morning papers, live pages and sites of other time zones are. What follows by the same name is the same day.
    pub(super) fn day_to_come(&self, cycle: Cycle, how: Pick, expression: &Expression) -> Option<Outcome> {
        let (Cycle::Weekday(weekday), Pick::Near, Tense::Past) = (cycle, how, expression.tense) else { return None };
        let tomorrow = self.today()? + 1;
        let known = self.weekdays.get(weekday.index() as usize).copied().flatten() == Some(tomorrow);
        let told = expression.verb.is_some();
        if tomorrow.weekday() != weekday || !told || !(expression.sentence < LEAD_SENTENCES || known) {
            return None;
        }
        Some(Outcome {
            base: self.published,
            governed: true,
            early: true,
            ..Outcome::date(Date::Day(tomorrow), Anchor::Published)
        })
    }
}

/// The minutes of a value with a time of day: `2024-02-08T17:30`.
fn minutes(value: &str) -> Option<i32> {
    let (hour, minute) = value.split_once('T')?.1.split_once(':')?;
    Some(hour.parse::<i32>().ok()? * 60 + minute.get(..2)?.parse::<i32>().ok()?)
}

/// Whether a year that ends at `year` stands in a relative clause that is over before the expression: closed by a comma
/// ("the mill, which opened in 2019, was sold in March"), or by the verb that governs the expression and that no
/// conjunction joins to the clause ("the man who was jailed in 2010 was freed in June").
pub(super) fn is_aside(text: &str, sentence: Span, year: u32, expression: &Expression) -> bool {
    let piece = |from: u32, to: u32| text.get(from as usize..to as usize).unwrap_or_default();
    let lexicon = &english().lexicon;
    let holds = |piece: &str, list: &str| {
        let Some(list) = lexicon.class(list) else { return false };
        let mut words = piece.split(|c: char| !c.is_alphabetic());
        words.any(|word| lexicon.look_up(word.as_bytes()).is_some_and(|entry| lexicon.value(entry, list).is_some()))
    };
    // "Corrected to 2004 (Page 3, March 5)"
    let between = piece(year, expression.span.start);
    if between.contains('(') && !between.contains(')') {
        return true;
    }
    let closed = between.contains(',');
    let other = || {
        let verb = expression.verb.filter(|verb| verb.start >= year && verb.end <= expression.span.start);
        verb.is_some_and(|verb| !holds(piece(year, verb.start), "joining"))
    };
    let clause = piece(sentence.start, year).rsplit(',').next().unwrap_or_default();
    (closed || other()) && holds(clause, "relative")
}
