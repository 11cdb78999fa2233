//! The unresolved value: what was told, before any date is known.
//!
//! | words | told | printed |
//! |---|---|---|
//! | 8 February 2024 | [`Told::Date`] | `2024-02-08` |
//! | Thursday | [`Told::Near`] a [`Cycle`] | `near XXXX-WXX-4` |
//! | next March | the same, picked otherwise | `next XXXX-03` |
//! | last year, two weeks ago | [`Told::Move`] | `Y-1`, `W-2` |
//! | a year ago today | [`Told::Anniversary`] | `Y-1 of (D+0)` |
//! | March of last year | [`Told::Within`] | `XXXX-03 in Y-1` |
//! | Friday at 5 p.m. | [`Told::At`] | `near XXXX-WXX-5 at 17:00` |
//! | three months | [`Told::Length`] | `P3M` |
//! | every Monday | [`Told::Set`] | `XXXX-WXX-1` |
//! | now, recently | [`Told::Word`] | `PRESENT_REF` |

use std::fmt;

use crate::calendar::{Date, Day, Feast, Granularity, Season, Unit, Weekday};

/// What an expression told.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// It says it all.
    Date(Date),
    /// A vague reference or another TIMEX3 value without a place in the calendar.
    Word(String),
    /// One of the dates that come again and again.
    Near(Cycle, Pick),
    /// The unit that holds the anchor, moved by so many.
    Move(i32, Unit, Option<Box<Told>>),
    /// The same day, week or month so many units from a told one, as fine as that one.
    Anniversary(i32, Unit, Box<Told>),
    /// The one that lies in a told date.
    Within(Cycle, Box<Told>),
    /// A time of day, of a told day or of the day at hand.
    At(Option<Box<Told>>, String),
    /// A length of time, as TIMEX3 writes it.
    Length(String),
    /// A repeated time, as TIMEX3 writes it.
    Set(String),
}

/// Which of the dates that come again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pick {
    /// The one nearest the anchor, on the side the tense tells.
    Near,
    /// The last one before the anchor.
    Last,
    /// The first one after.
    Next,
    /// The one in the anchor's own week or year.
    This,
    /// The first one at or after.
    Coming,
    /// The last one at or before.
    Past,
}

impl Pick {
    /// The word that rules use.
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "near" => Self::Near,
            "last" => Self::Last,
            "next" => Self::Next,
            "this" => Self::This,
            "coming" => Self::Coming,
            "past" => Self::Past,
            _ => return None,
        })
    }

    fn word(self) -> &'static str {
        ["near", "last", "next", "this", "coming", "past"][self as usize]
    }
}

/// A date that comes again: every year, month or week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cycle {
    /// Month 1–12 and day.
    MonthDay(u32, u32),
    /// The same with the weekday it was told to be.
    WeekdayMonthDay(Weekday, u32, u32),
    /// Month 1–12.
    Month(u32),
    /// Quarter 1–4.
    Quarter(u32),
    /// Half 1–2.
    Half(u32),
    /// Season.
    Season(Season),
    /// Day of the week.
    Weekday(Weekday),
    /// Saturday and Sunday.
    Weekend,
    /// Day of the month.
    DayOfMonth(u32),
    /// The same with the weekday it was told to be.
    WeekdayDay(Weekday, u32),
    /// A feast.
    Feast(Feast),
    /// The unit-long stretch of this number in a longer one: the second week of May.
    Nth(i32, Unit),
}

impl Cycle {
    /// Reads the notation of rules: `XXXX-10-07`, `XXXX-Q3`, `XXXX-WXX-4`, `XXXX-WXX-WE`, `XXXX-XX-15`, `XXXX-SU`,
    /// `XXXX-10-07-WXX-4`, `2 W`, or a feast's (`@easter-2`).
    pub fn parse(s: &str) -> Option<Self> {
        if let Some(feast) = s.strip_prefix('@') {
            return feast.parse().ok().map(Self::Feast);
        }
        let Some(rest) = s.strip_prefix("XXXX-") else {
            let (n, unit) = s.split_once(' ')?;
            return Some(Self::Nth(n.parse().ok()?, Unit::from_code(unit)?));
        };
        let weekday = |n: &str| n.parse().ok().and_then(Weekday::from_number);
        let number = |n: &str| -> Option<u32> { n.parse().ok() };
        if let Some(day) = rest.strip_prefix("WXX-") {
            return if day == "WE" { Some(Self::Weekend) } else { weekday(day).map(Self::Weekday) };
        }
        if let Some((day, w)) = rest.strip_prefix("XX-").and_then(|rest| rest.split_once("-WXX-")) {
            let day = number(day).filter(|d| (1..=31).contains(d))?;
            return Some(Self::WeekdayDay(weekday(w)?, day));
        }
        if let Some(day) = rest.strip_prefix("XX-") {
            return number(day).filter(|d| (1..=31).contains(d)).map(Self::DayOfMonth);
        }
        if let Some(q) = rest.strip_prefix('Q') {
            return number(q).filter(|q| (1..=4).contains(q)).map(Self::Quarter);
        }
        if let Some(h) = rest.strip_prefix('H') {
            return number(h).filter(|h| (1..=2).contains(h)).map(Self::Half);
        }
        if let Some(season) = season(rest) {
            return Some(Self::Season(season));
        }
        let mut parts = rest.splitn(3, '-');
        let month = number(parts.next()?).filter(|m| (1..=12).contains(m))?;
        let Some(day) = parts.next() else { return Some(Self::Month(month)) };
        let day = number(day)?;
        // 2024 has every day that any year has.
        Day::from_ymd(2024, month, day)?;
        match parts.next() {
            None => Some(Self::MonthDay(month, day)),
            Some(w) => Some(Self::WeekdayMonthDay(weekday(w.strip_prefix("WXX-")?)?, month, day)),
        }
    }

