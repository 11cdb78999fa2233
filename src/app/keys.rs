//! The keys, as a table: what the keyboard does, what the sheet on `?` shows and what the palette offers are one list.

use egui::{Key, Modifiers};

use super::command::{Command, Form};
use super::state::State;

/// One thing to do and the keys that do it.
#[derive(Clone, Debug)]
pub struct Binding {
    /// As the sheet says it.
    pub words: &'static str,
    /// Any of these.
    pub keys: &'static [(Modifiers, Key)],
    /// What it does.
    pub command: Command,
    /// Part of the sheet.
    pub group: &'static str,
}

const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };
const ALT: Modifiers = Modifiers::ALT;

/// Zoom of one press: four presses quarter the range.
const STEP: f64 = std::f64::consts::SQRT_2;

/// All keys, in the order of the sheet.
pub fn bindings() -> Vec<Binding> {
    use Command as C;
    let row = |group, words, keys, command| Binding { words, keys, command, group };
    vec![
        row("Timeline", "Zoom in", &[(NONE, Key::Plus), (NONE, Key::Equals), (NONE, Key::W)], C::Zoom(STEP)),
        row("Timeline", "Zoom out", &[(NONE, Key::Minus), (NONE, Key::S)], C::Zoom(1.0 / STEP)),
        row("Timeline", "Earlier", &[(NONE, Key::A)], C::Pan(-0.2)),
        row("Timeline", "Later", &[(NONE, Key::D)], C::Pan(0.2)),
        row("Timeline", "Frame the event", &[(NONE, Key::F)], C::FrameSelection),
        row("Timeline", "Full range", &[(NONE, Key::Num0)], C::FullRange),
        row("Timeline", "Zoom to the drawn range", &[(NONE, Key::Enter)], C::ZoomToBand),
        row("Timeline", "Go to date…", &[(NONE, Key::G)], C::ShowGoTo),
        row("Timeline", "Back", &[(ALT, Key::ArrowLeft)], C::Back),
        row("Timeline", "Forward", &[(ALT, Key::ArrowRight)], C::Forward),
        row("Reports", "Zoom in upward", &[(ALT, Key::Plus), (ALT, Key::Equals)], C::ZoomTold(STEP)),
        row("Reports", "Zoom out upward", &[(ALT, Key::Minus)], C::ZoomTold(1.0 / STEP)),
        row("Reports", "Reported later", &[(ALT, Key::ArrowUp)], C::PanTold(0.2)),
        row("Reports", "Reported earlier", &[(ALT, Key::ArrowDown)], C::PanTold(-0.2)),
        row("Reports", "Follow the days across", &[(ALT, Key::Num0)], C::Told(None)),
        row("Events", "Next event", &[(NONE, Key::ArrowRight)], C::SelectNext(1)),
        row("Events", "Previous event", &[(NONE, Key::ArrowLeft)], C::SelectNext(-1)),
        row("Events", "Next lane, or row of the list", &[(NONE, Key::ArrowDown)], C::Walk(1)),
        row("Events", "Lane above, or row of the list", &[(NONE, Key::ArrowUp)], C::Walk(-1)),
        row("Events", "First event", &[(NONE, Key::Home)], C::SelectFirst),
        row("Events", "Last event", &[(NONE, Key::End)], C::SelectLast),
        row("Events", "Next citation", &[(NONE, Key::CloseBracket)], C::CiteNext(1)),
        row("Events", "Previous citation", &[(NONE, Key::OpenBracket)], C::CiteNext(-1)),
        row("Events", "Star", &[(NONE, Key::X)], C::Star),
        row("Events", "Hide", &[(NONE, Key::H)], C::Hide),
        row("Events", "Rename…", &[(NONE, Key::F2)], C::ShowRename),
        row("Events", "Note…", &[(NONE, Key::N)], C::ShowNote),
        row("Events", "Another name for somebody…", &[(NONE, Key::E)], C::ShowName(None)),
        row("Events", "Choose, to merge with another", &[(NONE, Key::M)], C::PickSelected),
        row("Events", "Merge the chosen events", &[(CTRL, Key::M)], C::Merge),
        row("Events", "Split the citation off", &[(CTRL_SHIFT, Key::M)], C::SplitOff),
        row("Events", Form::ALL[0].1, &[(CTRL_SHIFT, Key::C)], C::Copy(Form::Sentence)),
        row("Window", "Search", &[(NONE, Key::Slash), (CTRL, Key::F)], C::FocusSearch),
        row("Window", "Next panel", &[(NONE, Key::F6)], C::NextPanel),
        row("Window", "List or timeline", &[(NONE, Key::L)], C::ToggleList),
        row("Window", "When it was reported, or timeline", &[(NONE, Key::R)], C::ToggleReports),
        row("Window", "Open folder…", &[(CTRL, Key::O)], C::ShowOpen),
        row("Window", "Read the folder again", &[(NONE, Key::F5)], C::Reload),
        row("Window", "Save the project…", &[(CTRL, Key::S)], C::Save),
        row("Window", "Export…", &[(CTRL, Key::E)], C::ShowExport),
        row("Window", "Undo", &[(CTRL, Key::Z)], C::Undo),
        row("Window", "Redo", &[(CTRL_SHIFT, Key::Z), (CTRL, Key::Y)], C::Redo),
        row("Window", "Every command…", &[(CTRL, Key::P)], C::ShowPalette),
        row("Window", "Keys", &[(NONE, Key::Questionmark), (SHIFT, Key::Questionmark)], C::ShowKeys),
        row("Window", "Close, one layer at a time", &[(NONE, Key::Escape)], C::Escape),
    ]
}

