//! What a search found, as a list under the search.

use egui::{Frame, Margin, RichText, ScrollArea, Ui};

use super::timeline::{ROW, row_ui};
use super::{Panel, count};
use crate::app::command::Command;
use crate::app::style::{self, SMALL, TEXT};

/// Draws the list.
pub fn results_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let Some(snapshot) = panel.state.snapshot.clone() else { return };
    let palette = panel.palette;
    let search = &panel.state.search;
    ui.spacing_mut().item_spacing.y = 0.0;
    Frame::new().inner_margin(Margin { left: 20, right: 12, top: 12, bottom: 8 }).show(ui, |ui| {
        let head = match (&search.problem, search.waiting) {
            (Some(_), _) => "Not understood".to_owned(),
            (None, true) => "Searching…".to_owned(),
            (None, false) if search.hits.is_empty() => "Nothing found".to_owned(),
            (None, false) => format!("{} found", count(search.hits.len(), "event")),
        };
        ui.label(RichText::new(head).font(style::bold(TEXT)).color(palette.ink));
        ui.add_space(2.0);
        let lead = match &search.problem {
            Some(problem) => RichText::new(problem).color(palette.look_here),
            None if search.hits.is_empty() && !search.waiting => {
                RichText::new("Words, “phrases”, -without, source:, entity:, date:[2022 TO 2023]").color(palette.second)
            }
            None if panel.state.wanted_focus().is_some_and(|names| !names.is_empty()) => {
                RichText::new("Reading the articles again for all that names them…").color(palette.second)
            }
            None => RichText::new("Enter and Shift+Enter walk through them").color(palette.second),
        };
        ui.add(egui::Label::new(lead.size(SMALL)).wrap());
    });
    let hits = search.hits.clone();
    Frame::new().inner_margin(Margin::symmetric(12, 0)).show(ui, |ui| {
        let mut area = ScrollArea::vertical().id_salt("results").auto_shrink(false);
        // The hit that was walked to is brought into sight.
        let at = panel.state.search.at;
        if panel.stage.found.0 != at {
            panel.stage.found.0 = at;
            let (top, seen, room) = (at.unwrap_or(0) as f32 * ROW, panel.stage.found.1, ui.available_height());
            if top < seen || top + ROW > seen + room {
                area = area.vertical_scroll_offset((top - room / 3.0).max(0.0));
            }
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let shown = area.show_rows(ui, ROW, hits.len(), |ui, rows| {
            for &id in hits.get(rows).unwrap_or_default() {
                if row_ui(ui, panel, &snapshot, id).clicked() {
                    panel.push(Command::Select(id));
                }
            }
        });
        panel.stage.found.1 = shown.state.clamped_offset().y;
    });
}
