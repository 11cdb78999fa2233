//! What is seen when nothing is open, while the first run reads, and when nothing came of it.

use egui::{
    Align2, CornerRadius, Rect, RichText, Role, Sense, Stroke, TextEdit, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::status::bar;
use super::widgets::{line_text, primary, secondary};
use super::{Panel, count, grouped};
use crate::app::command::Command;
use crate::app::state::{Loading, Sheet};
use crate::app::style::{self, HEADING, READING, SMALL, TEXT};

/// Nothing is open: a button, a place to drop on, a path to type, the sample.
pub fn start_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let palette = panel.palette;
    let area = ui.available_rect_before_wrap();
    let card = Rect::from_center_size(area.center() - vec2(0.0, 20.0), vec2(480.0, 328.0));
    let dropping = ui.input(|i| !i.raw.hovered_files.is_empty());
    let line = Stroke::new(1.0, if dropping { palette.accent } else { palette.line });
    ui.painter().rect(
        card,
        CornerRadius::same(12),
        if dropping { palette.selected() } else { palette.panel },
        line,
        egui::StrokeKind::Inside,
    );
    let inner = card.shrink2(vec2(40.0, 36.0));
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        emblem(ui, panel);
        ui.add_space(20.0);
        ui.label(RichText::new("What happened when").font(style::bold(HEADING)).color(palette.ink));
        ui.add_space(4.0);
        let lead =
            "Open a folder of news articles. Every date on the timeline leads back to the sentence that says so.";
        ui.label(RichText::new(lead).size(TEXT).color(palette.second).line_height(Some(20.0)));
        ui.add_space(20.0);
        ui.horizontal(|ui| {
            if primary(ui, palette, "Open folder…").clicked() {
                panel.push(Command::AskFolder);
            }
            if secondary(ui, "Open the sample").clicked() {
                panel.push(Command::OpenSample);
            }
        });
        ui.add_space(16.0);
        path_ui(ui, panel, inner.width(), false);
        ui.add_space(8.0);
        let hint = if dropping { "Let go to open" } else { "or drop files and folders here" };
        ui.label(RichText::new(hint).size(SMALL).color(palette.second));
    });
    recent_ui(ui, panel, card);
    if let Some(notice) = &panel.state.notice {
        let at = pos2(card.center().x, card.top() - 24.0);
        let ink = if notice.wrong { palette.look_here } else { palette.second };
        ui.painter().text(at, Align2::CENTER_CENTER, &notice.text, style::sans(TEXT), ink);
    }
}

/// What was opened before, below the card.
fn recent_ui(ui: &mut Ui, panel: &mut Panel<'_>, card: Rect) {
    if panel.state.recent.is_empty() {
        return;
    }
    let palette = panel.palette;
    let area = Rect::from_min_size(card.left_bottom() + vec2(28.0, 16.0), vec2(card.width() - 56.0, 160.0));
    ui.scope_builder(UiBuilder::new().max_rect(area), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for path in panel.state.recent.clone() {
            let (rect, response) = ui.allocate_exact_size(vec2(area.width(), 28.0), Sense::click());
            let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Open {}", path.display())));
            if response.hovered() || response.has_focus() {
                ui.painter().rect_filled(rect, 6.0, palette.hover());
            }
            let name = ui.painter().layout_job(line_text(&name, style::bold(TEXT), palette.ink, 160.0));
            let room = rect.width() - 40.0 - name.size().x;
            let place = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
            let place = ui.painter().layout_job(line_text(&place, style::sans(SMALL), palette.second, room));
            let at = |x: f32, height: f32| pos2(x, rect.center().y - height / 2.0);
            let right = rect.left() + 12.0 + name.size().x + 12.0;
            ui.painter().galley(at(rect.left() + 12.0, name.size().y), name, palette.ink);
            ui.painter().galley(at(right, place.size().y), place, palette.second);
            if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                panel.push(Command::Open(vec![path]));
            }
        }
    });
}

/// A path typed instead of chosen. Enter opens it.
pub fn path_ui(ui: &mut Ui, panel: &mut Panel<'_>, width: f32, on_sheet: bool) {
    let mut path = match &panel.state.sheet {
        Some(Sheet::Open { path }) if on_sheet => path.clone(),
        _ => ui.data_mut(|d| d.get_temp::<String>(egui::Id::unique("typed path")).unwrap_or_default()),
    };
    let hint = RichText::new("/path/to/articles").color(panel.palette.second);
    let field =
        TextEdit::singleline(&mut path).hint_text(hint).desired_width(width).margin(egui::Margin::symmetric(10, 6));
    let response = ui.add(field).accessible_name("Path of a folder");
    if on_sheet {
        super::sheets::focus_once(ui, &response);
    }
    if response.changed() {
        if on_sheet {
            panel.push(Command::TypePath(path.clone()));
        }
        ui.data_mut(|d| d.insert_temp(egui::Id::unique("typed path"), path.clone()));
    }
    if response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter)) && !path.trim().is_empty() {
        panel.push(Command::Open(vec![path.trim().into()]));
    }
}