    /// The one that begins in `year`; `None` for cycles shorter than a year and for days the year does not have.
    pub fn in_year(self, year: i32) -> Option<Date> {
        match self {
            Self::MonthDay(m, d) | Self::WeekdayMonthDay(_, m, d) => Date::from_ymd(year, m, d),
            Self::Month(m) => Some(Date::Month(year, m)),
            Self::Quarter(q) => Some(Date::Quarter(year, q)),
            Self::Half(h) => Some(Date::Half(year, h)),
            Self::Season(s) => Some(Date::Season(year, s)),
            Self::Feast(f) => f.day_in(year).map(Date::Day),
            Self::Weekday(_) | Self::Weekend | Self::DayOfMonth(_) | Self::WeekdayDay(..) | Self::Nth(..) => None,
        }
    }

    /// How fine its dates are.
    pub fn grain(self) -> Granularity {
        match self {
            Self::Month(_) => Granularity::Month,
            Self::Quarter(_) => Granularity::Quarter,
            Self::Half(_) | Self::Season(_) => Granularity::Season,
            Self::Weekend => Granularity::Week,
            Self::Nth(_, unit) => unit_grain(unit),
            Self::MonthDay(..)
            | Self::WeekdayMonthDay(..)
            | Self::Weekday(_)
            | Self::DayOfMonth(_)
            | Self::WeekdayDay(..)
            | Self::Feast(_) => Granularity::Day,
        }
    }
}

fn season(code: &str) -> Option<Season> {
    Some(match code {
        "SP" => Season::Spring,
        "SU" => Season::Summer,
        "FA" => Season::Autumn,
        "WI" => Season::Winter,
        _ => return None,
    })
}

/// How fine the unit is.
pub fn unit_grain(unit: Unit) -> Granularity {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Granularity::Day,
        Unit::Weekend | Unit::Week => Granularity::Week,
        Unit::Month => Granularity::Month,
        Unit::Quarter => Granularity::Quarter,
        Unit::Season | Unit::Half => Granularity::Season,
        Unit::Year => Granularity::Year,
        Unit::Decade => Granularity::Decade,
        Unit::Century => Granularity::Century,
    }
}

impl Told {
    /// Reads a value that says it all, as rules write it: TIMEX3, or `Y98`, `decade90`, `century20`, `T…`.
    pub fn parse(s: &str) -> Option<Self> {
        if let Some(time) = s.strip_prefix('T').filter(|t| !t.starts_with("00-")) {
            return Some(Self::At(None, clock(time)?));
        }
        if let Some((day, time)) = s.split_once('T').filter(|(day, _)| day.starts_with(|c: char| c.is_ascii_digit())) {
            return Some(Self::At(Some(Box::new(Self::Date(date(day)?))), clock(time)?));
        }
        match date(s) {
            Some(date) => Some(Self::Date(date)),
            None if s.ends_with("_REF") || s.starts_with("XXXX") => Some(Self::Word(s.to_owned())),
            // A while: a length of which not even the unit is told. `P3Y2M`: of two units.
            None if s.starts_with("PX") || (s.starts_with('P') && s.ends_with(|c: char| c.is_ascii_uppercase())) => {
                Some(Self::Length(s.to_owned()))
            }
            // Before Christ: words of TIMEX3 that the calendar has no place for.
            None if s.starts_with("BC") => before_christ(s).map(Self::Word),
            None => None,
        }
    }

