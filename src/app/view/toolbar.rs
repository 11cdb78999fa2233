//! The line above everything: what is open, the way back, the search, how it is drawn, the way out.

use egui::{Align, Button, Key, Layout, Rect, RichText, Role, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};

use super::widgets::{Icon, icon_button, menu_button, menu_item, pressed_with, secondary};
use super::{Panel, count};
use crate::app::command::Command;
use crate::app::prefs::Look;
use crate::app::state::{LANES, lanes_name};
use crate::app::style::{self, TEXT};
use crate::scene::LaneMode;

/// The id of the search field, so that `/` can give it the keyboard.
pub fn search_id() -> egui::Id {
    egui::Id::unique("search")
}

/// Draws the line.
pub fn toolbar_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    ui.horizontal_centered(|ui| {
        if panel.state.snapshot.is_some() {
            let name = if panel.stage.filters_seen { "Hide the filters" } else { "Show the filters" };
            if icon_button(ui, panel.palette, Icon::Panel, name, true).clicked() {
                panel.push(Command::ToggleFacets);
            }
        }
        project_ui(ui, panel);
        let left = ui.cursor().left();
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            if panel.state.snapshot.as_ref().is_some_and(|s| !s.timeline.events.is_empty()) {
                tools_ui(ui, panel);
            } else {
                look_ui(ui, panel);
            }
            // What remains on the left belongs to the counts.
            let right = ui.cursor().right() - 12.0;
            counts_ui(ui, panel, left, right);
        });
    });
}

fn project_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let title = if panel.state.title.is_empty() { "Dateline" } else { &panel.state.title };
    let title = RichText::new(title).font(style::bold(TEXT)).color(panel.palette.ink);
    let button =
        ui.add(Button::new(title).frame_when_inactive(false).stroke(egui::Stroke::NONE).min_size(vec2(0.0, 28.0)));
    let (palette, commands) = (panel.palette, &mut *panel.commands);
    let again = !panel.state.paths.is_empty();
    let kept = panel.state.keep.path.is_some();
    let (journal, prefs) = (&panel.state.journal, panel.state.prefs);
    let contrast = prefs.contrasts(panel.state.system);
    let undo = journal.next_undo().map(crate::app::command::what);
    let redo = journal.next_redo().map(crate::app::command::what);
    egui::Popup::menu(&button).gap(4.0).frame(super::widgets::menu_frame(palette)).show(|ui| {
        ui.set_width(220.0);
        let mut item = |ui: &mut Ui, text: &str, command: Command| {
            if menu_item(ui, palette, text, false).clicked() {
                commands.push(command);
            }
        };
        item(ui, "Open folder…", Command::ShowOpen);
        item(ui, "Open the sample", Command::OpenSample);
        if again {
            item(ui, "Read the folder again", Command::Reload);
            item(ui, if kept { "Save the project" } else { "Save the project…" }, Command::Save);
        }
        if let Some(what) = undo {
            item(ui, &format!("Undo: {what}"), Command::Undo);
        }
        if let Some(what) = redo {
            item(ui, &format!("Redo: {what}"), Command::Redo);
        }
        item(ui, "Every command…", Command::ShowPalette);
        item(ui, "Keys", Command::ShowKeys);
        ui.separator();
        for (text, on, command) in [
            ("High contrast", contrast, Command::HighContrast(!contrast)),
            ("Wheel pans", prefs.wheel_pans, Command::WheelPans(!prefs.wheel_pans)),
            ("Read new files at once", prefs.reads_news, Command::ReadNewsAtOnce(!prefs.reads_news)),
        ] {
            if menu_item(ui, palette, text, on).clicked() {
                commands.push(command);
            }
        }
    });
}

fn counts_ui(ui: &mut Ui, panel: &mut Panel<'_>, left: f32, right: f32) {
    let Some(snapshot) = &panel.state.snapshot else { return };
    let timeline = &snapshot.timeline;
    let mut parts = vec![count(timeline.sources.len(), "article"), count(timeline.events.len(), "event")];
    if let Some(full) = snapshot.full {
        let days = full.interval();
        let (from, to) = (days.start.year(), days.end.year());
        parts.push(if from == to { from.to_string() } else { format!("{from} – {to}") });
    }
    // Whole parts or none: half a number says something else.
    let width = |ui: &Ui, text: &str| {
        ui.painter().layout_no_wrap(text.to_owned(), style::sans(TEXT), panel.palette.second).size().x
    };
    while !parts.is_empty() && width(ui, &parts.join(" · ")) > right - left {
        parts.pop();
    }
    if parts.is_empty() {
        return;
    }
    let text = parts.join(" · ");
    let galley = ui.painter().layout_no_wrap(text.clone(), style::sans(TEXT), panel.palette.second);
    let rect = Rect::from_min_size(pos2(left, ui.max_rect().center().y - galley.size().y / 2.0), galley.size());
    let node = ui.interact(rect, ui.scope_id().with("counts"), Sense::hover());
    node.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
    ui.painter().galley(rect.min, galley, panel.palette.second);
}

