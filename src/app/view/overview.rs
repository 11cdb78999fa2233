//! The strip above the timeline: the whole span, where the events lie, and the window with its two handles.
//!
//! | drag | does |
//! |---|---|
//! | a handle | moves that end |
//! | the window | moves both |
//! | elsewhere | draws a new range; a click brings the window there |

use egui::{CursorIcon, Role, Sense, Ui, WidgetInfo};

use super::Panel;
use crate::app::command::Command;
use crate::app::range::centered;
use crate::app::{paint, stage};
use crate::scene::{Range, Theme, density};

/// Height of the strip.
pub const HEIGHT: f32 = 60.0;

/// How near to an end the pointer takes it.
const GRIP: f32 = 6.0;

#[derive(Clone, Copy, PartialEq, Debug)]
enum Grip {
    Start,
    End,
    Window,
    New(f64),
}

/// Draws the strip.
pub fn overview_ui(ui: &mut Ui, panel: &mut Panel<'_>, theme: &Theme) {
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), HEIGHT), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, "Overview"));
    let Some(arrangement) = panel.stage.arrangement.clone() else { return };
    let (range, _) = panel.stage.gliding(panel.state, ui.input(|i| i.time));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_value(super::status::range_words(range.start, range.end));
        let whole = arrangement.main().map(|whole| super::status::range_words(whole.start, whole.end));
        node.set_description(format!(
            "{} between {}",
            super::count(arrangement.events, "event"),
            whole.unwrap_or_default()
        ));
    });
    let core = panel.state.snapshot.as_ref().and_then(|snapshot| snapshot.core);
    let key = stage::OverviewKey {
        arrangement: std::sync::Arc::as_ptr(&arrangement) as usize,
        range: (range.start.to_bits(), range.end.to_bits()),
        width: rect.width().to_bits(),
        hits: std::sync::Arc::as_ptr(&panel.state.search.hits) as usize,
        look: panel.palette.look,
    };
    let state = panel.state;
    let scene = panel.stage.overview.get(key, || {
        let found: Vec<i32> = state
            .search
            .hits
            .iter()
            .filter_map(|&id| Some(state.snapshot.as_ref()?.event(id)?.when.interval().start.number()))
            .collect();
        std::sync::Arc::new(density::overview(&arrangement, core, range, &found, rect.width(), rect.height(), theme))
    });
    paint::scene(&ui.painter().with_clip_rect(rect), rect.min, &scene);

    let scale = density::overview_scale(&arrangement, core, rect.width());
    let day = |x: f32| scale.day_from_x(f64::from(x - rect.left()));
    let (left, right) = scale.xs(range);
    let (left, right) = (rect.left() + left as f32, rect.left() + right as f32);
    let grip = |x: f32| {
        // The ends stay in reach when they are dragged beyond the strip.
        let (left, right) = (left.max(rect.left() + 2.0), right.min(rect.right() - 2.0));
        // Where the ends leave nothing between them, they are taken from outside.
        let inner = GRIP.min((right - left) / 4.0).max(0.0);
        let inside = x > left + inner && x < right - inner;
        if inside {
            Grip::Window
        } else if (x - left).abs() <= GRIP && (x - left).abs() <= (x - right).abs() {
            Grip::Start
        } else if (x - right).abs() <= GRIP {
            Grip::End
        } else {
            Grip::New(day(x))
        }
    };
    let id = response.id.with("grip");
    if response.drag_started() {
        let origin = ui.input(|i| i.pointer.press_origin()).or(response.interact_pointer_pos());
        if let Some(origin) = origin {
            ui.data_mut(|d| d.insert_temp(id, grip(origin.x)));
        }
    }
    if response.dragged()
        && let Some(held) = ui.data(|d| d.get_temp::<Grip>(id))
        && let Some(pos) = response.interact_pointer_pos()
    {
        let delta = day(pos.x) - day(pos.x - response.drag_delta().x);
        let least = 3.0;
        let range = match held {
            Grip::Start => Range::new(day(pos.x).min(range.end - least), range.end),
            Grip::End => Range::new(range.start, day(pos.x).max(range.start + least)),
            Grip::Window => panel.state.range.shift(delta),
            Grip::New(from) => {
                let drawn = Range::new(from, day(pos.x));
                if drawn.days() < least { return } else { drawn }
            }
        };
        panel.push(Command::Drag(range));
    }
    if response.clicked()
        && let Some(pos) = response.interact_pointer_pos()
        && matches!(grip(pos.x), Grip::New(_))
    {
        panel.push(Command::Show(centered(range, day(pos.x))));
    }
    if response.double_clicked() {
        panel.push(Command::FullRange);
    }
    if let Some(pos) = response.hover_pos() {
        ui.ctx().set_cursor_icon(match grip(pos.x) {
            Grip::Start | Grip::End => CursorIcon::ResizeHorizontal,
            Grip::Window => CursorIcon::Grab,
            Grip::New(_) => CursorIcon::Crosshair,
        });
    }
}
