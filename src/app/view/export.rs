//! The sheet for saving a picture or data.

use egui::{Key, Margin, RichText, TextEdit, Ui, vec2};

use super::Panel;
use super::widgets::{primary, quiet, secondary, segments};
use crate::app::command::Command;
use crate::app::state::{ExportForm, LANES, lanes_name};
use crate::app::style::{SMALL, TEXT};
use crate::app::write;
use crate::scene::theme;

/// Draws the form.
pub fn export_ui(ui: &mut Ui, panel: &mut Panel<'_>, form: ExportForm) {
    ui.set_width(520.0);
    let palette = panel.palette;
    super::sheets::title(ui, panel, "Export the timeline");
    let mut next = form.clone();
    for (name, formats) in
        [("Picture", &write::PICTURES[..]), ("Data", &write::DATA[..]), ("Sources", &write::REFERENCES[..])]
    {
        row(ui, panel, name, |ui| {
            let all: Vec<_> = formats.iter().map(|f| (f.id, f.name)).collect();
            if let Some(id) = segments(ui, palette, form.format, &all) {
                next.format = id;
                next.path = with_ending(&form.path, write::ending(id));
            }
        });
    }
    let picture = write::is_picture(form.format);
    row(ui, panel, "What", |ui| {
        let all = [(false, "What is on the screen"), (true, "The whole timeline")];
        if let Some(whole) = segments(ui, palette, form.whole, &all) {
            next.whole = whole;
        }
    });
    if picture {
        row(ui, panel, "Theme", |ui| {
            let names = ["Light", "Dark", "High contrast", "High contrast, dark"];
            let all = [0, 1, 2, 3].map(|n| (theme::Look::ALL[n], names[n]));
            if let Some(look) = segments(ui, palette, form.look, &all) {
                next.look = look;
            }
        });
        row(ui, panel, "Drawn", |ui| {
            let all = [(false, "As a timeline"), (true, "By when it was reported, too")];
            if let Some(reports) = segments(ui, palette, form.reports, &all) {
                next.reports = reports;
            }
        });
        row(ui, panel, if form.reports { "Colors" } else { "Lanes" }, |ui| {
            let all = LANES.map(|lanes| (lanes, lanes_name(lanes)));
            if let Some(lanes) = segments(ui, palette, form.lanes, &all) {
                next.lanes = lanes;
            }
        });
        row(ui, panel, "Below", |ui| {
            let all = [(true, "Numbered citations"), (false, "Nothing")];
            if let Some(citations) = segments(ui, palette, form.citations, &all) {
                next.citations = citations;
            }
        });
    }
    match form.format {
        "png" => row(ui, panel, "Size", |ui| {
            let all = [(1, "1×"), (2, "2×"), (3, "3×"), (4, "4×")];
            next.scale = segments(ui, palette, form.scale, &all).unwrap_or(form.scale);
        }),
        "pdf" => row(ui, panel, "Page", |ui| {
            next.large = segments(ui, palette, form.large, &[(false, "A4"), (true, "A3")]).unwrap_or(form.large);
        }),
        "csv" => row(ui, panel, "A row is", |ui| {
            let all = [(false, "An event"), (true, "A citation")];
            next.citation_rows = segments(ui, palette, form.citation_rows, &all).unwrap_or(form.citation_rows);
        }),
        "ics" => row(ui, panel, "Dates", |ui| {
            let all = [(false, "Days to seasons"), (true, "Years and decades too")];
            next.coarse = segments(ui, palette, form.coarse, &all).unwrap_or(form.coarse);
        }),
        _ => {}
    }
    let (mut enter, mut choose) = (false, false);
    row(ui, panel, "File", |ui| {
        let field = TextEdit::singleline(&mut next.path)
            .id(egui::Id::unique("export path"))
            .hint_text(RichText::new(format!("/path/to/timeline.{}", write::ending(form.format))).color(palette.second))
            .desired_width(320.0)
            .margin(Margin::symmetric(10, 6));
        let response = ui.add(field).accessible_name("File to write");
        super::sheets::focus_once(ui, &response);
        enter = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        choose = secondary(ui, "Choose…").clicked();
    });
    if choose {
        panel.push(Command::AskExportPath);
    }
    if let Some(why) = left_out(panel, form.whole) {
        ui.label(RichText::new(why).size(SMALL).color(palette.second));
    }
    let there = form.there.as_deref() == Some(next.path.trim());
    if there {
        super::sheets::there_ui(ui, panel, next.path.trim());
    }
    ui.add_space(12.0);
    let ready = !next.path.trim().is_empty();
    if next != form {
        panel.push(Command::Export(next));
    }
    ui.horizontal(|ui| {
        let go = ui
            .add_enabled_ui(ready, |ui| primary(ui, palette, if there { "Replace" } else { "Export" }))
            .inner
            .clicked();
        if (go || enter) && ready {
            panel.push(Command::WriteExport);
        }
        if quiet(ui, palette, "Cancel", TEXT).clicked() {
            panel.push(Command::CloseSheet);
        }
    });
}

fn row(ui: &mut Ui, panel: &Panel<'_>, name: &str, content: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.set_min_height(32.0);
        ui.allocate_ui(vec2(64.0, 28.0), |ui| {
            ui.set_min_width(64.0);
            ui.label(RichText::new(name).size(TEXT).color(panel.palette.second));
        });
        content(ui);
    });
}

/// A path with another ending; none stays none.
fn with_ending(path: &str, ending: &str) -> String {
    if path.trim().is_empty() {
        return String::new();
    }
    std::path::Path::new(path).with_extension(ending).display().to_string()
}

/// What the file will not hold, so that nobody is surprised later.
fn left_out(panel: &mut Panel<'_>, whole: bool) -> Option<String> {
    let all = panel.state.snapshot.as_ref()?.timeline.events.len();
    let hidden = all - panel.stage.shown().len().min(all);
    let outside = if whole { 0 } else { panel.stage.outside(panel.state) };
    let left_out = super::count(hidden + outside, "event");
    match (hidden, outside) {
        (0, 0) => None,
        (_, 0) => Some(format!("{left_out} left out by filters or hidden")),
        (0, _) => Some(format!("{left_out} left out: outside the range on the screen")),
        (hidden, outside) => Some(format!(
            "{left_out} left out: {} by filters or hidden, {} outside the range on the screen",
            super::grouped(hidden),
            super::grouped(outside)
        )),
    }
}
