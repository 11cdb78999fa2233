//! What the analyst says of an event: other words for it, and a note.

use egui::{CornerRadius, Frame, Key, Label, Margin, RichText, Role, Sense, Stroke, TextEdit, Ui, WidgetInfo};

use super::Panel;
use super::widgets::{pressed_with, primary, quiet};
use crate::app::command::Command;
use crate::app::style::{self, HEADING, SMALL, TEXT};
use crate::event::EventId;

/// The words of the event, to be typed over; what its sources say stands below.
pub fn label_ui(ui: &mut Ui, panel: &mut Panel<'_>, id: EventId, mut text: String) {
    let palette = panel.palette;
    let field = TextEdit::multiline(&mut text)
        .id(egui::Id::unique("label of the event"))
        .font(style::bold(HEADING))
        .return_key(None)
        .desired_rows(1)
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(8, 4));
    let response = ui.add(field).accessible_name("Label of the event");
    focus_new(ui, &response);
    let enter = response.has_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    if response.changed() {
        panel.push(Command::EditLabel(Some(text.clone())));
    }
    let own = panel.state.snapshot.as_ref().map(|s| s.own_label(id).to_owned()).unwrap_or_default();
    if panel.state.label(id) != own {
        ui.add_space(2.0);
        let own = RichText::new(format!("Its sources say: {own}")).size(SMALL).color(palette.second);
        ui.add(Label::new(own).wrap());
    }
    ui.add_space(4.0);
    answer_ui(ui, panel, "Rename", enter, || Command::Rename(text), Command::EditLabel(None));
}

/// What the analyst wrote on the event; a click opens it for writing.
pub fn note_ui(ui: &mut Ui, panel: &mut Panel<'_>, id: EventId) {
    let palette = panel.palette;
    let Some(mut text) = panel.state.note_form.clone() else {
        let Some(note) = panel.state.note(id) else { return };
        ui.add_space(10.0);
        let frame = Frame::new().stroke(Stroke::new(1.0, palette.line)).corner_radius(CornerRadius::same(6));
        let response = frame.inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.add(Label::new(RichText::new(note).size(TEXT).color(palette.ink).line_height(Some(18.0))).wrap());
        });
        let response = response.response.interact(Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Note: {note}")));
        if response.on_hover_cursor(egui::CursorIcon::Text).clicked() {
            panel.push(Command::ShowNote);
        }
        return;
    };
    ui.add_space(10.0);
    let field = TextEdit::multiline(&mut text)
        .id(egui::Id::unique("note on the event"))
        .hint_text(RichText::new("A note of your own").color(palette.second))
        .desired_rows(3)
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(10, 8));
    let response = ui.add(field).accessible_name("Note on the event");
    focus_new(ui, &response);
    if response.changed() {
        panel.push(Command::EditNote(Some(text.clone())));
    }
    let enter = response.has_focus() && pressed_with(ui, Key::Enter, |held| held.command);
    ui.add_space(4.0);
    answer_ui(ui, panel, "Keep the note", enter, || Command::Note(text), Command::EditNote(None));
}

/// Gives a field the keyboard when it appears, and leaves it to the analyst from then on.
pub(super) fn focus_new(ui: &Ui, response: &egui::Response) {
    let (id, now) = (response.id.with("drawn"), ui.ctx().cumulative_pass_nr());
    let before = ui.data(|d| d.get_temp::<u64>(id));
    ui.data_mut(|d| d.insert_temp(id, now));
    if before.is_none_or(|before| before + 1 < now) {
        response.request_focus();
    }
}

/// The two ways out of a form: what was typed is kept, with the button or Enter, or nothing was.
fn answer_ui(
    ui: &mut Ui,
    panel: &mut Panel<'_>,
    name: &str,
    enter: bool,
    keep: impl FnOnce() -> Command,
    cancel: Command,
) {
    ui.horizontal(|ui| {
        if primary(ui, panel.palette, name).clicked() || enter {
            panel.push(keep());
        }
        if quiet(ui, panel.palette, "Cancel", TEXT).clicked() {
            panel.push(cancel);
        }
    });
}