    /// How fine it is told, if it has a place in the calendar.
    pub fn grain(&self) -> Option<Granularity> {
        match self {
            Self::Date(date) => Some(date.granularity()),
            Self::Near(cycle, _) | Self::Within(cycle, _) => Some(cycle.grain()),
            Self::Move(_, unit, _) => Some(unit_grain(*unit)),
            Self::Anniversary(.., of) => of.grain(),
            Self::At(..) => Some(Granularity::Day),
            Self::Word(_) | Self::Length(_) | Self::Set(_) => None,
        }
    }
}

/// Two digits of a year: 50 and above are of the 1900s. A century of news either way would read the same today.
fn short_year(two: i32) -> i32 {
    if two >= 50 { 1900 + two } else { 2000 + two }
}

fn date(s: &str) -> Option<Date> {
    let number = |s: &str| -> Option<i32> {
        (!s.is_empty() && s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse().ok())?
    };
    if let Some(rest) = s.strip_prefix("decade") {
        let tens = number(rest)?;
        // The twenties and tens of a bare "20s" are taken for this century's, the thirties on for the last.
        // "The 1800s" are the century; "the 1900s" and "the 2000s" are more often the decade.
        if (1000..1900).contains(&tens) && tens % 100 == 0 {
            return Some(Date::Century(tens / 100));
        }
        let tens = if tens >= 1000 { tens } else { tens + if tens >= 30 { 1900 } else { 2000 } };
        return Some(Date::Decade(tens / 10));
    }
    if let Some(rest) = s.strip_prefix("century") {
        return Some(Date::Century(number(rest)? - 1));
    }
    // "The class of '98", "the autumn of '39": the tens and twenties are this century's, as of decades.
    if let Some(two) = s.strip_prefix('\'') {
        return number(two).map(|two| Date::Year(two + if two >= 30 { 1900 } else { 2000 }));
    }
    if let Some(year) = s.strip_prefix("AD") {
        return number(year).map(Date::Year);
    }
    let (year, rest) = s.split_once('-').map_or((s, None), |(y, r)| (y, Some(r)));
    let year = match year.strip_prefix('Y') {
        Some(two) => short_year(number(two)?),
        None if year.len() == 4 => number(year)?,
        None => return None,
    };
    let Some(rest) = rest else { return Some(Date::Year(year)) };
    if let Some(week) = rest.strip_prefix('W').filter(|w| w.starts_with(|c: char| c.is_ascii_digit())) {
        let week = u32::try_from(number(week)?).ok()?;
        return Day::from_week(year, week, Weekday::Monday).map(|_| Date::Week(year, week));
    }
    Cycle::parse(&format!("XXXX-{rest}"))?.in_year(year)
}

/// `BC44` → `BC0044`; `BCcentury3`, the third century, whose years begin with a 2 → `BC02`.
fn before_christ(s: &str) -> Option<String> {
    match s.strip_prefix("BCcentury") {
        Some(century) => century.parse::<u32>().ok()?.checked_sub(1).map(|c| format!("BC{c:02}")),
        None => s.strip_prefix("BC")?.parse::<u32>().ok().filter(|&y| y < 10_000).map(|y| format!("BC{y:04}")),
    }
}

/// A time of day: a code (`MO`) stays, `5:30pm` becomes `17:30`.
fn clock(s: &str) -> Option<String> {
    if !s.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(s.to_owned());
    }
    let (time, half) = match s.find(|c: char| c.is_ascii_alphabetic()) {
        Some(at) => s.split_at(at),
        None => (s, ""),
    };
    // `1830`, as soldiers and wires write it.
    let (hour, minute) = match time.split_once(':') {
        Some(parts) => parts,
        None if time.len() == 4 => time.split_at_checked(2)?,
        None => return None,
    };
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match (half, hour) {
        ("am", 12) => 0,
        ("am", 13..) => return None,
        ("am" | "", hour) => hour,
        ("pm", 12) => 12,
        ("pm", hour) if hour < 12 => hour + 12,
        ("pm", hour) => hour,
        _ => return None,
    };
    (hour <= 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

/// The time of day that a rule's `clock` gives.
pub fn clock_value(s: &str) -> Option<String> {
    clock(s)
}

impl fmt::Display for Cycle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MonthDay(m, d) => write!(f, "XXXX-{m:02}-{d:02}"),
            Self::WeekdayMonthDay(w, m, d) => write!(f, "XXXX-{m:02}-{d:02}-WXX-{}", w.index() + 1),
            Self::Month(m) => write!(f, "XXXX-{m:02}"),
            Self::Quarter(q) => write!(f, "XXXX-Q{q}"),
            Self::Half(h) => write!(f, "XXXX-H{h}"),
            Self::Season(s) => write!(f, "XXXX-{}", ["SP", "SU", "FA", "WI"][*s as usize]),
            Self::Weekday(w) => write!(f, "XXXX-WXX-{}", w.index() + 1),
            Self::Weekend => f.write_str("XXXX-WXX-WE"),
            Self::DayOfMonth(d) => write!(f, "XXXX-XX-{d:02}"),
            Self::WeekdayDay(w, d) => write!(f, "XXXX-XX-{d:02}-WXX-{}", w.index() + 1),
            Self::Feast(feast) => write!(f, "@{feast}"),
            Self::Nth(n, unit) => write!(f, "{n} {}", unit.code()),
        }
    }
}

