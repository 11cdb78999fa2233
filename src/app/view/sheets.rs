//! What stands in front of the window: open, keys, palette, go to date.

use egui::{Id, Key, Margin, Modal, RichText, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, vec2};

use super::Panel;
use super::widgets::{menu_frame, primary, quiet, secondary};
use crate::app::command::Command;
use crate::app::filter::Days;
use crate::app::keys;
use crate::app::state::{Leave, Sheet};
use crate::app::style::{self, READING, SMALL, TEXT};
use crate::calendar::Date;

/// Draws the sheet that is open, if any.
pub fn sheets_ui(ctx: &egui::Context, panel: &mut Panel<'_>) {
    let Some(sheet) = panel.state.sheet.clone() else { return };
    let backdrop = egui::Color32::from_black_alpha(if panel.palette.dark { 110 } else { 56 });
    let frame = menu_frame(panel.palette).corner_radius(12).inner_margin(Margin::same(24));
    let response = Modal::new(Id::unique("sheet")).backdrop_color(backdrop).frame(frame).show(ctx, |ui| match sheet {
        Sheet::Open { .. } => open_ui(ui, panel),
        Sheet::Keys => keys_ui(ui, panel),
        Sheet::Palette { text, at } => palette_ui(ui, panel, text, at),
        Sheet::Name(form) => super::names::name_ui(ui, panel, form),
        Sheet::GoTo { text } => goto_ui(ui, panel, text),
        Sheet::Days { from, to } => days_ui(ui, panel, from, to),
        Sheet::Save { path, there } => save_ui(ui, panel, path, there),
        Sheet::Leave(leave) => leave_ui(ui, panel, leave),
        Sheet::Export(form) => super::export::export_ui(ui, panel, form),
    });
    if response.backdrop_response.clicked() {
        panel.push(Command::CloseSheet);
    }
}

/// The title of a sheet.
pub fn title(ui: &mut Ui, panel: &Panel<'_>, text: &str) {
    ui.label(RichText::new(text).font(style::bold(READING)).color(panel.palette.ink));
    ui.add_space(8.0);
}

/// Gives the first field of a sheet the keyboard, once.
pub fn focus_once(ui: &Ui, response: &egui::Response) {
    let key = Id::unique("focused sheet field");
    let fresh = ui.data(|d| d.get_temp::<Id>(key)) != Some(response.id);
    // A sheet that was closed in between must get the keyboard again; `forget_focus` sees to it.
    if fresh {
        response.request_focus();
        ui.data_mut(|d| d.insert_temp(key, response.id));
    }
}

/// Called while no sheet is open.
pub fn forget_focus(ctx: &egui::Context) {
    ctx.data_mut(|d| d.remove::<Id>(Id::unique("focused sheet field")));
}

fn open_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    ui.set_width(420.0);
    title(ui, panel, "Open a folder of articles");
    super::start::path_ui(ui, panel, 420.0, true);
    ui.add_space(4.0);
    ui.label(
        RichText::new("Folders are walked to any depth. Files can also be dropped on the window.")
            .size(SMALL)
            .color(panel.palette.second),
    );
    ui.add_space(16.0);
    ui.horizontal(|ui| {
        let path = match &panel.state.sheet {
            Some(Sheet::Open { path }) => path.trim().to_owned(),
            _ => String::new(),
        };
        if path.is_empty() {
            if primary(ui, panel.palette, "Choose folder…").clicked() {
                panel.push(Command::AskFolder);
            }
        } else if primary(ui, panel.palette, "Open").clicked() {
            panel.push(Command::Open(vec![path.into()]));
        }
        if secondary(ui, "Open the sample").clicked() {
            panel.push(Command::OpenSample);
        }
        if quiet(ui, panel.palette, "Cancel", TEXT).clicked() {
            panel.push(Command::CloseSheet);
        }
    });
}

