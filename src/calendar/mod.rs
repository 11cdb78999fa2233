//! Dates as people say them.
//!
//! A newspaper says "in 2022", "last March" or "the week of 5 February", and each is a date in its own right, not a day
//! with parts missing. So the unit here is the [`Date`]: a stretch of the calendar with a name, as fine as it was told and
//! never finer. Days come out of it only through [`Date::interval`].
//!
//! | said | [`Date`] | TIMEX3 | EDTF | interval |
//! |---|---|---|---|---|
//! | the nineties | `Decade(199)` | `199` | `199X` | 1990-01-01 ‥ 1999-12-31 |
//! | 2022 | `Year(2022)` | `2022` | `2022` | 2022-01-01 ‥ 2022-12-31 |
//! | the third quarter | `Quarter(2023, 3)` | `2023-Q3` | `2023-35` | 2023-07-01 ‥ 2023-09-30 |
//! | last March | `Month(2023, 3)` | `2023-03` | `2023-03` | 2023-03-01 ‥ 2023-03-31 |
//! | this week | `Week(2024, 6)` | `2024-W06` | `2024-02-05/2024-02-11` | the same days |
//! | Thursday | `Day(…)` | `2024-02-08` | `2024-02-08` | one day |
//!
//! A [`When`] is what an event stands at: a date or a range of two, perhaps about, perhaps open.
//!
//! This is the only room that names the calendar crates.

mod date;
mod day;
mod edtf;
mod feast;
mod unit;
mod when;

pub use date::{Date, Granularity, Season};
pub use day::{Day, Weekday};
pub use edtf::{MONTHS, ParseDateError};
pub use feast::Feast;
pub use unit::Unit;
pub use when::{Interval, Open, When};
