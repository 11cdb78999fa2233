//! The axis: which dates are named at which zoom.
//!
//! The axis has two tiers. The lower names small steps ("Jan", "Apr"), the upper the whole they belong to ("2023"), so a
//! name is never ambiguous and never long. Which steps: the first row of `TABLE` whose names have room.
//!
//! | a small step is at least | lower tier | upper tier | gridlines |
//! |---|---|---|---|
//! | 54 points a day | `Thu 8` | `February 2024` | days |
//! | 24 points a day | `8` | `February 2024` | days |
//! | 28 points a week | `5`, Mondays | `February 2024` | Mondays |
//! | 34 points a month | `Feb` | `2024` | months |
//! | 36 points a quarter | `Jan` | `2024` | months |
//! | 38 points a year | `2024` | `2020s` | years |
//! | … | `1950` | `1900–1999`, where that has no room `1900s` | … |

use crate::calendar::{Day, MONTHS, Weekday};

use super::Scale;

/// `Jan` to `Dec`; month 1–12.
pub(super) fn short_month(month: u32) -> &'static str {
    let name = MONTHS[(month as usize + 11) % 12];
    name.get(..3).unwrap_or(name)
}

/// `Mon` to `Sun`.
fn short_weekday(day: Weekday) -> &'static str {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day as usize]
}

/// A step of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// One day.
    Day,
    /// From Monday to Monday.
    Week,
    /// So many months, 1, 3 or 6, counted from January.
    Months(i32),
    /// So many years, counted from year 0.
    Years(i32),
}

/// How a small step is named.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Name {
    WeekdayAndDay,
    DayOfMonth,
    Month,
    Year,
}

/// One row of the table: when a step has this much room, the axis looks like this.
struct Row {
    minor: Step,
    room: f64,
    name: Name,
    grid: Step,
    major: Step,
}

const fn row(minor: Step, room: f64, name: Name, grid: Step, major: Step) -> Row {
    Row { minor, room, name, grid, major }
}

/// Finest first. The room is what the widest name of the step takes in the small size, with a gap to the next.
const TABLE: [Row; 15] = [
    row(Step::Day, 54.0, Name::WeekdayAndDay, Step::Day, Step::Months(1)),
    row(Step::Day, 24.0, Name::DayOfMonth, Step::Day, Step::Months(1)),
    row(Step::Week, 28.0, Name::DayOfMonth, Step::Week, Step::Months(1)),
    row(Step::Months(1), 34.0, Name::Month, Step::Months(1), Step::Years(1)),
    row(Step::Months(3), 36.0, Name::Month, Step::Months(1), Step::Years(1)),
    row(Step::Months(6), 38.0, Name::Month, Step::Months(3), Step::Years(1)),
    row(Step::Years(1), 40.0, Name::Year, Step::Years(1), Step::Years(10)),
    row(Step::Years(2), 44.0, Name::Year, Step::Years(1), Step::Years(10)),
    row(Step::Years(5), 44.0, Name::Year, Step::Years(1), Step::Years(100)),
    row(Step::Years(10), 44.0, Name::Year, Step::Years(10), Step::Years(100)),
    row(Step::Years(20), 44.0, Name::Year, Step::Years(10), Step::Years(100)),
    row(Step::Years(50), 44.0, Name::Year, Step::Years(10), Step::Years(100)),
    row(Step::Years(100), 44.0, Name::Year, Step::Years(100), Step::Years(1000)),
    row(Step::Years(500), 48.0, Name::Year, Step::Years(100), Step::Years(1000)),
    row(Step::Years(1000), 0.0, Name::Year, Step::Years(1000), Step::Years(1000)),
];

impl Step {
    /// Its usual length in days.
    fn days(self) -> f64 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Months(n) => 30.436_875 * f64::from(n),
            Self::Years(n) => 365.2425 * f64::from(n),
        }
    }

    /// The beginning of the step that holds `day`.
    fn floor(self, day: Day) -> Option<Day> {
        let (year, month, _) = day.ymd();
        match self {
            Self::Day => Some(day),
            Self::Week => Some(day - day.weekday().index()),
            Self::Months(n) => Day::from_ymd(year, ((month as i32 - 1) / n * n + 1) as u32, 1),
            Self::Years(n) => Day::from_ymd(year.div_euclid(n) * n, 1, 1),
        }
    }

    /// The beginning of the step after the one that begins at `day`.
    fn next(self, day: Day) -> Option<Day> {
        let (year, month, _) = day.ymd();
        match self {
            Self::Day => Some(day + 1),
            Self::Week => Some(day + 7),
            Self::Months(n) => {
                let months = month as i32 - 1 + n;
                Day::from_ymd(year + months / 12, (months % 12 + 1) as u32, 1)
            }
            Self::Years(n) => Day::from_ymd(year + n, 1, 1),
        }
    }
}

/// A named place on the axis.
#[derive(Clone, PartialEq, Debug)]
pub struct Tick {
    /// Where it begins, in points; may lie left of the drawing for the first of the upper tier.
    pub x: f64,
    /// What it is called.
    pub name: String,
    /// The same in fewer letters, where there are any: a month without a name would be taken for the one before.
    pub short: Option<String>,
}

/// A whole axis.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Ticks {
    /// The upper tier.
    pub major: Vec<Tick>,
    /// The lower tier.
    pub minor: Vec<Tick>,
    /// Gridlines, in points.
    pub grid: Vec<f64>,
    /// Whether the lower tier names years.
    pub years: bool,
}

fn year_name(year: i32) -> String {
    if year < 0 { format!("−{}", -year) } else { year.to_string() }
}

