//! The line below everything: what is shown, how far a run is, what went wrong.

use egui::{Align, Layout, RichText, Ui, vec2};

use super::widgets::quiet;
use super::{Panel, count, grouped, short};
use crate::app::command::Command;
use crate::app::style::SMALL;
use crate::calendar::{Date, Day};

/// Draws the line.
pub fn status_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let palette = panel.palette;
    let small = |text: String| RichText::new(text).size(SMALL).color(palette.second);
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        let Some(snapshot) = panel.state.snapshot.clone() else { return };
        ui.label(small(shown(panel, snapshot.timeline.events.len())));
        // Without events any days would be made up; and a list shows all.
        if !panel.stage.shown().is_empty() && panel.state.list.is_none() {
            ui.label(small(range_words(panel.state.range.start, panel.state.range.end)));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            kept_ui(ui, panel);
            let problems = panel.state.problem_count();
            if problems > 0 {
                let text = RichText::new(count(problems, "problem")).size(SMALL).color(palette.look_here);
                let button = egui::Button::new(text).frame_when_inactive(false).stroke(egui::Stroke::NONE);
                if ui.add(button.min_size(vec2(0.0, 22.0))).clicked() {
                    panel.push(Command::ToggleProblems);
                }
            }
            if let Some(loading) = panel.state.loading.clone() {
                running_ui(ui, panel, &loading);
            } else if let Some(news) = panel.state.news {
                let read = match (news.added + news.changed, news.gone) {
                    (0, _) => "Read again",
                    (1, 0) => "Read it",
                    _ => "Read them",
                };
                let text = RichText::new(format!("{} · {read}", news.words())).size(SMALL).color(palette.accent);
                let button = egui::Button::new(text).frame_when_inactive(false).stroke(egui::Stroke::NONE);
                let told = "Read the folder again; what you did stays (F5)";
                if ui.add(button.min_size(vec2(0.0, 22.0))).on_hover_text(told).clicked() {
                    panel.push(Command::ReadNews);
                }
            } else {
                let read = count(snapshot.timeline.sources.len(), "article");
                ui.label(small(format!("{read} read in {}", seconds(snapshot.seconds))));
            }
            if let Some(notice) = &panel.state.notice {
                let ink = if notice.wrong { palette.look_here } else { palette.ink };
                let job = super::widgets::line_text(
                    &notice.text,
                    crate::app::style::sans(SMALL),
                    ink,
                    ui.available_width() - 16.0,
                );
                ui.label(job);
            }
        });
    });
}

/// Whether what the analyst did is in a file.
fn kept_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let keep = &panel.state.keep;
    let say = |ui: &mut Ui, text: &str| {
        ui.label(RichText::new(text).size(SMALL).color(panel.palette.second));
    };
    match &keep.path {
        Some(_) if keep.saving => say(ui, "Saving…"),
        Some(_) if !keep.is_dirty() => say(ui, "Saved"),
        None if keep.changes == 0 || panel.state.paths.is_empty() => {}
        _ => {
            let text = RichText::new("Not saved").size(SMALL).color(panel.palette.look_here);
            let button = egui::Button::new(text).frame_when_inactive(false).stroke(egui::Stroke::NONE);
            if ui.add(button.min_size(vec2(0.0, 22.0))).on_hover_text("Save the project").clicked() {
                panel.push(Command::Save);
            }
        }
    }
}

fn running_ui(ui: &mut Ui, panel: &mut Panel<'_>, loading: &crate::app::state::Loading) {
    if quiet(ui, panel.palette, "Stop", SMALL).clicked() {
        panel.push(Command::CancelRun);
    }
    let (done, total) = loading.monitor.progress();
    let text = match (loading.reads, total) {
        (false, _) => "Counting dates again…".to_owned(),
        (true, 0) => "Looking for articles…".to_owned(),
        (true, _) if done >= total => "Finding what happened…".to_owned(),
        (true, _) => format!("Reading {} of {}", grouped(done), grouped(total)),
    };
    if total > 0 {
        let (rect, _) = ui.allocate_exact_size(vec2(96.0, 4.0), egui::Sense::hover());
        bar(ui, panel, rect, done as f32 / total as f32);
    }
    ui.label(RichText::new(text).size(SMALL).color(panel.palette.ink));
}

/// A thin bar, filled to `share`.
pub fn bar(ui: &Ui, panel: &Panel<'_>, rect: egui::Rect, share: f32) {
    ui.painter().rect_filled(rect, 2.0, panel.palette.line);
    let mut done = rect;
    done.set_width(rect.width() * share.clamp(0.0, 1.0));
    ui.painter().rect_filled(done, 2.0, panel.palette.accent);
}

fn shown(panel: &Panel<'_>, all: usize) -> String {
    let shown = panel.stage.shown().len().min(panel.state.top.unwrap_or(usize::MAX));
    if shown == all {
        return format!("{} shown", count(all, "event"));
    }
    format!("{} of {} shown", grouped(shown), count(all, "event"))
}

/// A range of days as people write it: `Jan 2022 – Apr 2024, 28 months`.
pub fn range_words(from: f64, to: f64) -> String {
    let (first, last) = (Day::from_number(from.floor() as i32), Day::from_number((to.ceil() as i32) - 1));
    let days = to - from;
    let (fine, long) = match days {
        d if d < 62.0 => (2, format!("{} days", d.round())),
        d if d < 730.0 => (1, format!("{} months", (d / 30.44).round())),
        d => (0, format!("{} years", (d / 365.25).round())),
    };
    let say = |day: Day| match fine {
        2 => short(Date::Day(day)),
        1 => short(Date::month_of(day)),
        _ if days < 4500.0 => short(Date::month_of(day)),
        _ => day.year().to_string(),
    };
    format!("{} – {}, {long}", say(first), say(last))
}

fn seconds(s: f64) -> String {
    if s < 10.0 { format!("{s:.2} s") } else { format!("{} s", s.round()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_as_fine_as_they_are_wide() {
        let day = |y, m, d| f64::from(Day::from_ymd(y, m, d).unwrap().number());
        let check = |from, to, words: &str| assert_eq!(range_words(from, to), words);
        check(day(2024, 2, 1), day(2024, 2, 15), "1 Feb 2024 – 14 Feb 2024, 14 days");
        check(day(2024, 1, 1), day(2024, 7, 1), "Jan 2024 – Jun 2024, 6 months");
        check(day(2019, 1, 1), day(2024, 1, 1), "Jan 2019 – Dec 2023, 5 years");
        check(day(1900, 1, 1), day(2000, 1, 1), "1900 – 1999, 100 years");
    }
}
