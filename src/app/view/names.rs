//! Who takes part: the names under an event, what can be done with a name wherever it stands, and the sheet on which a
//! person, place or organization gets another name or becomes one with another.

use egui::text::{CCursor, CCursorRange, LayoutJob, TextFormat};
use egui::{Id, Key, Label, Margin, RichText, Role, ScrollArea, Sense, Stroke, TextEdit, Ui, WidgetInfo, pos2, vec2};

use super::widgets::{menu_frame, menu_item, primary, quiet};
use super::{Panel, grouped, sheets};
use crate::app::command::Command;
use crate::app::filter::Filters;
use crate::app::likely::Likely;
use crate::app::state::NameForm;
use crate::app::style::{self, SMALL, TEXT};
use crate::event::Event;
use crate::mention::fold;
use crate::scene::{LaneMode, OTHERS};

/// So many names stand under an event; the others are counted. The most telling come first.
const SHOWN: usize = 4;

/// The names under an event, each with its menu.
pub fn names_ui(ui: &mut Ui, panel: &mut Panel<'_>, event: &Event) {
    if event.entities.is_empty() {
        return;
    }
    let (shown, more) = event.entities.split_at(SHOWN.min(event.entities.len()));
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 2.0);
        ui.spacing_mut().interact_size.y = 18.0;
        for (n, name) in shown.iter().enumerate() {
            let last = n + 1 == shown.len() && more.is_empty();
            let response = word(ui, panel, name, &format!("{name}, takes part"), last);
            let frame = menu_frame(panel.palette);
            let menu = egui::Popup::menu(&response).gap(4.0).frame(frame);
            menu.show(|ui| name_menu(ui, panel, LaneMode::Entity, name));
        }
        if !more.is_empty() {
            let response = word(ui, panel, &format!("{} more", more.len()), "More who take part", true);
            egui::Popup::menu(&response).gap(4.0).frame(menu_frame(panel.palette)).show(|ui| {
                ui.set_width(220.0);
                for name in more {
                    if menu_item(ui, panel.palette, name, false).clicked() {
                        panel.push(Command::ShowName(Some(name.clone())));
                        ui.close();
                    }
                }
            });
        }
    });
}

/// A word that can be clicked, unbroken at the end of a line, and unless it is the last what parts it from the next.
fn word(ui: &mut Ui, panel: &Panel<'_>, text: &str, name: &str, last: bool) -> egui::Response {
    let (ink, font) = (panel.palette.second, style::sans(TEXT));
    let mut job = LayoutJob::default();
    job.append(&text.replace(' ', "\u{a0}"), 0.0, TextFormat::simple(font.clone(), ink));
    let width = ui.painter().layout_job(job.clone()).size().x;
    if !last {
        job.append("\u{a0}\u{a0}·\u{a0}\u{a0}", 0.0, TextFormat::simple(font, panel.palette.faint));
    }
    let response = ui.add(Label::new(job).sense(Sense::click()));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    super::widgets::follow_focus(&response);
    if response.hovered() || response.has_focus() {
        let words = response.rect.left()..=response.rect.left() + width;
        ui.painter().hline(words, response.rect.bottom() - 1.0, Stroke::new(1.0, ink));
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// What can be done with a name where it stands: only its events, and another name for it.
pub fn name_menu(ui: &mut Ui, panel: &mut Panel<'_>, mode: LaneMode, name: &str) {
    ui.set_width(200.0);
    let chosen = |filters: &Filters| match mode {
        LaneMode::Source => filters.sources.contains(name),
        _ => filters.entities.contains(name),
    };
    let only = chosen(&panel.state.filters);
    if menu_item(ui, panel.palette, "Only these events", only).clicked() {
        let mut filters = panel.state.filters.clone();
        let names = if mode == LaneMode::Source { &mut filters.sources } else { &mut filters.entities };
        if !names.remove(name) {
            names.insert(name.to_owned());
        }
        panel.push(Command::Filter(filters));
        ui.close();
    }
    if mode == LaneMode::Entity && menu_item(ui, panel.palette, "Another name…", false).clicked() {
        panel.push(Command::ShowName(Some(name.to_owned())));
        ui.close();
    }
}

/// The menu of a name that is drawn by hand: on a click of either button.
pub fn lane_menu(panel: &mut Panel<'_>, response: &egui::Response, mode: LaneMode, name: &str) {
    if mode == LaneMode::None || name == OTHERS {
        return;
    }
    let frame = menu_frame(panel.palette);
    egui::Popup::menu(response).gap(2.0).frame(frame).show(|ui| name_menu(ui, panel, mode, name));
    let frame = menu_frame(panel.palette);
    egui::Popup::context_menu(response)
        .id(response.id.with("context"))
        .frame(frame)
        .show(|ui| name_menu(ui, panel, mode, name));
}

/// The sheet: first who is meant, then what to call her.
pub fn name_ui(ui: &mut Ui, panel: &mut Panel<'_>, form: NameForm) {
    ui.set_width(420.0);
    let heading = match &form.shown {
        None => "Whose name?".to_owned(),
        Some(shown) => format!("Another name for {shown}"),
    };
    sheets::title(ui, panel, &heading);
    let found = panel.stage.names.likely(panel.state, &form);
    let last = found.names.len().checked_sub(1);
    let (down, up) = ui.input_mut(|i| {
        let none = egui::Modifiers::NONE;
        (i.consume_key(none, Key::ArrowDown), i.consume_key(none, Key::ArrowUp))
    });
    let mut next = form.clone();
    let hint = if form.shown.is_none() { "A person, place or organization" } else { "Its name from now on" };
    let field = TextEdit::singleline(&mut next.text)
        .id(Id::unique(("name field", form.shown.is_some())))
        .hint_text(RichText::new(hint).color(panel.palette.second))
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(10, 7));
    let id = Id::unique(("name field", form.shown.is_some()));
    let fresh = !ui.ctx().memory(|m| m.has_focus(id));
    let response = ui.add(field).accessible_name(if form.shown.is_none() { "Whose name" } else { "Name" });
    sheets::focus_once(ui, &response);
    if fresh && form.shown.as_ref() == Some(&form.text) {
        // What is typed takes the place of the name.
        let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
        let all = CCursorRange::two(CCursor::new(0), CCursor::new(form.text.chars().count()));
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), id);
    }
    if response.changed() {
        next.at = form.shown.is_none().then_some(0);
    } else if down {
        next.at = form.at.map_or(Some(0), |at| Some(at + 1)).zip(last).map(|(at, last)| at.min(last));
    } else if up {
        // Above the first row stands what was typed.
        next.at = match form.at {
            Some(0) if form.shown.is_some() => None,
            at => at.map(|at| at.saturating_sub(1)),
        };
    }
    let enter = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    ui.add_space(8.0);
    let clicked = rows_ui(ui, panel, &form, &found, down || up);
    let marked = form.at.and_then(|at| found.names.get(at)).map(|(name, _)| name.clone());
    let Some(shown) = form.shown.clone() else {
        ui.add_space(12.0);
        if quiet(ui, panel.palette, "Cancel", TEXT).clicked() {
            panel.push(Command::CloseSheet);
        } else if let Some(name) = clicked.or(marked.filter(|_| enter)) {
            panel.push(Command::ShowName(Some(name)));
        } else if next != form {
            panel.push(Command::TypeName(next));
        }
        return;
    };
    parts_ui(ui, panel, &shown);
    ui.add_space(16.0);
    let words =
        clicked.clone().or(marked).unwrap_or_else(|| next.text.split_whitespace().collect::<Vec<_>>().join(" "));
    let ready = words != shown;
    let one = ready && panel.stage.names.is_name(panel.state, &words) && fold(&words) != fold(&shown);
    ui.horizontal(|ui| {
        let text = match (one, words.is_empty()) {
            (true, _) => format!("Make it one with {words}"),
            (_, true) => "As its sources write it".to_owned(),
            _ => "Rename".to_owned(),
        };
        let go = ui.add_enabled_ui(ready, |ui| primary(ui, panel.palette, &text)).inner.clicked();
        if (go || enter) && ready {
            panel.push(Command::CallName(shown.clone(), words.clone()));
        } else if let Some(name) = clicked {
            next.text = name;
            next.at = None;
        }
        if quiet(ui, panel.palette, "Cancel", TEXT).clicked() {
            panel.push(Command::CloseSheet);
        } else if next != form && !(go || enter) {
            panel.push(Command::TypeName(next));
        }
    });
}