fn tools_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    if secondary(ui, "Export…").clicked() {
        panel.push(Command::ShowExport);
    }
    look_ui(ui, panel);
    top_ui(ui, panel);
    let (lanes, shortens) = (panel.state.lanes, panel.stage.shortens(panel.state));
    let reports = panel.state.reports && panel.state.list.is_none();
    let (palette, commands) = (panel.palette, &mut *panel.commands);
    menu_button(ui, palette, &format!("Lanes: {}", lanes_name(lanes)), |ui| {
        for choice in LANES {
            if menu_item(ui, palette, lanes_name(choice), choice == lanes).clicked() {
                commands.push(Command::Lanes(choice));
            }
        }
        ui.separator();
        if lanes != LaneMode::None && menu_item(ui, palette, "Sort anew", false).clicked() {
            commands.push(Command::SortLanes);
        }
        if menu_item(ui, palette, "Shorten long labels", shortens).clicked() {
            commands.push(Command::Shorten(!shortens));
        }
        if menu_item(ui, palette, "When it was reported", reports).clicked() {
            commands.push(Command::ToggleReports);
        }
    });
    // The sign shows what a click brings.
    let (icon, name) = match panel.state.list {
        Some(_) => (Icon::Lanes, "Show the timeline"),
        None => (Icon::List, "Show a list"),
    };
    if icon_button(ui, panel.palette, icon, name, true).clicked() {
        panel.push(Command::ToggleList);
    }
    search_ui(ui, panel);
    if secondary(ui, "Full range").clicked() {
        panel.push(Command::FullRange);
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        if icon_button(ui, panel.palette, Icon::Forward, "Forward", !panel.state.forward.is_empty()).clicked() {
            panel.push(Command::Forward);
        }
        if icon_button(ui, panel.palette, Icon::Back, "Back", !panel.state.back.is_empty()).clicked() {
            panel.push(Command::Back);
        }
    });
}

fn look_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    // The sign shows what a click brings.
    let (icon, name, look) = match panel.palette.dark {
        true => (Icon::Sun, "Light theme", Look::Light),
        false => (Icon::Moon, "Dark theme", Look::Dark),
    };
    if icon_button(ui, panel.palette, icon, name, true).clicked() {
        panel.push(Command::Look(look));
    }
}

fn top_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let all = panel.stage.shown().len();
    let text = match panel.state.top {
        Some(top) if top < all => format!("Top {} of {}", super::grouped(top), super::grouped(all)),
        _ => format!("All {}", super::grouped(all)),
    };
    let top = panel.state.top;
    let (palette, commands) = (panel.palette, &mut *panel.commands);
    menu_button(ui, palette, &text, |ui| {
        ui.set_width(220.0);
        ui.horizontal(|ui| {
            ui.add_space(6.0);
            ui.label(RichText::new("The most important events").size(style::SMALL).color(palette.second));
        });
        let mut n = top.unwrap_or(all).min(all) as f64;
        let slider =
            egui::Slider::new(&mut n, 1.0..=all.max(1) as f64).logarithmic(true).integer().show_value(false).text("");
        ui.spacing_mut().slider_width = 196.0;
        let mut changed = false;
        ui.horizontal(|ui| {
            ui.add_space(6.0);
            changed = ui.add(slider).accessible_name("How many events").changed();
        });
        if changed {
            let n = n.round() as usize;
            commands.push(Command::Top((n < all).then_some(n)));
        }
        for choice in [10, 25, 50, 100] {
            if choice < all && menu_item(ui, palette, &format!("Top {choice}"), top == Some(choice)).clicked() {
                commands.push(Command::Top(Some(choice)));
                ui.close();
            }
        }
        if menu_item(ui, palette, "All", top.is_none()).clicked() {
            commands.push(Command::Top(None));
            ui.close();
        }
    });
}

fn search_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let mut text = panel.state.search.text.clone();
    let width = 280.0_f32.min(ui.available_width() - 300.0).max(120.0);
    let hint = RichText::new("Search events and articles  /").color(panel.palette.second);
    let field = TextEdit::singleline(&mut text)
        .id(search_id())
        .hint_text(hint)
        .desired_width(width)
        .margin(egui::Margin::symmetric(10, 6));
    let response = ui.add(field).accessible_name("Search events and articles");
    panel.stage.stop(0, response.id);
    if panel.state.focus_search {
        response.request_focus();
        panel.push(Command::FocusedSearch);
    }
    if response.changed() {
        panel.push(Command::Search(text));
    }
    if response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter)) {
        let back = pressed_with(ui, Key::Enter, |held| held.shift);
        panel.push(Command::WalkHits(if back { -1 } else { 1 }));
        // Enter walks on; the field keeps the keyboard.
        response.request_focus();
    }
}