/// Commands that have no key of their own, for the palette.
pub fn more() -> Vec<(&'static str, Command)> {
    use super::prefs::Look;
    use crate::scene::LaneMode;
    use Command as C;
    vec![
        (Form::ALL[1].1, C::Copy(Form::Bibtex)),
        (Form::ALL[2].1, C::Copy(Form::Ris)),
        (Form::ALL[3].1, C::Copy(Form::Csl)),
        ("Day of writing of the article…", C::ShowDay),
        ("Lanes: none", C::Lanes(LaneMode::None)),
        ("Lanes: source", C::Lanes(LaneMode::Source)),
        ("Lanes: entity", C::Lanes(LaneMode::Entity)),
        ("Lanes: sort anew, the busiest first", C::SortLanes),
        ("Labels: shorten long ones", C::Shorten(true)),
        ("Labels: whole ones only", C::Shorten(false)),
        ("Look: as the system", C::Look(Look::System)),
        ("Look: light", C::Look(Look::Light)),
        ("Look: dark", C::Look(Look::Dark)),
        ("Look: high contrast", C::HighContrast(true)),
        ("Look: usual contrast", C::HighContrast(false)),
        ("Wheel: pan", C::WheelPans(true)),
        ("Wheel: zoom", C::WheelPans(false)),
        ("Problems", C::ToggleProblems),
        ("Filters", C::ToggleFacets),
        ("Read what is new in the folder", C::ReadNews),
        ("New files: read at once", C::ReadNewsAtOnce(true)),
        ("New files: tell me", C::ReadNewsAtOnce(false)),
        ("Open the sample", C::OpenSample),
        ("Clear the filters", C::Filter(Default::default())),
        ("Filter by date…", C::ShowDays),
        ("Filter by date: what is on the screen", C::FilterSeen),
    ]
}

/// A key as it is printed on the keyboard.
pub fn name((modifiers, key): (Modifiers, Key)) -> String {
    let mut out = String::new();
    for (on, word) in [(modifiers.command, "Ctrl+"), (modifiers.alt, "Alt+"), (modifiers.shift, "Shift+")] {
        if on && !(key == Key::Questionmark && word == "Shift+") {
            out.push_str(word);
        }
    }
    out.push_str(match key {
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::Plus => "+",
        Key::Equals => "=",
        Key::Minus => "-",
        Key::Slash => "/",
        Key::Questionmark => "?",
        Key::OpenBracket => "[",
        Key::CloseBracket => "]",
        Key::Escape => "Esc",
        other => other.name(),
    });
    out
}

/// The commands that the keyboard asks for in this frame. Without Ctrl a key does nothing while a text field has it:
/// letters belong to the text.
pub fn pressed(ctx: &egui::Context, state: &State) -> Vec<Command> {
    let sheet_open = state.sheet.is_some();
    let (typing, menu_open) = (ctx.text_edit_focused(), egui::Popup::is_any_open(ctx));
    let mut commands = Vec::new();
    ctx.input_mut(|input| {
        for binding in bindings() {
            for &(modifiers, key) in binding.keys {
                let plain = !modifiers.command;
                // No text has these.
                let is_free = matches!(key, Key::Escape | Key::F6);
                // While a sheet stands in front only Esc reaches the window behind.
                if (plain && typing && !is_free) || (sheet_open && key != Key::Escape) {
                    continue;
                }
                // An open menu has the arrows for its entries and Esc for itself.
                if menu_open && matches!(binding.command, Command::Walk(_) | Command::Escape) {
                    continue;
                }
                // Enter presses the button that has the focus, unless a range waits for it.
                if binding.command == Command::ZoomToBand && state.band.is_none() {
                    continue;
                }
                // In a text field Ctrl+Z is the field's own.
                if typing && matches!(key, Key::Z | Key::Y | Key::C) {
                    continue;
                }
                let exact = |m: &Modifiers| {
                    m.command == modifiers.command
                        && m.alt == modifiers.alt
                        // `?` and `+` need Shift on some keyboards and not on others.
                        && (m.shift == modifiers.shift || matches!(key, Key::Plus | Key::Questionmark | Key::Slash))
                };
                let mut count = 0;
                input.events.retain(|event| match event {
                    egui::Event::Key { key: k, pressed: true, modifiers: m, .. } if *k == key && exact(m) => {
                        count += 1;
                        false
                    }
                    _ => true,
                });
                commands.extend(std::iter::repeat_n(binding.command.clone(), count));
            }
        }
        // The letter of a key that has done its work must not land in the field that it opened.
        if !typing && !commands.is_empty() {
            input.events.retain(|event| !matches!(event, egui::Event::Text(_)));
        }
    });
    commands
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_does_two_things() {
        let mut seen: Vec<(Modifiers, Key)> = bindings().iter().flat_map(|b| b.keys.to_vec()).collect();
        let count = seen.len();
        seen.sort_by_key(|(m, k)| (*k, m.alt, m.command, m.shift));
        seen.dedup();
        assert_eq!(seen.len(), count);
    }
}
