//! What the hand does to the timeline: wheel, pinch and drag become commands.

use egui::{CursorIcon, Rect, RichText, Role, Stroke, Ui, WidgetInfo, vec2};

use super::Panel;
use crate::app::command::Command;
use crate::app::range::moved;
use crate::app::style::SMALL;
use crate::scene::{self, Range, Scale, Theme};

/// One notch of a wheel (50 points) zooms by about a fifth.
const WHEEL: f64 = 0.004;

/// The days of writing, where they are drawn: the axis at the left and what is zoomed there.
pub struct Upward<'a> {
    /// What there is.
    pub reports: &'a scene::Reports,
    /// Days over points from the bottom.
    pub scale: Scale,
    /// Where the names of days end and the marks begin, in points of the window.
    pub left: f32,
    /// The lower edge, in points of the window.
    pub bottom: f32,
}

impl Upward<'_> {
    fn zoomed(&self, factor: f64, y: f32) -> Command {
        let told = self.scale.zoom(factor, f64::from(self.bottom - y));
        Command::Told(Some(self.reports.kept(told)))
    }

    /// Dragged by so many points downward.
    fn dragged(&self, points: f32) -> Command {
        Command::Told(Some(self.reports.kept(self.scale.pan(f64::from(-points)))))
    }
}

/// Lets the days of writing follow those across again.
pub fn follow_ui(ui: &mut Ui, panel: &mut Panel<'_>, rect: Rect, theme: &Theme) {
    let at = Rect::from_min_size(rect.min + vec2(theme.sizes.margin, 4.0), vec2(theme.sizes.gutter - 24.0, 20.0));
    let text = RichText::new("Follow").size(SMALL).color(panel.palette.accent);
    let button = egui::Button::new(text).frame_when_inactive(false).stroke(Stroke::NONE);
    let left = egui::Layout::left_to_right(egui::Align::Center);
    let response = ui.scope_builder(egui::UiBuilder::new().max_rect(at).layout(left), |ui| {
        // Its first letter stands over the word below.
        ui.spacing_mut().button_padding.x = 0.0;
        ui.add(button)
    });
    let response = response.inner.on_hover_text("Let the days of writing follow the days across (Alt+0)");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Follow the days across"));
    if response.clicked() {
        panel.push(Command::Told(None));
    }
}

/// Wheel, pinch and drag.
pub fn navigate(
    ui: &Ui,
    panel: &mut Panel<'_>,
    response: &egui::Response,
    rect: Rect,
    scale: &Scale,
    upward: Option<&Upward<'_>>,
    tall: f32,
) {
    let day = |x: f32| scale.day_from_x(f64::from(x - rect.left()));
    let drawing = response.id.with("band");
    if response.drag_started() && ui.input(|i| i.modifiers.shift) {
        let origin = ui.input(|i| i.pointer.press_origin()).map(|pos| day(pos.x));
        ui.data_mut(|d| d.insert_temp(drawing, origin));
    }
    if response.drag_stopped() {
        ui.data_mut(|d| d.remove::<Option<f64>>(drawing));
    }
    if let Some(from) = ui.data(|d| d.get_temp::<Option<f64>>(drawing)).flatten() {
        if let Some(pos) = response.interact_pointer_pos() {
            let band = Range::new(from.floor(), day(pos.x).floor());
            let band = Range::new(band.start, band.end + 1.0);
            panel.push(Command::Band(Some(band)));
        }
    } else if response.clicked() && panel.state.band.is_some() {
        panel.push(Command::Band(None));
    } else if response.double_clicked() && begun_upward(ui, upward) {
        panel.push(Command::Told(None));
    } else if response.dragged() {
        let mut delta = response.drag_delta();
        if let Some(upward) = upward {
            let axis = begun_upward(ui, Some(upward));
            // Zoomed on their own, both axes move with the hand, as a map does.
            if delta.y != 0.0 && (axis || panel.state.told.is_some()) {
                panel.push(upward.dragged(delta.y));
            }
            delta.x = if axis { 0.0 } else { delta.x };
        }
        if delta.x != 0.0 {
            let days = f64::from(delta.x) / scale.points_per_day();
            panel.push(Command::Drag(moved(panel.state.range, -days)));
        }
        scroll_by(panel, -delta.y, tall);
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    }
    // Marks lie over the ground, so the ground is asked by place, not by what is on top; menus and sheets are in
    // other layers and keep their wheel.
    let Some(pos) = ui.input(|i| i.pointer.hover_pos()).filter(|_| ui.rect_contains_pointer(rect)) else { return };
    let (scroll, zoom) = ui.input(|i| (i.smooth_scroll_delta(), f64::from(i.zoom_delta())));
    let (mut pan, mut wheel, mut lanes) = (scroll.x, scroll.y, 0.0);
    if let Some(upward) = upward {
        let axis = pos.x < upward.left;
        if axis && !response.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeVertical);
        }
        if axis || ui.input(|i| i.modifiers.alt) {
            let factor = zoom * (f64::from(longer(pan, wheel)) * WHEEL).exp();
            if factor != 1.0 {
                panel.push(upward.zoomed(factor, pos.y));
            }
            return;
        }
    }
    if panel.state.prefs.wheel_pans {
        // With Shift the toolkit hands a wheel on as if it had gone sideways.
        (pan, lanes) = if ui.input(|i| i.modifiers.shift) { (0.0, pan + wheel) } else { (longer(pan, wheel), 0.0) };
        wheel = 0.0;
    }
    let factor = zoom * (f64::from(wheel) * WHEEL).exp();
    if factor != 1.0 {
        panel.push(Command::ZoomAt(factor, day(pos.x)));
    }
    if pan != 0.0 {
        panel.push(Command::Drag(moved(panel.state.range, -f64::from(pan) / scale.points_per_day())));
    }
    scroll_by(panel, -lanes, tall);
}

/// Whether the hand went down on the days of writing.
fn begun_upward(ui: &Ui, upward: Option<&Upward<'_>>) -> bool {
    let origin = ui.input(|i| i.pointer.press_origin().or(i.pointer.interact_pos()));
    upward.is_some_and(|upward| origin.is_some_and(|at| at.x < upward.left))
}

/// Scrolls the lanes, where there are more than fit.
fn scroll_by(panel: &mut Panel<'_>, points: f32, tall: f32) {
    if tall > 0.0 {
        panel.stage.scroll = (panel.stage.scroll + points).clamp(0.0, tall);
    }
}

/// Of two ways the longer one: fingers never go quite straight.
fn longer(a: f32, b: f32) -> f32 {
    if a.abs() > b.abs() { a } else { b }
}