/// Names to choose from, with how many events each has; says which was clicked.
fn rows_ui(ui: &mut Ui, panel: &Panel<'_>, form: &NameForm, found: &Likely, moved: bool) -> Option<String> {
    let palette = panel.palette;
    if found.names.is_empty() {
        if form.shown.is_none() {
            ui.label(RichText::new("Nobody of that name takes part").size(TEXT).color(palette.second));
        }
        return None;
    }
    if form.shown.is_some() {
        let head = if found.alike { "Perhaps the same" } else { "One with" };
        ui.horizontal(|ui| {
            ui.add_space(10.0);
            super::widgets::group_title(ui, palette, head);
        });
        ui.add_space(2.0);
    }
    let mut clicked = None;
    ScrollArea::vertical().max_height(252.0).min_scrolled_height(252.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (n, (name, events)) in found.names.iter().enumerate() {
            let (rect, row) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::click());
            let marked = form.at == Some(n);
            row.widget_info(|| {
                WidgetInfo::selected(
                    Role::MenuItem,
                    true,
                    marked,
                    format!("{name}, {}", super::count(*events, "event")),
                )
            });
            if marked || row.hovered() || row.has_focus() {
                let ground = if marked { palette.selected() } else { palette.hover() };
                ui.painter().rect_filled(rect, 4.0, ground);
            }
            let job = super::widgets::line_text(name, style::sans(TEXT), palette.ink, rect.width() - 72.0);
            let galley = ui.painter().layout_job(job);
            ui.painter().galley(pos2(rect.left() + 10.0, rect.center().y - galley.size().y / 2.0), galley, palette.ink);
            let right = pos2(rect.right() - 14.0, rect.center().y);
            let font = style::sans(SMALL);
            ui.painter().text(right, egui::Align2::RIGHT_CENTER, grouped(*events), font, palette.second);
            if moved && marked {
                row.scroll_to_me(None);
            }
            if row.clicked() {
                clicked = Some(name.clone());
            }
        }
    });
    clicked
}

/// The names in the articles that this one stands for, each with the way out.
fn parts_ui(ui: &mut Ui, panel: &mut Panel<'_>, shown: &str) {
    let called = panel.state.journal.now().hand.called.clone();
    let parts = called.written(shown);
    if parts.is_empty() {
        return;
    }
    ui.add_space(12.0);
    super::widgets::group_title(ui, panel.palette, "In the articles");
    for written in parts {
        ui.horizontal(|ui| {
            ui.set_height(24.0);
            ui.label(RichText::new(written).size(TEXT).color(panel.palette.ink));
            let out = quiet(ui, panel.palette, "Take out", SMALL);
            out.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Take {written} out")));
            if out.clicked() {
                panel.push(Command::PartName(written.to_owned()));
            }
        });
    }
}
