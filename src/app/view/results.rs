//! What a search found, as a list under the search; while a name is typed, those that may be meant.

use egui::{Frame, Margin, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::timeline::row_ui;
use super::widgets::quiet;
use super::{Panel, count, grouped};
use crate::app::command::Command;
use crate::app::filter::Filters;
use crate::app::likely::{Asked, Field};
use crate::app::style::{self, SMALL, TEXT};

/// Height of a row: two lines that say what, one that says when. The panel is as narrow as the filters, whose place it takes.
const ROW: f32 = 62.0;

/// Names offered above what is found.
const OFFERED: usize = 6;

/// Draws the list.
pub fn results_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let Some(snapshot) = panel.state.snapshot.clone() else { return };
    ui.spacing_mut().item_spacing.y = 0.0;
    let text = panel.state.search.text.clone();
    let asked = Asked::of(&text);
    match asked {
        // Nothing is wrong with a question that is still being asked.
        Some(asked) if asked.typed.trim().is_empty() => return offers_ui(ui, panel, &asked, usize::MAX),
        Some(asked) => offers_ui(ui, panel, &asked, OFFERED),
        None => {}
    }
    Frame::new().inner_margin(Margin { left: 20, right: 12, top: 12, bottom: 8 }).show(ui, |ui| head_ui(ui, panel));
    let hits = panel.state.search.hits.clone();
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
                if row_ui(ui, panel, &snapshot, id, ROW).clicked() {
                    panel.push(Command::Select(id));
                }
            }
        });
        panel.stage.found.1 = shown.state.clamped_offset().y;
    });
}

/// How many were found, what is wrong with the question, what the filters keep back.
fn head_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let (palette, search) = (panel.palette, &panel.state.search);
    let kept_back = search.found.len() - search.hits.len();
    let head = match (&search.problem, search.waiting) {
        (Some(_), _) => "Not understood".to_owned(),
        (None, true) => "Searching…".to_owned(),
        (None, false) if search.found.is_empty() => "Nothing found".to_owned(),
        (None, false) if search.hits.is_empty() => "Nothing found within the filters".to_owned(),
        (None, false) => format!("{} found", count(search.hits.len(), "event")),
    };
    ui.add(egui::Label::new(RichText::new(head).font(style::bold(TEXT)).color(palette.ink)).wrap());
    ui.add_space(2.0);
    let lead = match &search.problem {
        Some(problem) => RichText::new(problem).color(palette.look_here),
        None if search.found.is_empty() && !search.waiting => {
            RichText::new("Words, “phrases”, -without, source:, entity:, date:[2022 TO 2023]").color(palette.second)
        }
        None if panel.state.wanted_focus().is_some_and(|names| !names.is_empty()) => {
            RichText::new("Reading the articles again for all that names them…").color(palette.second)
        }
        None if search.hits.is_empty() => RichText::new("").color(palette.second),
        None => RichText::new("Enter and Shift+Enter walk through them").color(palette.second),
    };
    if !lead.is_empty() {
        ui.add(egui::Label::new(lead.size(SMALL)).wrap());
    }
    if kept_back == 0 || search.waiting {
        return;
    }
    let filtered = !panel.state.filters.is_empty();
    let why = if filtered { "left out by the filters" } else { "hidden" };
    let more = if search.hits.is_empty() { "" } else { " more" };
    let text = format!("{}{more} {why}", count(kept_back, "event"));
    ui.add_space(4.0);
    ui.add(egui::Label::new(RichText::new(text).size(SMALL).color(palette.look_here)).wrap());
    ui.spacing_mut().button_padding.x = 0.0;
    if filtered && quiet(ui, palette, "Clear the filters", SMALL).clicked() {
        panel.push(Command::Filter(Filters::default()));
    }
}

/// Names that may be meant by what is typed, at most so many; a click takes one.
fn offers_ui(ui: &mut Ui, panel: &mut Panel<'_>, asked: &Asked<'_>, most: usize) {
    let palette = panel.palette;
    let names = panel.stage.names.offered(panel.state, asked);
    let head = match asked.field {
        Field::Entity => "Who takes part",
        Field::Source => "Who tells it",
    };
    Frame::new().inner_margin(Margin { left: 20, right: 12, top: 12, bottom: 4 }).show(ui, |ui| {
        ui.label(RichText::new(head).font(style::bold(TEXT)).color(palette.ink));
        let lead = if names.is_empty() { "No such name" } else { "Type a name, or take one" };
        ui.label(RichText::new(lead).size(SMALL).color(palette.second));
    });
    let rows = names.len().min(most);
    let list = |ui: &mut Ui, panel: &mut Panel<'_>| {
        for (name, events) in names.iter().take(rows) {
            let (rect, row) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::click());
            row.widget_info(|| {
                WidgetInfo::labeled(Role::Button, true, format!("Search {name}, {}", count(*events, "event")))
            });
            super::widgets::follow_focus(&row);
            let painter = ui.painter();
            if row.hovered() || row.has_focus() {
                painter.rect_filled(rect, 4.0, style::mix(palette.panel, palette.ink, 0.06));
            }
            let number = painter.layout_no_wrap(grouped(*events), style::sans(TEXT), palette.second);
            let (left, right) = (rect.left() + 8.0, rect.right() - 8.0 - number.size().x);
            let job = super::widgets::line_text(name, style::sans(TEXT), palette.ink, right - 10.0 - left);
            let words = painter.layout_job(job);
            let middle = |galley: &egui::Galley| rect.center().y - galley.size().y / 2.0;
            let (at, end) = (egui::pos2(left, middle(&words)), egui::pos2(right, middle(&number)));
            painter.galley(at, words, palette.ink);
            painter.galley(end, number, palette.second);
            if row.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                panel.push(Command::Search(asked.completed(name)));
                panel.push(Command::FocusSearch);
            }
        }
    };
    Frame::new().inner_margin(Margin::symmetric(12, 0)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        // All there is may need more than the panel; a few above what is found do not.
        if most == usize::MAX {
            ScrollArea::vertical().id_salt("offers").auto_shrink(false).show(ui, |ui| list(ui, panel));
        } else {
            list(ui, panel);
        }
    });
}
