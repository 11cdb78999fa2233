//! The [`When`]: what a mention or an event stands at.

use super::{Date, Day, Granularity};

/// Days from `start` to `end`, both included.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Interval {
    /// First day.
    pub start: Day,
    /// Last day, not before the first.
    pub end: Day,
}

impl Interval {
    /// How many days it covers, at least 1.
    pub fn days(self) -> i32 {
        self.end - self.start + 1
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// Days between the two, 0 if they overlap or touch.
    pub fn gap_days(self, other: Self) -> i32 {
        (other.start - self.end - 1).max(self.start - other.end - 1).max(0)
    }

    /// The smallest interval that holds both.
    pub fn hull(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Whether one end of a [`When`] is left open.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Open {
    /// Both ends are told.
    #[default]
    No,
    /// "Since 2019": begun then, still going.
    Since,
    /// "Until 2019": ended then, the beginning not told.
    Until,
}

/// When something happened: a date, or a range from one date to another, as fine as the evidence and no finer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct When {
    /// The date, or the first of a range.
    pub from: Date,
    /// The last date of a range; the same as `from` for a single date.
    pub to: Date,
    /// Only about: "around 2019", "early March".
    pub about: bool,
    /// Whether one end is open.
    pub open: Open,
    /// How fine it is told. Coarser than its dates for "early March", whose days are not evidence.
    pub granularity: Granularity,
}

impl From<Date> for When {
    fn from(date: Date) -> Self {
        Self { from: date, to: date, about: false, open: Open::No, granularity: date.granularity() }
    }
}

impl When {
    /// A range of two dates; the ends change places if they run backward.
    pub fn range(from: Date, to: Date) -> Self {
        let (from, to) = if to.interval().start < from.interval().start { (to, from) } else { (from, to) };
        Self { from, to, about: false, open: Open::No, granularity: from.granularity().max(to.granularity()) }
    }

    /// The same, but only about.
    pub fn about(self) -> Self {
        Self { about: true, ..self }
    }

    /// The days it covers. An open end covers what was told, so that it can be sorted and drawn.
    pub fn interval(self) -> Interval {
        Interval { start: self.from.interval().start, end: self.to.interval().end }
    }

    /// As people write it: `Thursday 8 February 2024`, `January–November 2023`, `about 2019`.
    pub fn words(self) -> String {
        super::edtf::words(self)
    }

    /// EDTF (ISO 8601-2), levels 0 to 2.
    pub fn edtf(self) -> String {
        super::edtf::write(self)
    }
}
