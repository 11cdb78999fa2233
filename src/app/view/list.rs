//! The list: every event as a row, instead of the timeline. The same selection, the same filters; sorted by any column.
//!
//! Nothing is left out for want of room, so this is also what a screen reader reads. Only the rows in sight are laid out.

use egui::{CursorIcon, FontId, Pos2, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::widgets::{Icon, line_text, paint_icon};
use super::{Panel, grouped};
use crate::app::command::Command;
use crate::app::index::Snapshot;
use crate::app::paint;
use crate::app::state::{Column, Sort};
use crate::app::style::{self, SMALL, TEXT};
use crate::event::EventId;
use crate::mention::Status;
use crate::scene::short_date;

/// Height of a row, and of one of two lines.
const ROW: f32 = 32.0;
const TALL: f32 = 48.0;
/// A narrower list tells when below what: side by side neither would have room.
const NARROW: f32 = 720.0;
/// Space at both sides, and between columns.
const SIDE: f32 = 20.0;
const GAP: f32 = 16.0;
/// Widths: `30 Dec 2023 – 2 Jan 2024`, `1,234`, `0.85`.
const WHEN: f32 = 168.0;
const NUMBER: f32 = 72.0;

/// Where each column begins and ends, in points from the left of the list.
fn columns(width: f32) -> [(Column, &'static str, f32, f32); 4] {
    let right = width - SIDE;
    if width < NARROW {
        let sources = right - NUMBER;
        return [
            (Column::Time, "When", SIDE, SIDE + 56.0),
            (Column::Label, "What", SIDE + 56.0 + GAP, SIDE + 112.0 + GAP),
            (Column::Importance, "Importance", sources - GAP - NUMBER - 12.0, sources - GAP),
            (Column::Sources, "Articles", sources, right),
        ];
    }
    let importance = right - NUMBER;
    let sources = importance - GAP - NUMBER;
    let label = SIDE + WHEN + GAP;
    [
        (Column::Time, "When", SIDE, SIDE + WHEN),
        (Column::Label, "What", label, sources - GAP),
        (Column::Sources, "Articles", sources, sources + NUMBER),
        (Column::Importance, "Importance", importance, right),
    ]
}

/// Draws the list into all the room there is.
pub fn list_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let (Some(snapshot), Some(sort)) = (panel.state.snapshot.clone(), panel.state.list) else { return };
    let rows = panel.stage.rows(panel.state, sort);
    let tall = if ui.available_width() < NARROW { TALL } else { ROW };
    head_ui(ui, panel, sort);
    let mut area = ScrollArea::vertical().id_salt("list").auto_shrink(false);
    // A newly chosen event is brought into sight, wherever it was chosen.
    let selected = panel.state.selection;
    if panel.stage.listed != (selected, Some(sort)) {
        panel.stage.listed = (selected, Some(sort));
        if let Some(at) = selected.and_then(|id| rows.iter().position(|&row| row == id)) {
            let (top, room) = (at as f32 * tall, ui.available_height());
            let seen = panel.stage.list_scroll;
            if top < seen || top + tall > seen + room {
                area = area.vertical_scroll_offset((top - room / 2.0 + tall / 2.0).max(0.0));
            }
        }
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let shown = area.show_rows(ui, tall, rows.len(), |ui, range| {
        for &id in rows.get(range).unwrap_or_default() {
            row_ui(ui, panel, &snapshot, id, tall);
        }
    });
    panel.stage.list_scroll = shown.state.clamped_offset().y;
}

/// The names of the columns; a click sorts, a second one the other way round.
fn head_ui(ui: &mut Ui, panel: &mut Panel<'_>, sort: Sort) {
    let palette = panel.palette;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.line));
    for (column, name, left, right) in columns(rect.width()) {
        let area =
            Rect::from_min_max(pos2(rect.left() + left, rect.top()), pos2(rect.left() + right, rect.bottom() - 1.0));
        let response = ui.interact(area, ui.scope_id().with(("sort", name)), Sense::click());
        let on = sort.by == column;
        let order = match (on, sort.reversed) {
            (false, _) => "",
            (true, false) => ", sorted",
            (true, true) => ", sorted the other way round",
        };
        response
            .widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Sort by {}{order}", name.to_lowercase())));
        let lit = on || response.hovered() || response.has_focus();
        let ink = if lit { palette.ink } else { palette.second };
        let galley = ui.painter().layout_no_wrap(name.to_owned(), style::bold(SMALL), ink);
        let x = if is_number(column) { area.right() - galley.size().x } else { area.left() };
        let y = area.center().y - galley.size().y / 2.0;
        if on {
            let c = match is_number(column) {
                true => pos2(x - 10.0, area.center().y),
                false => pos2(x + galley.size().x + 10.0, area.center().y),
            };
            let tip = if sort.reversed { 2.0 } else { -2.0 };
            let arrow = vec![c + vec2(-3.5, -tip), c + vec2(0.0, tip), c + vec2(3.5, -tip)];
            ui.painter().line(arrow, Stroke::new(1.2, palette.second));
        }
        ui.painter().galley(pos2(x, y), galley, ink);
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            let reversed = on && !sort.reversed;
            panel.push(Command::List(Some(Sort { by: column, reversed })));
        }
    }
}

