//! What a rule makes of the words it matched: one production from a closed set.
//!
//! | production | template | makes |
//! |---|---|---|
//! | `value` | `{year}-{month}-{day}`, `PRESENT_REF`, `T{hour}:00` | what says it all |
//! | `nearest` | `XXXX-{month}-{day}` | one of the dates that come again, picked by `pick` |
//! | `within` | `XXXX-{month}`, `of = "{date}"` | the one that lies in a date told beside it |
//! | `align` | `-1 {unit}` | the unit that holds the anchor, moved |
//! | `shift` | `-{number} {unit}` | the same, counted; a vague number makes it a vague reference |
//! | `anniversary` | `-{number} {unit}`, `of = "0 D"` | the day, week or month so far from another, as fine as that |
//! | `duration` | `{number} {unit}` | a length |
//! | `set` | `P1 {unit}`, `XXXX-WXX-{weekday}` | a repeated time |
//! | `keep` | `{date}` | an expression found before, with a wider extent, a modifier or a time of day |
//! | `drop` | | nothing: what looks like a time and is none; brackets in the pattern mark what is taken away |
//!
//! A template fills `{slot}` with what the slot read; `{slot=1}` says what stands there when the slot was left out, and
//! `{year/100}` divides.

use super::Expression;
use super::TimexType;
use super::told::{Cycle, Pick, Told, clock_value};
use crate::calendar::Unit;

/// The kinds of production, by the key that names them in a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    Value,
    Nearest,
    Within,
    Align,
    Shift,
    Anniversary,
    Duration,
    Set,
    Keep,
    Drop,
}

impl Kind {
    /// All of them with their keys.
    pub const ALL: [(&'static str, Self); 10] = [
        ("value", Self::Value),
        ("nearest", Self::Nearest),
        ("within", Self::Within),
        ("align", Self::Align),
        ("shift", Self::Shift),
        ("anniversary", Self::Anniversary),
        ("duration", Self::Duration),
        ("set", Self::Set),
        ("keep", Self::Keep),
        ("drop", Self::Drop),
    ];
}

/// A text with slots.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Template(Vec<Part>);

#[derive(Clone, Debug, PartialEq)]
enum Part {
    Text(Box<str>),
    Slot { name: Box<str>, otherwise: Option<Box<str>>, divide: u32 },
}

impl Template {
    /// Reads a template.
    pub fn parse(s: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = s;
        while let Some(open) = rest.find('{') {
            if open > 0 {
                parts.push(Part::Text(rest[..open].into()));
            }
            let close = rest.find('}').filter(|&c| c > open).ok_or_else(|| format!("‘{s}’ does not close its slot"))?;
            let inside = &rest[open + 1..close];
            let (inside, otherwise) = inside.split_once('=').map_or((inside, None), |(a, b)| (a, Some(b.into())));
            let (name, divide) = match inside.split_once('/') {
                Some((name, by)) => (name, by.parse().map_err(|_| format!("‘{s}’ divides by no number"))?),
                None => (inside, 1),
            };
            parts.push(Part::Slot { name: name.into(), otherwise, divide });
            rest = &rest[close + 1..];
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.into()));
        }
        Ok(Self(parts))
    }

    /// The slots it names.
    pub fn slots(&self) -> impl Iterator<Item = (&str, bool)> {
        self.0.iter().filter_map(|p| match p {
            Part::Slot { name, otherwise, .. } => Some((&**name, otherwise.is_some())),
            Part::Text(_) => None,
        })
    }

    /// Fills the slots; `None` if one is empty and nothing is said to stand there.
    fn fill(&self, slots: &Slots<'_>) -> Option<String> {
        let mut filled = String::new();
        for part in &self.0 {
            match part {
                Part::Text(text) => filled.push_str(text),
                Part::Slot { name, otherwise, divide } => match (slots.text(name), otherwise) {
                    _ if let Some(expression) = slots.expression(name) => {
                        let Told::Length(length) = &expression.told else { return None };
                        filled.push_str(&counted(length).filter(|_| !expression.alone)?);
                    }
                    (Some(text), _) if *divide == 1 => filled.push_str(text),
                    (Some(text), _) => filled.push_str(&(text.parse::<u32>().ok()? / divide).to_string()),
                    (None, Some(otherwise)) => filled.push_str(otherwise),
                    (None, None) => return None,
                },
            }
        }
        Some(filled)
    }

    /// The expression that its only slot holds.
    fn expression<'a>(&self, slots: &Slots<'a>) -> Option<&'a Expression> {
        match self.0.as_slice() {
            [Part::Slot { name, .. }] => slots.expression(name),
            _ => None,
        }
    }
}

