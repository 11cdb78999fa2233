//! The sentences that tell an event: each with its article, the chosen one with what can be done with it.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Frame, Layout, Margin, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::event::{SIDE, STAYS, method};
use super::widgets::{Folded, group_title, menu_frame, menu_item, paint_marks, place_marks, quiet, text_job};
use super::{Panel, count, file_name, short};
use crate::app::command::{Command, Form};
use crate::app::index::Snapshot;
use crate::app::style::{self, SMALL};
use crate::event::{Event, EventId};

/// Citations drawn at once. An event that hundreds of articles tell is leafed through in such pages.
const PAGE: usize = 60;

/// Draws their number, what can be done with the chosen one, and all of them.
pub fn citations_ui(ui: &mut Ui, panel: &mut Panel<'_>, snapshot: &Snapshot, event: &Event) {
    let palette = panel.palette;
    let all = event.mentions.len();
    let at = panel.state.citation.min(all.saturating_sub(1));
    let first = at / PAGE * PAGE;
    let last = (first + PAGE).min(all);
    Frame::new().inner_margin(Margin { left: SIDE as i8, right: SIDE as i8, top: 4, bottom: 6 }).show(ui, |ui| {
        ui.horizontal(|ui| {
            group_title(ui, palette, &count(all, "citation"));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                // The last letter stands under the edge of what is above, not under the button's.
                ui.spacing_mut().button_padding.x = 0.0;
                ui.spacing_mut().item_spacing.x = 14.0;
                if last < all && quiet(ui, palette, "Later ones", SMALL).clicked() {
                    panel.push(Command::Cite(last));
                }
                if first > 0 && quiet(ui, palette, "Earlier ones", SMALL).clicked() {
                    panel.push(Command::Cite(first - PAGE));
                }
                if all > 1 && quiet(ui, palette, "Split this one off", SMALL).clicked() {
                    panel.push(Command::SplitOff);
                }
                copy_ui(ui, panel);
            });
        });
    });
    for n in first..last {
        citation_ui(ui, panel, snapshot, event, n, n == at);
    }
    ui.add_space(8.0);
}

/// The forms in which the citation shown can be copied.
fn copy_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let button = quiet(ui, panel.palette, "Copy…", SMALL);
    egui::Popup::menu(&button).gap(4.0).frame(menu_frame(panel.palette)).show(|ui| {
        ui.set_width(232.0);
        for (form, name) in Form::ALL {
            if menu_item(ui, panel.palette, name, false).clicked() {
                panel.push(Command::Copy(form));
            }
        }
    });
}

/// Who says so, and in which file; said once where the file is named after who says it.
fn place(outlet: &str, file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    match outlet {
        "" => file.to_owned(),
        _ if stem == outlet => file.to_owned(),
        _ => format!("{outlet} / {file}"),
    }
}

fn citation_ui(ui: &mut Ui, panel: &mut Panel<'_>, snapshot: &Snapshot, event: &Event, n: usize, chosen: bool) {
    let palette = panel.palette;
    let Some(mention) = event.mentions.get(n).and_then(|&m| snapshot.mention(m)) else { return };
    let Some(source) = snapshot.timeline.sources.get(mention.article.index()) else { return };
    let article = &source.article;
    let width = ui.available_width();
    let inner = width - 2.0 * SIDE;
    // The rows are measured first, so that what is out of sight costs nothing but its height.
    let folded = Folded::new(&article.text, mention.sentence);
    let format = TextFormat {
        font_id: egui::FontId::new(15.0, style::serif()),
        color: palette.ink,
        line_height: Some(22.0),
        ..Default::default()
    };
    let timex = snapshot.timeline.timex(mention).map(|t| t.span);
    let marks: Vec<_> = timex
        .map(|span| (span, palette.time_words))
        .into_iter()
        .chain(mention.trigger.map(|span| (span, palette.trigger_on(chosen))))
        .collect();
    let marks = place_marks(&folded, &marks);
    let text = ui.painter().layout_job(text_job(&folded.text, format, inner));
    let place = place(&source.outlet, file_name(article));
    let written = match &source.published {
        Some(p) => format!("{}, {}", short(p.date), method(p.method)),
        None => "day of writing unknown".into(),
    };
    let mut head = LayoutJob::default();
    head.append(&place, 0.0, TextFormat::simple(style::bold(SMALL), palette.ink));
    let after = if source.copy_of.is_some() { format!("{written}, reprint") } else { written };
    head.append(&after, 8.0, TextFormat::simple(style::sans(SMALL), palette.second));
    head.wrap = egui::text::TextWrapping::truncate_at_width(inner - if chosen { 48.0 } else { 0.0 });
    let head = ui.painter().layout_job(head);
    let height = 10.0 + head.size().y + 4.0 + text.size().y + 12.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let label = format!("{place}: {}", folded.text);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, chosen, &label));
    super::widgets::follow_focus(&response);
    if chosen {
        // An event shows its head first; only who goes from citation to citation is followed, below the line that stays.
        let (id, now) = (egui::Id::unique("cited"), (panel.state.selection, panel.state.reveals));
        let before = ui.data(|d| d.get_temp::<(Option<EventId>, u64)>(id)).unwrap_or((None, 0));
        ui.data_mut(|d| d.insert_temp(id, now));
        if before.0 == now.0 && before.1 != now.1 {
            ui.scroll_to_rect(egui::Rect::from_min_max(rect.min - vec2(0.0, STAYS), rect.max), None);
        }
    }
    if ui.is_rect_visible(rect) {
        let ground = match (chosen, response.hovered()) {
            (true, _) => Some(palette.selected()),
            (false, true) => Some(palette.hover()),
            _ => None,
        };
        let painter = ui.painter();
        if let Some(ground) = ground {
            painter.rect_filled(rect, 0.0, ground);
        }
        painter.hline(rect.x_range(), rect.top(), Stroke::new(1.0, palette.line));
        if response.has_focus() {
            painter.rect_stroke(rect.shrink(1.0), 0.0, Stroke::new(1.0, palette.accent), egui::StrokeKind::Inside);
        }
        let at = rect.min + vec2(SIDE, 10.0);
        if chosen {
            let text = format!("{} of {}", n + 1, event.mentions.len());
            let right = egui::pos2(rect.right() - SIDE, at.y);
            painter.text(right, egui::Align2::RIGHT_TOP, text, style::sans(SMALL), palette.second);
        }
        let below = at + vec2(0.0, head.size().y + 4.0);
        painter.galley(at, head, palette.ink);
        paint_marks(painter, &text, below, &marks, 15.0);
        painter.galley(below, text, palette.ink);
    }
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        panel.push(Command::Cite(n));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_named_once() {
        for (outlet, file, words) in [
            ("Harbor Wire", "0208.txt", "Harbor Wire / 0208.txt"),
            ("017_ferry", "017_ferry.txt", "017_ferry.txt"),
            ("", "a.jsonl#3", "a.jsonl#3"),
        ] {
            assert_eq!(place(outlet, file), words);
        }
    }
}