/// Where the project is to be kept.
fn save_ui(ui: &mut Ui, panel: &mut Panel<'_>, path: String, there: Option<std::path::PathBuf>) {
    ui.set_width(480.0);
    title(ui, panel, "Save the project");
    let mut typed = path.clone();
    let mut enter = false;
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut typed)
            .id(Id::unique("project path"))
            .hint_text(RichText::new("/path/to/articles.dateline").color(panel.palette.second))
            .desired_width(370.0)
            .margin(Margin::symmetric(10, 6));
        let response = ui.add(field).accessible_name("File of the project");
        focus_once(ui, &response);
        enter = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        if secondary(ui, "Choose…").clicked() {
            panel.push(Command::AskSavePath);
        }
    });
    if typed != path {
        panel.push(Command::TypeSave(typed.clone()));
    }
    ui.add_space(4.0);
    let lead = "Keeps what you did: days of writing, stars, notes, names, what you hid, merged and split, and the view. \
                The articles stay where they are. From then on every change is saved at once.";
    ui.add(egui::Label::new(RichText::new(lead).size(SMALL).color(panel.palette.second)).wrap());
    if let Some(there) = &there {
        ui.add_space(8.0);
        there_ui(ui, panel, &there.display().to_string());
    }
    ui.add_space(16.0);
    let ready = !typed.trim().is_empty();
    ui.horizontal(|ui| {
        let name = if there.is_some() { "Replace" } else { "Save" };
        let go = ui.add_enabled_ui(ready, |ui| primary(ui, panel.palette, name)).inner.clicked();
        if (go || enter) && ready {
            panel.push(Command::AskSaveTo(typed.trim().into()));
        }
        if quiet(ui, panel.palette, "Cancel", TEXT).clicked() {
            panel.push(Command::CloseSheet);
        }
    });
}

/// Says that a file is there which would be replaced.
pub fn there_ui(ui: &mut Ui, panel: &Panel<'_>, path: &str) {
    let text = format!("{} is there already and would be replaced", super::last_part(path));
    ui.add(egui::Label::new(RichText::new(text).size(SMALL).color(panel.palette.look_here)).wrap());
}

/// Before something is lost.
fn leave_ui(ui: &mut Ui, panel: &mut Panel<'_>, leave: Leave) {
    ui.set_width(400.0);
    title(ui, panel, "Keep what you did?");
    let changes = panel.state.keep.changes - panel.state.keep.saved;
    let lead = format!("{} that no file keeps yet would be lost", super::count(changes as usize, "change"));
    ui.label(RichText::new(lead).size(TEXT).color(panel.palette.second));
    ui.add_space(16.0);
    ui.horizontal(|ui| {
        let save = primary(ui, panel.palette, "Save…");
        focus_once(ui, &save);
        if save.clicked() {
            panel.push(Command::Save);
        }
        if secondary(ui, "Discard").clicked() {
            panel.push(Command::Discard(leave));
        }
        if quiet(ui, panel.palette, "Cancel", TEXT).clicked() {
            panel.push(Command::CloseSheet);
        }
    });
}

fn keys_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    title(ui, panel, "Keys");
    let rows = keys::bindings();
    let screen = ui.ctx().content_rect();
    let columns = if screen.width() >= WIDE { &COLUMNS[..] } else { &NARROW_COLUMNS[..] };
    // Title, button and the frame around them stay in sight.
    let room = (screen.height() - 176.0).max(120.0);
    // The toolkit would give a sheet 400 points and let the rest scroll, however tall the window.
    ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, |ui| {
        let pressed = |key| ui.input(|i| i.key_pressed(key));
        let steps = [(Key::ArrowDown, -60.0), (Key::ArrowUp, 60.0), (Key::PageDown, -room), (Key::PageUp, room)];
        for (_, points) in steps.into_iter().filter(|(key, _)| pressed(*key)) {
            ui.scroll_with_delta(vec2(0.0, points));
        }
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 24.0;
            for column in columns {
                ui.vertical(|ui| {
                    ui.set_width(COLUMN);
                    for (n, group) in column.iter().enumerate() {
                        ui.add_space(if n == 0 { 0.0 } else { 12.0 });
                        super::widgets::group_title(ui, panel.palette, group);
                        ui.add_space(4.0);
                        for binding in rows.iter().filter(|b| b.group == *group) {
                            binding_ui(ui, panel, binding);
                        }
                        for (hand, what) in hands(group, panel.state.prefs.wheel_pans) {
                            hand_ui(ui, panel, hand, what);
                        }
                    }
                });
            }
        });
    });
    ui.add_space(12.0);
    let close = secondary(ui, "Close");
    focus_once(ui, &close);
    if close.clicked() {
        panel.push(Command::CloseSheet);
    }
}

/// The groups of the sheet, column by column, and where the window is too narrow for three.
const COLUMNS: [&[&str]; 3] = [&["Timeline"], &["Events"], &["Window", "Reports"]];
const NARROW_COLUMNS: [&[&str]; 2] = [&["Timeline", "Reports"], &["Events", "Window"]];

/// Width of a column: that of its keys and its longest words.
const COLUMN: f32 = 300.0;