/// What the slots of one match read.
#[derive(Debug, Default)]
pub struct Slots<'a> {
    /// By name: text of a word list or number.
    pub texts: Vec<(&'a str, String)>,
    /// By name: an expression found before.
    pub expressions: Vec<(&'a str, &'a Expression)>,
}

impl<'a> Slots<'a> {
    fn text(&self, name: &str) -> Option<&str> {
        self.texts.iter().find(|(n, _)| *n == name).map(|(_, text)| text.as_str())
    }

    fn expression(&self, name: &str) -> Option<&'a Expression> {
        self.expressions.iter().find(|(n, _)| *n == name).map(|(_, e)| *e)
    }
}

/// One production of a rule, compiled. A rule with several extents has one for each.
#[derive(Clone, Debug)]
pub struct Production {
    /// Its kind.
    pub kind: Kind,
    /// Its template.
    pub template: Template,
    /// What it is counted from or lies in, if that is an expression.
    pub of: Option<Template>,
    /// Which of the dates that come again.
    pub pick: Pick,
    /// A time of day to add.
    pub clock: Option<Template>,
}

impl Production {
    /// The unresolved value, with the expression it keeps or builds on. `None` if the words make no sense together
    /// (30 February): then the rule did not match.
    pub fn make<'a>(&self, slots: &Slots<'a>) -> Option<(Told, Option<&'a Expression>)> {
        // What it is counted from: an expression found before, or a cycle or a move that the words themselves tell.
        let of = self.of.as_ref().and_then(|of| of.expression(slots));
        let from = match (&self.of, of) {
            (_, Some(of)) => Some(of.told.clone()),
            (Some(words), None) => {
                let words = words.fill(slots)?;
                let cycle = || Cycle::parse(&words).map(|cycle| Told::Near(cycle, self.pick));
                Some(moved(&words, None, false).or_else(cycle)?)
            }
            (None, None) => None,
        };
        let (told, base) = match self.kind {
            Kind::Drop => return None,
            Kind::Keep => {
                let kept = self.template.expression(slots)?;
                (kept.told.clone(), Some(kept))
            }
            Kind::Value => (Told::parse(&self.template.fill(slots)?)?, None),
            Kind::Nearest => (Told::Near(Cycle::parse(&self.template.fill(slots)?)?, self.pick), None),
            Kind::Within => {
                let cycle = match self.template.expression(slots).map(|e| &e.told) {
                    Some(Told::Near(cycle, _)) => *cycle,
                    Some(_) => return None,
                    None => Cycle::parse(&self.template.fill(slots)?)?,
                };
                let of = of?;
                (Told::Within(cycle, Box::new(of.told.clone())), Some(of))
            }
            Kind::Align | Kind::Shift => (moved(&self.template.fill(slots)?, from, self.kind == Kind::Shift)?, of),
            Kind::Anniversary => match moved(&self.template.fill(slots)?, None, true)? {
                Told::Move(count, unit, None) => (Told::Anniversary(count, unit, Box::new(from?)), of),
                vague => (vague, None),
            },
            Kind::Duration => {
                let filled = self.template.fill(slots)?;
                let (number, unit) = filled.split_once(' ')?;
                (Told::Length(length(number, unit)?), None)
            }
            Kind::Set => {
                let filled = self.template.fill(slots)?;
                let counted = filled.strip_prefix('P').and_then(|p| p.split_once(' ')).and_then(|(n, u)| length(n, u));
                (Told::Set(counted.unwrap_or(filled)), None)
            }
        };
        let told = match &self.clock {
            None => told,
            Some(template) => {
                let time = match template.expression(slots).map(|e| &e.told) {
                    Some(Told::At(None, time)) => time.clone(),
                    Some(_) => return None,
                    None => clock_value(&template.fill(slots)?)?,
                };
                match told {
                    Told::Set(set) => Told::Set(format!("{set}T{time}")),
                    Told::At(..) | Told::Length(_) => return None,
                    told => Told::At(Some(Box::new(told)), time),
                }
            }
        };
        Some((told, base))
    }
}

/// The TIMEX3 type of an unresolved value.
pub fn kind_of(told: &Told) -> TimexType {
    match told {
        Told::At(..) => TimexType::Time,
        Told::Length(_) => TimexType::Duration,
        Told::Set(_) => TimexType::Set,
        _ => TimexType::Date,
    }
}

/// `P2D` as a count and a unit: `2 D`.
fn counted(length: &str) -> Option<String> {
    let (body, clock) = match length.strip_prefix("PT") {
        Some(body) => (body, true),
        None => (length.strip_prefix('P')?, false),
    };
    let letters = body.find(|c: char| c.is_ascii_uppercase() && c != 'X')?;
    let (number, letter) = body.split_at(letters);
    if letter.len() > 1 {
        return None;
    }
    Some(format!("{number} {}", if clock { letter.to_ascii_lowercase() } else { letter.to_owned() }))
}