fn is_number(column: Column) -> bool {
    matches!(column, Column::Sources | Column::Importance)
}

fn row_ui(ui: &mut Ui, panel: &mut Panel<'_>, snapshot: &Snapshot, id: EventId, tall: f32) {
    let palette = panel.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), tall), Sense::click());
    let Some(event) = snapshot.event(id) else { return };
    let chosen = panel.state.selection == Some(id);
    let starred = panel.state.journal.now().starred.contains(&event.key);
    let spoken = || {
        let star = if starred { ", starred" } else { "" };
        format!("{}{star}", crate::scene::spoken(event))
    };
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, chosen, spoken()));
    let painter = ui.painter();
    let picked = panel.state.picked.contains(&id);
    if chosen || picked || response.hovered() || response.has_focus() {
        let ground = if chosen || picked { palette.selected() } else { palette.hover() };
        painter.rect_filled(rect, 0.0, ground);
    }
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.grid));
    // Of two lines the upper tells what, the lower when; of one it is side by side.
    let two = tall > ROW;
    let (upper, lower) = if two { (17.0, 34.0) } else { (tall / 2.0, tall / 2.0) };
    let put = |text: &str, font: FontId, ink, from: f32, to: f32, y: f32, right: bool| {
        // Dates and numbers stand below each other, and so do their digits; a label is set as words are.
        let mut job =
            if ink == palette.second { paint::figures(text, font, ink) } else { line_text(text, font, ink, 0.0) };
        job.wrap = egui::text::TextWrapping::truncate_at_width(to - from);
        let galley = painter.layout_job(job);
        let width = galley.size().x;
        let x = if right { to - width } else { from };
        let at: Pos2 = rect.min + vec2(x, y - galley.size().y / 2.0);
        painter.galley(at, galley, ink);
        (x, x + width)
    };
    let sans = |size| style::sans(size);
    let columns = columns(rect.width());
    for (column, _, left, right) in columns {
        let text = match column {
            Column::Sources => grouped(event.sources as usize),
            Column::Importance if !two => format!("{:.2}", event.importance),
            _ => continue,
        };
        put(&text, sans(TEXT), palette.second, left, right, upper, true);
    }
    let (mut left, mut right) = match columns {
        [.., (_, _, numbers, _)] if two => (SIDE, numbers + NUMBER / 2.0 - GAP),
        [_, (_, _, left, right), ..] => (left, right),
    };
    // What is special about it stands at the end of a line.
    let end = if two { rect.width() - SIDE } else { right };
    let mut notes = Vec::new();
    if !event.disagreements.is_empty() {
        notes.push(("sources differ", palette.look_here));
    }
    if event.status != Status::Reported {
        notes.push((event.status.name(), palette.second));
    }
    let mut free = end;
    for (text, ink) in notes {
        free = put(text, sans(SMALL), ink, left, free, lower, true).0 - 12.0;
    }
    let when = short_date(event.when);
    if two {
        put(&when, sans(SMALL), palette.second, left, free, lower, false);
    } else {
        put(&when, sans(TEXT), palette.second, SIDE, SIDE + WHEN, upper, false);
        right = free;
    }
    if starred {
        paint_icon(painter, rect.min + vec2(left + 6.0, upper), Icon::StarFilled, palette.look_here);
        left += 20.0;
    }
    let font = if chosen { style::bold(TEXT) } else { sans(TEXT) };
    let (from, to) = put(panel.state.label(id), font, palette.ink, left, right, upper, false);
    if event.status == Status::Denied {
        let y = rect.top() + upper;
        painter.hline(rect.left() + from..=rect.left() + to, y, Stroke::new(1.0, palette.second));
    }
    if response.has_focus() {
        painter.rect_stroke(rect.shrink(1.0), 0.0, Stroke::new(1.0, palette.accent), egui::StrokeKind::Inside);
    }
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if response.clicked() && super::timeline::with_command(ui) {
        panel.push(Command::Pick(id));
    } else if response.clicked() {
        panel.push(Command::Select(id));
    }
}