/// Points across from which three columns with their longest words have room.
const WIDE: f32 = 1080.0;

/// What the hand does without a key of its own.
fn hands(group: &str, pans: bool) -> Vec<(&'static str, &'static str)> {
    match group {
        "Timeline" => vec![
            ("Wheel", if pans { "Pan" } else { "Zoom at the pointer" }),
            if pans { ("Ctrl+wheel", "Zoom at the pointer") } else { ("Shift+wheel", "Pan") },
            if pans { ("Shift+wheel", "Scroll the lanes") } else { ("Ctrl+wheel", "Zoom at the pointer") },
            ("Drag", "Pan"),
            ("Shift+drag", "Draw a range"),
            ("Double click", "Frame the event"),
        ],
        "Events" => vec![("PgUp  PgDn", "Scroll the article"), ("Ctrl+click", "Choose one more, to merge")],
        "Reports" => vec![("Alt+wheel", "Zoom when it was reported")],
        _ => Vec::new(),
    }
}

fn binding_ui(ui: &mut Ui, panel: &Panel<'_>, binding: &keys::Binding) {
    let names: Vec<_> = binding.keys.iter().map(|&k| keys::name(k)).collect();
    let mut names: Vec<_> = names.into_iter().fold(Vec::new(), |mut all, n| {
        if !all.contains(&n) {
            all.push(n);
        }
        all
    });
    // Keys that do not fit the column are left to the keyboard.
    while names.len() > 1 && names.join("  ").len() > 12 {
        names.pop();
    }
    hand_ui(ui, panel, &names.join("  "), binding.words);
}

fn hand_ui(ui: &mut Ui, panel: &Panel<'_>, hand: &str, what: &str) {
    ui.horizontal(|ui| {
        ui.set_height(20.0);
        ui.allocate_ui(vec2(88.0, 20.0), |ui| {
            ui.set_min_width(88.0);
            ui.label(RichText::new(hand).font(style::bold(SMALL)).color(panel.palette.ink));
        });
        ui.label(RichText::new(what).size(TEXT).color(panel.palette.second));
    });
}

/// Every command by name; typed letters narrow the list, Enter takes the marked row.
fn palette_ui(ui: &mut Ui, panel: &mut Panel<'_>, text: String, at: usize) {
    ui.set_width(440.0);
    let mut all: Vec<(String, String, Command)> = keys::bindings()
        .into_iter()
        .filter(|b| b.command != Command::ShowPalette && b.command != Command::Escape)
        .map(|b| (b.words.to_owned(), b.keys.first().map(|&k| keys::name(k)).unwrap_or_default(), b.command))
        .collect();
    all.extend(keys::more().into_iter().map(|(words, command)| (words.to_owned(), String::new(), command)));
    let wanted = text.to_lowercase();
    all.retain(|(words, ..)| wanted.split_whitespace().all(|w| words.to_lowercase().contains(w)));
    let last = all.len().saturating_sub(1);
    let (down, up) = ui.input_mut(|i| {
        let none = egui::Modifiers::NONE;
        (i.consume_key(none, Key::ArrowDown), i.consume_key(none, Key::ArrowUp))
    });
    let at = at.min(last);
    let mut typed = text.clone();
    let field = TextEdit::singleline(&mut typed)
        .id(Id::unique("palette field"))
        .hint_text(RichText::new("What to do").color(panel.palette.second))
        .desired_width(440.0)
        .margin(Margin::symmetric(10, 7));
    let response = ui.add(field).accessible_name("What to do");
    focus_once(ui, &response);
    if response.changed() {
        panel.push(Command::TypePalette(typed, 0));
    } else if down || up {
        let to = if down { (at + 1).min(last) } else { at.saturating_sub(1) };
        panel.push(Command::TypePalette(text, to));
    }
    let enter = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    ui.add_space(8.0);
    let mut run = None;
    ScrollArea::vertical().max_height(336.0).min_scrolled_height(336.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (n, (words, keys, command)) in all.iter().enumerate() {
            let (rect, row) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::click());
            row.widget_info(|| WidgetInfo::selected(Role::MenuItem, true, n == at, words));
            if n == at || row.hovered() {
                let ground = if n == at { panel.palette.selected() } else { panel.palette.hover() };
                ui.painter().rect_filled(rect, 4.0, ground);
            }
            let y = rect.center().y;
            let left = egui::pos2(rect.left() + 10.0, y);
            ui.painter().text(left, egui::Align2::LEFT_CENTER, words, style::sans(TEXT), panel.palette.ink);
            let right = egui::pos2(rect.right() - 14.0, y);
            ui.painter().text(right, egui::Align2::RIGHT_CENTER, keys, style::sans(SMALL), panel.palette.second);
            if (down || up) && n == at {
                row.scroll_to_me(None);
            }
            if row.clicked() || (enter && n == at) {
                run = Some(command.clone());
            }
        }
    });
    if all.is_empty() {
        ui.label(RichText::new("No such command").size(TEXT).color(panel.palette.second));
    }
    if let Some(command) = run {
        panel.push(Command::CloseSheet);
        panel.push(command);
    }
}