fn minor_name(name: Name, day: Day) -> String {
    let (year, month, of_month) = day.ymd();
    match name {
        Name::WeekdayAndDay => format!("{} {of_month}", short_weekday(day.weekday())),
        Name::DayOfMonth => of_month.to_string(),
        Name::Month => short_month(month).to_owned(),
        Name::Year => year_name(year),
    }
}

fn major_name(step: Step, day: Day) -> String {
    let (year, month, _) = day.ymd();
    match step {
        Step::Years(1) => year_name(year),
        Step::Years(10) => format!("{}s", year_name(year)),
        Step::Years(n) => format!("{}–{}", year_name(year), year_name(year + n - 1)),
        _ => format!("{} {}", MONTHS[(month as usize + 11) % 12], year_name(year)),
    }
}

/// `Sep 2021`, `1900s`.
fn short_name(step: Step, day: Day) -> Option<String> {
    let (year, month, _) = day.ymd();
    match step {
        Step::Months(_) => Some(format!("{} {}", short_month(month), year_name(year))),
        Step::Years(100) => Some(format!("{}s", year_name(year))),
        _ => None,
    }
}

/// Beginnings of steps that touch the scale's range, in order of time. Those inside a fold are left out.
fn steps(step: Step, scale: &Scale) -> Vec<Day> {
    let range = scale.range();
    let first = Day::from_number(range.start.floor().clamp(-4_300_000.0, 2_900_000.0) as i32);
    let mut found = Vec::new();
    let mut at = step.floor(first);
    while let Some(day) = at {
        let number = f64::from(day.number());
        // Twenty thousand is more than any drawing has points; it guards the loop, not the picture.
        if number >= range.end || found.len() > 20_000 {
            break;
        }
        at = match scale.folds().iter().find(|fold| fold.start < number && number < fold.end) {
            Some(fold) => {
                step.floor(Day::from_number(fold.end.ceil() as i32)).filter(|next| *next > day).or(step.next(day))
            }
            None => {
                found.push(day);
                step.next(day)
            }
        };
    }
    found
}

/// The axis of a scale.
pub fn ticks(scale: &Scale) -> Ticks {
    let points_per_day = scale.points_per_day();
    let Some(row) = TABLE.iter().find(|row| row.minor.days() * points_per_day >= row.room) else {
        return Ticks::default();
    };
    let x = |day: Day| scale.x_from_day(f64::from(day.number()));
    let inside = |x: f64| x >= scale.left() - 0.5 && x <= scale.right() + 0.5;
    let named = |x: f64, day: Day| Tick { x, name: major_name(row.major, day), short: short_name(row.major, day) };
    let mut major: Vec<Tick> = steps(row.major, scale).into_iter().map(|day| named(x(day), day)).collect();
    // After a fold it is said again which year it is.
    for fold in scale.folds() {
        let after = Day::from_number(fold.end as i32);
        if let Some(day) = row.major.floor(after).filter(|day| f64::from(day.number()) < fold.end) {
            major.push(named(scale.x_from_day(fold.end), day));
        }
    }
    major.sort_by(|a, b| a.x.total_cmp(&b.x));
    Ticks {
        major,
        minor: steps(row.minor, scale)
            .into_iter()
            .map(|day| Tick { x: x(day), name: minor_name(row.name, day), short: None })
            .filter(|tick| inside(tick.x))
            .collect(),
        grid: steps(row.grid, scale).into_iter().map(x).filter(|x| inside(*x)).collect(),
        years: row.name == Name::Year,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Range;
    use super::*;

    fn show(from: &str, to: &str, width: f64) -> String {
        let day = |s: &str| s.parse::<crate::calendar::Date>().unwrap().interval().start;
        let range = Range::new(f64::from(day(from).number()), f64::from(day(to).number()));
        let ticks = ticks(&Scale::new(range, 0.0, width));
        let names = |ticks: &[Tick]| ticks.iter().map(|tick| tick.name.as_str()).collect::<Vec<_>>().join(" ");
        format!("{} | {}", names(&ticks.major), names(&ticks.minor))
    }

    #[test]
    fn the_axis_names_as_much_as_has_room() {
        let table = [
            ("2024-02-05", "2024-02-09", 400.0, "February 2024 | Mon 5 Tue 6 Wed 7 Thu 8"),
            ("2024-01-30", "2024-02-03", 120.0, "January 2024 February 2024 | 30 31 1 2"),
            ("2024-02-01", "2024-03-10", 300.0, "February 2024 March 2024 | 5 12 19 26 4"),
            ("2023-11-01", "2024-03-01", 200.0, "2023 2024 | Nov Dec Jan Feb"),
            ("2023-01-01", "2024-06-01", 300.0, "2023 2024 | Jan Apr Jul Oct Jan Apr"),
            ("2018", "2024", 300.0, "2010s 2020s | 2018 2019 2020 2021 2022 2023"),
            ("1913", "1989", 400.0, "1900–1999 | 1920 1930 1940 1950 1960 1970 1980"),
            // Nobody says in which millennium it was.
            ("1853", "2039", 360.0, "1800–1899 1900–1999 2000–2099 | 1900 1950 2000"),
        ];
        for (from, to, width, want) in table {
            assert_eq!(show(from, to, width), want, "{from} to {to} over {width}");
        }
    }

    #[test]
    fn any_range_has_an_axis_and_names_have_room() {
        for days in [3.0, 10.0, 50.0, 400.0, 4e3, 4e4, 4e5] {
            for width in [400.0, 700.0, 2400.0] {
                for start in [-700_000.0, -3.5, 19_000.25] {
                    let ticks = ticks(&Scale::new(Range::new(start, start + days), 0.0, width));
                    assert!(ticks.grid.len() < width as usize);
                    for pair in ticks.minor.windows(2) {
                        assert!(pair[1].x - pair[0].x > 20.0, "{days} days over {width}: {pair:?}");
                    }
                }
            }
        }
    }
}
