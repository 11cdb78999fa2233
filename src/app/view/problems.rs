//! What could not be read, and why.

use egui::{Align, Frame, Label, Layout, Margin, RichText, ScrollArea, Stroke, Ui, vec2};

use super::widgets::{Icon, icon_button};
use super::{Panel, count};
use crate::app::command::Command;
use crate::app::style::{self, SMALL, TEXT};

/// Height of one problem.
const ROW: f32 = 40.0;

/// Draws the list, as a drawer over the status line.
pub fn problems_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let Some(snapshot) = panel.state.snapshot.clone() else { return };
    let palette = panel.palette;
    // What the analyst did and what has lost its place weighs more than a file that was never read.
    let unplaced = &panel.state.keep.unplaced;
    let all = panel.state.problem_count();
    ui.spacing_mut().item_spacing.y = 0.0;
    Frame::new().inner_margin(Margin { left: 20, right: 12, top: 8, bottom: 4 }).show(ui, |ui| {
        ui.horizontal(|ui| {
            let none = all == 0;
            let head = if none { "No problems".to_owned() } else { count(all, "problem") };
            ui.label(RichText::new(head).font(style::bold(TEXT)).color(palette.ink));
            let lead = match (none, unplaced.is_empty()) {
                (true, _) => "Every file was read",
                (false, true) => "The other files were read all the same",
                (false, false) => "What has lost its place stays in the project and waits for its sentence",
            };
            ui.label(RichText::new(lead).size(SMALL).color(palette.second));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if icon_button(ui, palette, Icon::Close, "Close the list of problems", true).clicked() {
                    panel.push(Command::ToggleProblems);
                }
            });
        });
    });
    ScrollArea::vertical().id_salt("problems").auto_shrink(false).show_rows(ui, ROW, all, |ui, rows| {
        let problems = unplaced.iter().chain(&snapshot.timeline.problems);
        for problem in problems.skip(rows.start).take(rows.len()) {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), egui::Sense::hover());
            ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, palette.line));
            let inner = rect.shrink2(vec2(20.0, 4.0));
            ui.scope_builder(egui::UiBuilder::new().max_rect(inner), |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                let path = RichText::new(&problem.path).font(style::bold(SMALL)).color(palette.ink);
                ui.add(Label::new(path).truncate().selectable(true));
                let what = RichText::new(&problem.what).size(TEXT).color(palette.second);
                ui.add(Label::new(what).truncate().selectable(true)).on_hover_text(&problem.what);
            });
        }
    });
}