fn goto_ui(ui: &mut Ui, panel: &mut Panel<'_>, text: String) {
    ui.set_width(300.0);
    title(ui, panel, "Go to date");
    let mut typed = text;
    let field = TextEdit::singleline(&mut typed)
        .id(Id::unique("date to go to"))
        .hint_text(RichText::new("2024, 2024-02 or 2024-02-08").color(panel.palette.second))
        .desired_width(300.0)
        .margin(Margin::symmetric(10, 6));
    let response = ui.add(field).accessible_name("Date to go to");
    focus_once(ui, &response);
    if response.changed() {
        panel.push(Command::TypeGoTo(typed.clone()));
    }
    let parsed = typed.trim().parse::<Date>();
    let enter = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    ui.add_space(6.0);
    let hint = match &parsed {
        Ok(date) => RichText::new(crate::calendar::When::from(*date).words()).color(panel.palette.second),
        Err(_) if typed.trim().is_empty() => RichText::new(" "),
        Err(error) => RichText::new(error.to_string()).color(panel.palette.look_here),
    };
    ui.label(hint.size(SMALL));
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        let go = ui.add_enabled_ui(parsed.is_ok(), |ui| primary(ui, panel.palette, "Go")).inner.clicked();
        if let (true, Ok(date)) = (go || enter, parsed) {
            panel.push(Command::GoTo(date));
        }
        if quiet(ui, panel.palette, "Cancel", TEXT).clicked() {
            panel.push(Command::CloseSheet);
        }
    });
}

/// The time that events are to share a day with; either end may be left open.
fn days_ui(ui: &mut Ui, panel: &mut Panel<'_>, from: String, to: String) {
    ui.set_width(340.0);
    title(ui, panel, "Filter by date");
    let (mut first, mut last) = (from.clone(), to.clone());
    let mut enter = false;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let width = (ui.available_width() - 24.0) / 2.0;
        for (typed, hint, name) in [(&mut first, "2022", "First date"), (&mut last, "2023-06-30", "Last date")] {
            let opens = name == "First date";
            let field = TextEdit::singleline(typed)
                .id(Id::unique(name))
                .hint_text(RichText::new(hint).color(panel.palette.second))
                .desired_width(width)
                .margin(Margin::symmetric(10, 6));
            let response = ui.add(field).accessible_name(name);
            enter |= response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            if opens {
                focus_once(ui, &response);
                ui.label(RichText::new("–").size(TEXT).color(panel.palette.second));
            }
        }
    });
    if (&first, &last) != (&from, &to) {
        panel.push(Command::TypeDays(first.clone(), last.clone()));
    }
    let date = |text: &str| match text.trim() {
        "" => Ok(None),
        text => text.parse::<Date>().map(Some),
    };
    let days = date(&first).and_then(|from| Ok(Days { from, to: date(&last)? }.ordered()));
    ui.add_space(6.0);
    let hint = match &days {
        Ok(days) if days.is_any() => RichText::new("A year, a month or a day; either may stay empty"),
        Ok(days) => RichText::new(format!("Events that share a day with {}", days.span_words())),
        Err(error) => RichText::new(error.to_string()).color(panel.palette.look_here),
    };
    ui.add(egui::Label::new(hint.size(SMALL).color(match &days {
        Ok(_) => panel.palette.second,
        Err(_) => panel.palette.look_here,
    })));
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        let go = ui.add_enabled_ui(days.is_ok(), |ui| primary(ui, panel.palette, "Filter")).inner.clicked();
        if let (true, Ok(days)) = (go || enter, days) {
            panel.push(Command::FilterDays(days));
        }
        if secondary(ui, "What is on the screen").clicked() {
            panel.push(Command::FilterSeen);
        }
        if quiet(ui, panel.palette, "Cancel", TEXT).clicked() {
            panel.push(Command::CloseSheet);
        }
    });
}
