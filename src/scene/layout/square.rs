//! Which citations stand on one spot: a grid of squares, each the room that a mark or a count needs.
//!
//! The squares hang on the calendar, not on the window, so that counts do not flicker while one pans. Their number
//! depends on the size of the drawing alone, and putting a citation into one costs the same however many there are.

use crate::scene::report::Dot;
use crate::scene::{Range, Scale};

/// Side of a square in points: a mark with the room to tell it from the next.
pub(super) const SIDE: f64 = 20.0;

/// A citation with its height in the drawing.
#[derive(Clone, Copy)]
pub(super) struct Placed<'a> {
    pub dot: &'a Dot,
    pub y: f32,
    /// Place in the order of importance, 0 is first.
    pub rank: u32,
}

/// One square and who stands there.
pub(super) struct Square<'a> {
    /// The day in its middle.
    pub day: f64,
    /// The day of writing in its middle.
    pub told: f64,
    pub members: Vec<Placed<'a>>,
}

/// The grid over a drawing.
pub(super) struct Squares<'a> {
    across: Range,
    /// Days a square is wide and tall.
    days: (f64, f64),
    first: (i64, i64),
    rows: usize,
    members: Vec<Vec<Placed<'a>>>,
}

impl<'a> Squares<'a> {
    pub fn new(across: &Scale, up: &Scale) -> Self {
        let days = (SIDE / across.points_per_day(), SIDE / up.points_per_day());
        let number = |day: f64, days: f64| (day / days).floor() as i64;
        let first = (number(across.range().start, days.0), number(up.range().start, days.1));
        let last = (number(across.range().end, days.0), number(up.range().end, days.1));
        let (columns, rows) = ((last.0 - first.0 + 1).max(1) as usize, (last.1 - first.1 + 1).max(1) as usize);
        Self { across: across.range(), days, first, rows, members: vec![Vec::new(); columns * rows] }
    }

    /// Puts a citation where the middle of what is seen of its event stands.
    pub fn put(&mut self, placed: Placed<'a>) {
        let (start, end) = (f64::from(placed.dot.start), f64::from(placed.dot.end));
        let middle = (start.max(self.across.start) + end.min(self.across.end)) / 2.0;
        let column = (middle / self.days.0).floor() as i64 - self.first.0;
        let row = (placed.dot.told / self.days.1).floor() as i64 - self.first.1;
        let at = column.max(0) as usize * self.rows + (row.max(0) as usize).min(self.rows - 1);
        if let Some(members) = self.members.get_mut(at) {
            members.push(placed);
        }
    }

    /// Those in which somebody stands, in order of time.
    pub fn filled(self) -> impl Iterator<Item = Square<'a>> {
        let Self { days, first, rows, members, .. } = self;
        members.into_iter().enumerate().filter(|(_, members)| !members.is_empty()).map(move |(at, members)| {
            let (column, row) = (first.0 + (at / rows) as i64, first.1 + (at % rows) as i64);
            Square { day: (column as f64 + 0.5) * days.0, told: (row as f64 + 0.5) * days.1, members }
        })
    }
}

/// Of several citations of one event the first. More than a handful are not asked for.
pub(super) fn firsts<'a>(members: &[Placed<'a>]) -> Vec<Placed<'a>> {
    let mut firsts = members.to_vec();
    firsts.sort_by_key(|placed| (placed.dot.event, placed.dot.told as i64));
    firsts.dedup_by_key(|placed| placed.dot.event);
    firsts
}