/// The printable unresolved value.
impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => write!(f, "{date:?}"),
            Self::Word(s) | Self::Length(s) | Self::Set(s) => f.write_str(s),
            Self::Near(cycle, pick) => write!(f, "{} {cycle}", pick.word()),
            Self::Anniversary(n, unit, of) => write!(f, "{}{n:+} of ({of})", unit.code()),
            Self::Move(n, unit, None) => write!(f, "{}{n:+}", unit.code()),
            Self::Move(n, unit, Some(of)) => write!(f, "{}{n:+} from ({of})", unit.code()),
            Self::Within(cycle, of) => write!(f, "{cycle} in ({of})"),
            Self::At(None, time) => write!(f, "T{time}"),
            Self::At(Some(of), time) => write!(f, "{of} at T{time}"),
        }
    }
}

impl Told {
    /// What it says without an anchor, as TIMEX3 writes it: `X` where a figure is not known (TimeML 1.2.1 annotation
    /// guidelines, section 2.2.3).
    ///
    /// | told | open |
    /// |---|---|
    /// | Friday | `XXXX-WXX-5` |
    /// | March | `XXXX-03` |
    /// | the following day | `XXXX-XX-XX` |
    /// | that morning | `XXXX-XX-XXTMO` |
    pub fn open_value(&self) -> String {
        match self {
            Self::Date(date) => date.timex3(),
            Self::Word(s) | Self::Length(s) | Self::Set(s) => s.clone(),
            Self::Near(cycle, _) | Self::Within(cycle, _) => match cycle {
                Cycle::Feast(_) => unknown(Granularity::Day),
                Cycle::Nth(_, unit) => unknown(unit_grain(*unit)),
                // The year's month and day tell more than its weekday.
                Cycle::WeekdayMonthDay(_, month, day) => Cycle::MonthDay(*month, *day).to_string(),
                Cycle::WeekdayDay(_, day) => Cycle::DayOfMonth(*day).to_string(),
                cycle => cycle.to_string(),
            },
            Self::Move(_, unit, _) => unknown(unit_grain(*unit)),
            Self::Anniversary(.., of) => of.open_value(),
            Self::At(None, time) => format!("{}T{time}", unknown(Granularity::Day)),
            Self::At(Some(of), time) => format!("{}T{time}", of.open_value()),
        }
    }
}

fn unknown(grain: Granularity) -> String {
    match grain {
        Granularity::Year => "XXXX",
        Granularity::Quarter => "XXXX-QX",
        Granularity::Month => "XXXX-XX",
        Granularity::Week => "XXXX-WXX",
        Granularity::Day => "XXXX-XX-XX",
        Granularity::Season => "XXXX-XX",
        Granularity::Decade => "XXX",
        Granularity::Century => "XX",
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_and_print() {
        let table = [
            ("2024-2-8", "2024-02-08"),
            ("2024-Q3", "2024-Q3"),
            ("1998-SU", "1998-SU"),
            ("Y98", "1998"),
            ("Y07", "2007"),
            ("decade90", "199"),
            ("decade1820", "182"),
            ("century20", "19"),
            ("T5:30pm", "T17:30"),
            ("T1830", "T18:30"),
            ("BC44", "BC0044"),
            ("AD79", "0079"),
            ("BCcentury3", "BC02"),
            ("2024-02-08T12:00am", "2024-02-08 at T00:00"),
            ("PRESENT_REF", "PRESENT_REF"),
        ];
        for (written, printed) in table {
            assert_eq!(Told::parse(written).unwrap().to_string(), printed);
        }
        for wrong in ["2023-02-29", "2024-13", "T25:00", "", "soon"] {
            assert_eq!(Told::parse(wrong), None, "{wrong}");
        }
        for cycle in [
            "XXXX-10-07",
            "XXXX-Q3",
            "XXXX-WXX-4",
            "XXXX-WXX-WE",
            "XXXX-XX-15",
            "XXXX-XX-13-WXX-1",
            "XXXX-WI",
            "@easter-2",
            "2 W",
        ] {
            assert_eq!(Cycle::parse(cycle).unwrap().to_string(), cycle);
        }
        assert_eq!(Cycle::parse("XXXX-02-30"), None);
    }
}