/// Marks by precision, as on the timeline: the promise of the program in one line.
fn emblem(ui: &mut Ui, panel: &Panel<'_>) {
    let palette = panel.palette;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), Sense::hover());
    let painter = ui.painter();
    let y = rect.top() + 10.0;
    let lane = |n: usize| palette.lanes.get(n).copied().unwrap_or(palette.accent);
    let x = |share: f32| rect.left() + rect.width() * share;
    for k in 0..=12 {
        let at = x(k as f32 / 12.0).min(rect.right() - 0.5);
        let low = if k % 4 == 0 { 8.0 } else { 4.0 };
        painter.vline(at, rect.bottom() - low..=rect.bottom(), Stroke::new(1.0, palette.faint));
    }
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, palette.faint));
    let line = Stroke::new(1.5, lane(0));
    painter
        .line(vec![pos2(x(0.0) + 1.0, y + 5.0), pos2(x(0.0) + 1.0, y), pos2(x(0.33), y), pos2(x(0.33), y + 5.0)], line);
    painter.rect_filled(Rect::from_min_max(pos2(x(0.4), y - 5.0), pos2(x(0.56), y + 5.0)), 3.0, lane(3));
    painter.circle_filled(pos2(x(0.64), y), 5.5, lane(2));
    painter.circle_stroke(pos2(x(0.74), y), 5.0, Stroke::new(1.5, lane(1)));
    for k in 0..24 {
        let (a, b) = (x(0.82 + k as f32 * 0.0072), x(0.82 + (k + 1) as f32 * 0.0072));
        let share = (k as f32 / 23.0 * std::f32::consts::PI).sin();
        let ink = crate::app::style::mix(palette.panel, lane(4), share);
        painter.rect_filled(Rect::from_min_max(pos2(a, y - 5.0), pos2(b + 0.5, y + 5.0)), 0.0, ink);
    }
}

/// The first run is reading.
pub fn loading_ui(ui: &mut Ui, panel: &mut Panel<'_>, loading: &Loading) {
    let palette = panel.palette;
    let area = ui.available_rect_before_wrap();
    let card = Rect::from_center_size(area.center() - vec2(0.0, 20.0), vec2(360.0, 120.0));
    let (done, total) = loading.monitor.progress();
    ui.scope_builder(UiBuilder::new().max_rect(card), |ui| {
        ui.label(RichText::new(format!("Reading {}", panel.state.title)).font(style::bold(READING)).color(palette.ink));
        ui.add_space(12.0);
        let (rect, _) = ui.allocate_exact_size(vec2(card.width(), 4.0), Sense::hover());
        bar(ui, panel, rect, if total == 0 { 0.0 } else { done as f32 / total as f32 });
        ui.add_space(8.0);
        let text = match (total, done >= total) {
            (0, _) => "Looking for articles…".to_owned(),
            (_, true) => format!("{} read; putting the events together…", count(total, "file")),
            _ => format!("{} of {}", grouped(done), count(total, "file")),
        };
        ui.label(RichText::new(text).size(TEXT).color(palette.second));
        ui.add_space(12.0);
        if secondary(ui, "Stop").clicked() {
            panel.push(Command::CancelRun);
        }
    });
}

/// The run is over and there is nothing to draw: say why, and what can be done.
pub fn nothing_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let palette = panel.palette;
    let Some(snapshot) = panel.state.snapshot.clone() else { return };
    let articles = snapshot.timeline.sources.len();
    let events = snapshot.timeline.events.len();
    let (head, lead) = if articles == 0 {
        (
            "No articles here",
            match snapshot.timeline.problems.as_slice() {
                [] => "Nothing in this folder could be read as an article".to_owned(),
                [one] => format!("{}: {}", super::last_part(&one.path), one.what),
                [first, ..] => format!(
                    "{}, the first being {}: {}",
                    count(snapshot.timeline.problems.len(), "problem"),
                    super::last_part(&first.path),
                    first.what
                ),
            },
        )
    } else if events == 0 {
        (
            "No dated events",
            format!(
                "{} read, but none tells when something happened. If days of writing are missing, set them in the articles.",
                count(articles, "article")
            ),
        )
    } else {
        ("Nothing passes the filters", format!("{} are left out.", count(events, "event")))
    };
    let area = ui.available_rect_before_wrap();
    let card = Rect::from_center_size(area.center() - vec2(0.0, 20.0), vec2(420.0, 160.0));
    ui.scope_builder(UiBuilder::new().max_rect(card), |ui| {
        ui.label(RichText::new(head).font(style::bold(READING)).color(palette.ink));
        ui.add_space(4.0);
        ui.label(RichText::new(lead).size(TEXT).color(palette.second).line_height(Some(20.0)));
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            if events > 0 {
                if primary(ui, palette, "Clear the filters").clicked() {
                    panel.push(Command::Filter(Default::default()));
                }
            } else if primary(ui, palette, "Open another folder…").clicked() {
                panel.push(Command::ShowOpen);
            }
            if snapshot.timeline.problems.len() > usize::from(articles == 0)
                && secondary(ui, "Show the problems").clicked()
                && !panel.state.problems
            {
                panel.push(Command::ToggleProblems);
            }
        });
    });
}
