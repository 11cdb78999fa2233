//! What the marks mean: one sample of each kind that occurs, and whose colors they have where no lanes say it.

use crate::calendar::{Date, Day, Granularity, Open, When};
use crate::event::{Event, EventId};
use crate::mention::Status;
use crate::scene::lane::{Lane, is_bracket};
use crate::scene::mark::{Kind, Mark};
use crate::scene::{Family, Item, Rect, Target, Weight, font};

use super::Sheet;

impl Sheet<'_> {
    /// What the marks mean, one sample of each kind that occurs; then the names of `lanes` with their colors.
    pub(super) fn key(&mut self, ids: &[EventId], lanes: &[Lane], inner: Rect, y: f32) {
        let theme = self.theme;
        let shown: Vec<&Event> = ids.iter().filter_map(|id| self.timeline.events.get(id.index())).collect();
        let day = |event: &&&Event| event.when.granularity == Granularity::Day;
        let has = |test: &dyn Fn(&Event) -> bool| shown.iter().any(|event| test(event));
        let Some(base) = shown.first() else { return };
        let plain = |date: Date| Event {
            when: date.into(),
            status: Status::Reported,
            disagreements: Vec::new(),
            independent_sources: 0,
            ..(*base).clone()
        };
        let month = || plain(Date::Month(2000, 6));
        let differing = shown.iter().find(|event| !event.disagreements.is_empty());
        let mut samples: Vec<(Event, &str)> = Vec::new();
        if shown.iter().any(|event| day(&event)) {
            let sample = Day::from_ymd(2000, 6, 15).map_or(Date::Year(2000), Date::Day);
            samples.push((plain(sample), "day"));
        }
        if has(&|event| event.when.granularity != Granularity::Day && !is_bracket(event.when)) {
            samples.push((month(), "week to season"));
        }
        if has(&|event| is_bracket(event.when)) {
            samples.push((plain(Date::Year(2000)), "year or longer"));
        }
        if has(&|event| event.when.about) {
            let when = month().when.about();
            samples.push((Event { when, ..month() }, "about"));
        }
        if has(&|event| event.when.open != Open::No) {
            let when = When { open: Open::Since, ..month().when };
            samples.push((Event { when, ..month() }, "open end"));
        }
        if has(&|event| event.status == Status::Planned) {
            samples.push((Event { status: Status::Planned, ..month() }, "planned"));
        }
        if has(&|event| event.status == Status::Denied) {
            samples.push((Event { status: Status::Denied, ..month() }, "denied"));
        }
        if let Some(event) = differing {
            samples.push((Event { disagreements: event.disagreements.clone(), ..month() }, "sources differ"));
        }
        if lanes.is_empty() {
            samples.push((Event { independent_sources: 3, ..month() }, "independent sources"));
        }

        let color = theme.colors.second;
        let size = theme.sizes.small;
        let baseline = y + font::cap_height(size, Family::Sans) / 2.0;
        let mut x = inner.x;
        for (event, words) in samples {
            let width = if is_bracket(event.when) { 34.0 } else { 24.0 };
            let words_width = font::sans(words, size, Weight::Regular);
            let mut mark = Mark { event: &event, kind: Kind::Bar, left: x, right: x + width, y, ringed: false };
            if is_bracket(event.when) {
                mark.kind = Kind::Bracket;
            } else if event.when.granularity == Granularity::Day {
                mark.kind = Kind::Pill;
                mark.right = x + theme.sizes.dot;
            }
            if event.independent_sources > 0 {
                mark.right = x + 12.0;
            }
            let (_, right) = mark.reach(theme);
            if right + 6.0 + words_width > inner.x + inner.width {
                break;
            }
            let clip = Rect { x: inner.x, y: y - 20.0, width: inner.width, height: 40.0 };
            if event.independent_sources > 0 {
                let mut only_ticks = Vec::new();
                mark.y -= theme.sizes.bar / 2.0 + 4.0;
                mark.paint(&mut only_ticks, Target::None, color, None, clip, theme);
                self.scene.items.extend(only_ticks.into_iter().skip(1));
            } else {
                mark.paint(&mut self.scene.items, Target::None, color, None, clip, theme);
            }
            x = self.write(words, right + 6.0, baseline, size, Family::Sans, Weight::Regular, color) + 20.0;
        }
        for lane in lanes.iter().filter(|lane| !lane.name.is_empty()) {
            let words = font::sans(&lane.name, size, Weight::Regular);
            if x + 12.0 + words > inner.x + inner.width {
                break;
            }
            let swatch = Rect { x, y: y - 4.0, width: 8.0, height: 8.0 };
            self.put(Item::fill(swatch, 2.0, lane.color(theme)));
            x = self.write(&lane.name, x + 12.0, baseline, size, Family::Sans, Weight::Regular, color) + 16.0;
        }
    }
}
