//! Lanes: walking from one to the other, and what tells them apart.

use dateline::app::App;
use dateline::app::command::Command;
use dateline::scene::LaneMode;
use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::{click, ferry, perform, sample, sees};

fn chosen(window: &Harness<'_, App>) -> String {
    let state = window.state().state();
    state.selection.map_or_else(String::new, |id| state.label(id).to_owned())
}

#[test]
fn up_and_down_walk_from_lane_to_lane() {
    let mut window = ferry();
    perform(&mut window, Command::FullRange);
    perform(&mut window, Command::Lanes(LaneMode::Entity));
    click(&mut window, "Crews walk out");
    // From the company's lane to whoever was in the news next to it in time.
    let mut seen = vec![chosen(&window)];
    for _ in 0..2 {
        window.key_press(Key::ArrowDown);
        window.run();
        seen.push(chosen(&window));
        let (state, label) = (window.state().state(), seen.last().unwrap());
        let lane = state.lane.clone().unwrap();
        let event = state.snapshot.as_ref().unwrap().event(state.selection.unwrap()).unwrap();
        assert!(event.entities.contains(&lane), "‘{label}’ stands in the lane ‘{lane}’");
    }
    assert_eq!(seen, ["Crews walk out", "Yard orders new pumps", "Two towns sign a ten-year contract"]);
    window.key_press(Key::ArrowUp);
    window.run();
    assert_eq!(chosen(&window), "Yard orders new pumps");
    // Left and right keep to the order of time, whatever the lane.
    window.key_press(Key::ArrowRight);
    window.run();
    assert_eq!(chosen(&window), "Crews walk out");
    perform(&mut window, Command::Lanes(LaneMode::None));
    window.key_press(Key::ArrowDown);
    window.run();
    assert!(sees(&window, "No other lane there"));
    assert_eq!(chosen(&window), "Crews walk out");
}

#[test]
fn what_is_walked_to_in_another_lane_is_in_sight() {
    let mut window = sample([1100.0, 420.0], egui::Theme::Light);
    let area = window.get_by_label("Timeline").rect();
    window.key_press(Key::ArrowRight);
    window.run();
    let mut lanes = std::collections::BTreeSet::new();
    for key in [Key::ArrowDown; 9].into_iter().chain([Key::ArrowUp; 9]) {
        window.key_press(key);
        window.run();
        let label = chosen(&window);
        let mut nodes = window.query_all_by_role(egui::accesskit::Role::Button);
        let seen = nodes.any(|node| {
            let here = node.accesskit_node().label().is_some_and(|text| text.starts_with(&label));
            here && area.contains(node.rect().center())
        });
        assert!(seen, "‘{label}’ is chosen and nowhere to be seen");
        lanes.extend(window.state().state().lane.clone());
    }
    assert!(lanes.len() >= 5, "{lanes:?}");
}

#[test]
fn an_open_menu_keeps_the_arrows_and_esc() {
    let mut window = ferry();
    click(&mut window, "Ferry Skarvet runs aground");
    let before = chosen(&window);
    click(&mut window, "Lanes: entity");
    window.key_press(Key::ArrowDown);
    window.run();
    assert_eq!(chosen(&window), before);
    // Esc closes the menu and nothing behind it.
    window.key_press(Key::Escape);
    window.run();
    assert!(!sees(&window, "Shorten long labels") && window.state().state().reading.is_some());
}

#[test]
fn a_filter_leaves_the_colors_of_lanes_alone() {
    let mut window = ferry();
    perform(&mut window, Command::FullRange);
    let swatch = |window: &mut Harness<'_, App>, name: &str| {
        let picture = window.render().unwrap();
        let words = format!("{name}, ");
        let mut nodes = window.get_all_by_label_contains(&words);
        let named = |label: Option<String>| label.is_some_and(|label| label.starts_with(&words));
        let lane = nodes.find(|node| {
            let node = node.accesskit_node();
            node.role() == egui::accesskit::Role::Button && named(node.label())
        });
        let rect = lane.unwrap_or_else(|| panic!("no lane ‘{name}’")).rect();
        picture.get_pixel(rect.left() as u32 + 4, rect.top() as u32 + 8).0
    };
    let before = swatch(&mut window, "Brannoy");
    // Fewer lanes, and none above it.
    click(&mut window, "planned, 2");
    assert_eq!(swatch(&mut window, "Brannoy"), before);
    perform(&mut window, Command::Filter(Default::default()));
    assert_eq!(swatch(&mut window, "Brannoy"), before);
}