/// `2W` (a fortnight) is a unit with a number before it.
fn unit(code: &str) -> Option<(f64, Unit)> {
    let letters = code.find(|c: char| !c.is_ascii_digit())?;
    let (times, code) = code.split_at(letters);
    Some((if times.is_empty() { 1.0 } else { times.parse().ok()? }, Unit::from_code(code)?))
}

/// Years counted back further than this end before the calendar of [`Date`](crate::calendar::Date) begins, or before anybody wrote.
const MOST_YEARS: f64 = 1900.0;

fn moved(filled: &str, of: Option<Told>, counted: bool) -> Option<Told> {
    let (number, code) = filled.split_once(' ')?;
    let (negative, number) = match number.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, number.trim_start_matches('+')),
    };
    if number == "X" {
        // "Days after Oct. 12": the day told is the better half of it, and is left to itself.
        if of.is_some() {
            return None;
        }
        return Some(Told::Word(if negative { "PAST_REF" } else { "FUTURE_REF" }.to_owned()));
    }
    let (times, mut unit) = unit(code)?;
    let mut count = number.parse::<f64>().ok()? * times;
    // A year and a half ago is 18 months ago; half a day, week or month more is below what such words mean.
    if count.fract() != 0.0 {
        (count, unit) = match unit {
            Unit::Year => (count * 12.0, Unit::Month),
            Unit::Decade => (count * 10.0, Unit::Year),
            Unit::Century => (count * 100.0, Unit::Year),
            _ => (count, unit),
        };
    }
    // Further than recorded history is no date.
    let years = match unit {
        Unit::Year => count,
        Unit::Decade => count * 10.0,
        Unit::Century => count * 100.0,
        _ => 0.0,
    };
    if years > MOST_YEARS || count > 100_000.0 {
        return Some(Told::Word(if negative { "PAST_REF" } else { "FUTURE_REF" }.to_owned()));
    }
    // "A decade ago" is a year, ten years back.
    if counted {
        (count, unit) = match unit {
            Unit::Decade => (count * 10.0, Unit::Year),
            Unit::Century => (count * 100.0, Unit::Year),
            _ => (count, unit),
        };
    }
    let count = count.floor() as i32;
    Some(Told::Move(if negative { -count } else { count }, unit, of.map(Box::new)))
}

/// A TIMEX3 duration: `P3M`, `PT5H30M`, `PXW`.
pub fn length(number: &str, code: &str) -> Option<String> {
    let (times, unit) = unit(code)?;
    let letter = match unit {
        Unit::Decade | Unit::Century | Unit::Year => "Y",
        Unit::Weekend => "D",
        Unit::Season | Unit::Half | Unit::Month | Unit::Minute => "M",
        Unit::Hour => "H",
        Unit::Second => "S",
        Unit::Day => "D",
        Unit::Week => "W",
        Unit::Quarter => "Q",
    };
    let t = if unit.is_clock() { "T" } else { "" };
    let times = times
        * match unit {
            Unit::Decade => 10.0,
            Unit::Century => 100.0,
            Unit::Weekend => 2.0,
            Unit::Half => 6.0,
            Unit::Season => 3.0,
            _ => 1.0,
        };
    if number == "X" {
        let vague = match unit {
            Unit::Decade => "DE",
            Unit::Century => "CE",
            Unit::Weekend => "WE",
            _ => letter,
        };
        return Some(format!("P{t}X{vague}"));
    }
    let count = number.parse::<f64>().ok()? * times;
    // "Half a year"
    if unit == Unit::Year && count == 0.5 {
        return Some("P6M".to_owned());
    }
    if unit == Unit::Hour && count.fract() != 0.0 {
        let minutes = (count * 60.0).round() as u64;
        let hours = if minutes >= 60 { format!("{}H", minutes / 60) } else { String::new() };
        return Some(format!("PT{hours}{}M", minutes % 60));
    }
    if unit == Unit::Minute && count.fract() != 0.0 {
        return Some(format!("PT{}S", (count * 60.0).round() as u64));
    }
    Some(format!("P{t}{count}{letter}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_timex3() {
        let table = [
            ("3", "M", "P3M"),
            ("2", "DE", "P20Y"),
            ("X", "W", "PXW"),
            ("5.5", "h", "PT5H30M"),
            ("0.5", "h", "PT30M"),
            ("90", "m", "PT90M"),
            ("1", "2W", "P2W"),
            ("2.5", "Y", "P2.5Y"),
        ];
        for (number, unit, value) in table {
            assert_eq!(length(number, unit).unwrap(), value);
        }
    }
}
