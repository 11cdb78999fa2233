//! Looking: the start page, events and their sentences, search, filters, keys, the list.

use dateline::app::App;
use dateline::app::command::Command;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::{click, ferry, fixture, opened, perform, sample, sees, wait, window};

#[test]
fn the_start_page_offers_every_way_in() {
    let window = window([1280.0, 800.0]);
    for label in ["Open folder…", "Open the sample", "Path of a folder"] {
        window.get_by_label(label);
    }
    window.get_by_label("or drop files and folders here");
}

#[test]
fn an_event_leads_to_its_citations_and_to_the_sentence() {
    let mut window = ferry();
    click(&mut window, "Ferry Skarvet runs aground");
    window.get_by_label("4 citations");
    window.get_by_label("Sources differ on the amount");
    window.get_by_label_contains("Cited: HOLMSUND, Feb 8");
    // It may stand below what is in sight; a screen reader goes there all the same.
    window.get_all_by_label_contains("aground.html: Nearly 300 passengers").next().unwrap().click_accesskit();
    window.run();
    window.get_by_label_contains("Cited: Nearly 300 passengers");
    // The dots in the margin lead to the other events that the article tells.
    click(&mut window, "Monday 12 February 2024: Inquiry opens");
    window.get_by_label_contains("Cited: The ministry opened an inquiry");
    window.get_by_label("2 citations");
    click(&mut window, "Back");
    window.get_by_label_contains("Cited: Nearly 300 passengers");
}

#[test]
fn the_filters_open_in_a_narrow_window_too() {
    let mut window = crate::window([900.0, 600.0]);
    window.state_mut().show("The Skarvet", crate::fixture::ferry());
    window.run();
    assert!(!sees(&window, "Names…"));
    click(&mut window, "Show the filters");
    assert!(sees(&window, "Names…"));
    click(&mut window, "Hide the filters");
    assert!(!sees(&window, "Names…"));
}

#[test]
fn keys_walk_events_and_citations() {
    let mut window = ferry();
    window.key_press(Key::End);
    window.run();
    let last = window.state().state().selection;
    window.key_press(Key::ArrowLeft);
    window.run();
    assert!(window.state().state().selection < last);
    click(&mut window, "Ferry Skarvet runs aground");
    window.key_press(Key::CloseBracket);
    window.run();
    assert_eq!(window.state().state().citation, 1);
    window.key_press(Key::Escape);
    window.run();
    assert!(window.state().state().reading.is_none() && window.state().state().selection.is_some());
}

#[test]
fn a_selected_event_is_brought_into_sight() {
    let mut window = sample([1100.0, 480.0], egui::Theme::Light);
    let area = window.get_by_label("Timeline").rect();
    for _ in 0..12 {
        window.key_press(Key::ArrowRight);
        window.run();
        let state = window.state().state();
        let label = state.snapshot.as_ref().unwrap().event(state.selection.unwrap()).unwrap().label.clone();
        let seen = window.query_all_by_label_contains(&label).any(|node| area.contains(node.rect().center()));
        assert!(seen, "‘{label}’ is selected and nowhere to be seen");
    }
}

#[test]
fn letters_belong_to_the_text_while_it_is_typed() {
    let mut window = ferry();
    window.key_press(Key::Slash);
    window.run();
    let field = window.get_by_label("Search events and articles");
    field.type_text("pump");
    window.run();
    // X would star, 0 would show all, A would pan.
    let range = window.state().state().range;
    for key in [Key::X, Key::A, Key::Num0] {
        window.key_press(key);
    }
    window.run();
    assert_eq!(window.state().state().range, range);
    assert!(window.state().state().journal.next_undo().is_none());
}

#[test]
fn a_search_lists_what_it_finds_and_enter_walks() {
    let mut window = ferry();
    window.key_press(Key::Slash);
    window.run();
    window.get_by_label("Search events and articles").type_text("pump");
    window.run();
    wait(&mut window, "the search", |app| !app.state().search.waiting);
    window.get_by_label("2 events found");
    window.key_press(Key::Enter);
    window.run();
    assert!(sees(&window, "Yard orders new pumps"));
    let first = window.state().state().selection;
    window.key_press(Key::Enter);
    window.run();
    assert_ne!(window.state().state().selection, first);
    window.key_press(Key::Escape);
    window.run();
    assert!(!sees(&window, "events found"));
}

#[test]
fn the_overview_shows_the_hits_of_this_search_and_not_of_the_last() {
    let mut window = ferry();
    let mut strips = Vec::new();
    // One hit each, years apart.
    for words in ["fares", "refit"] {
        perform(&mut window, Command::Search(words.into()));
        wait(&mut window, "the search", |app| !app.state().search.waiting);
        assert_eq!(window.state().state().search.hits.len(), 1);
        let strip = window.get_by_label("Overview").rect();
        let picture = window.render().unwrap();
        let (x, y) = (strip.left() as u32, strip.top() as u32);
        let part = image::imageops::crop_imm(&picture, x, y, strip.width() as u32, strip.height() as u32);
        strips.push(part.to_image());
    }
    assert!(strips[0] != strips[1], "both strips are the same");
}

#[test]
fn a_narrow_window_of_the_overview_can_be_dragged() {
    let mut window = ferry();
    let strip = window.get_by_label("Overview").rect();
    perform(&mut window, Command::FullRange);
    let full = window.state().state().range;
    let middle = (full.start + full.end) / 2.0;
    let narrow = dateline::scene::Range { start: middle - 4.0, end: middle + 4.0 };
    perform(&mut window, Command::Show(narrow));
    // It lies a little right of where the strip's middle is, as the strip has no room for labels.
    let days = |window: &Harness<'_, App>| window.state().state().range.days();
    let (before, mut moved) = (days(&window), false);
    for x in strip.center().x as i32 - 90..strip.center().x as i32 + 90 {
        let at = egui::pos2(x as f32, strip.center().y);
        window.hover_at(at);
        window.run();
        if window.output().platform_output.cursor_icon == egui::CursorIcon::Grab {
            window.drag_at(at);
            window.step();
            for k in 1..=10 {
                window.hover_at(at + egui::vec2(k as f32 * 4.0, 0.0));
                window.step();
            }
            window.drop_at(at + egui::vec2(40.0, 0.0));
            window.run();
            moved = true;
            break;
        }
    }
    assert!(moved, "the window of the strip cannot be taken");
    assert!((days(&window) - before).abs() < 0.01, "it was moved and keeps its width");
    assert!(window.state().state().range.start > narrow.start + 30.0);
}

#[test]
fn who_is_asked_for_by_name_is_read_closely_and_no_longer_when_the_search_ends() {
    let mut window = window([1600.0, 1000.0]);
    perform(&mut window, Command::OpenSample);
    wait(&mut window, "the sample", |app| app.state().snapshot.is_some());
    let events = |app: &App| app.state().snapshot.as_ref().map_or(0, |s| s.timeline.events.len());
    let before = events(window.state());
    perform(&mut window, Command::Search("entity:\"Osama Rabie\"".into()));
    wait(&mut window, "the first answer", |app| !app.state().search.waiting);
    let first = window.state().state().search.hits.len();
    wait(&mut window, "what is told of him", |app| {
        app.state().wanted_focus().is_none() && app.state().loading.is_none() && !app.state().search.waiting
    });
    assert!(window.state().state().search.hits.len() > first, "{first}");
    perform(&mut window, Command::Search(String::new()));
    wait(&mut window, "everything", |app| app.state().focus.is_empty() && app.state().loading.is_none());
    assert_eq!(events(window.state()), before);
}

#[test]
fn what_a_search_does_not_understand_it_says() {
    let mut window = ferry();
    perform(&mut window, Command::Search("date:[2022 TO".into()));
    wait(&mut window, "the search", |app| !app.state().search.waiting);
    window.get_by_label("Not understood");
}

#[test]
fn a_filter_takes_away_and_its_chip_gives_back() {
    let mut window = ferry();
    click(&mut window, "Skarvet, 6");
    assert!(sees(&window, "6 of 16 events shown"));
    click(&mut window, "Remove filter Skarvet");
    assert!(sees(&window, "16 events shown"));
}

#[test]
fn the_sheet_of_keys_opens_and_closes() {
    let mut window = ferry();
    window.key_press(Key::Questionmark);
    window.run();
    window.get_by_label("Every command…");
    window.key_press(Key::Escape);
    window.run();
    assert!(!sees(&window, "Every command…"));
    // In the smallest window too its title and its button are in sight.
    window.set_size(egui::vec2(880.0, 560.0));
    window.run();
    window.key_press(Key::Questionmark);
    window.run();
    for label in ["Zoom in", "Next lane, or row of the list", "Close"] {
        let rect = window.get_by_label(label).rect();
        assert!(window.ctx.content_rect().contains_rect(rect), "{label} stands at {rect:?}");
    }
    window.get_by_label("Close").click();
    window.run();
    assert!(!sees(&window, "Zoom in"));
}

#[test]
fn the_palette_runs_a_command_by_name() {
    let mut window = ferry();
    window.key_press_modifiers(Modifiers::COMMAND, Key::P);
    window.run();
    window.get_by_label("What to do").type_text("look dark");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert!(window.ctx.global_style().visuals.dark_mode);
}

#[test]
fn a_wheel_zooms_where_it_points_and_the_button_shows_all_again() {
    let mut window = ferry();
    perform(&mut window, Command::FullRange);
    let before = window.state().state().range;
    let at = window.get_by_label("Timeline").rect().center();
    window.hover_at(at);
    window.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, 200.0),
        phase: egui::TouchPhase::Move,
        modifiers: Modifiers::NONE,
        source: egui::MouseWheelSource::Unknown,
    });
    window.run();
    let near = window.state().state().range;
    assert!(near.days() < before.days() && before.start < near.start && near.end < before.end);
    window.get_by_label("Full range").click();
    window.run();
    assert_eq!(window.state().state().range, before);
}

#[test]
fn a_range_drawn_with_shift_says_its_length_and_enter_zooms_to_it() {
    let mut window = ferry();
    let area = window.get_by_label("Timeline").rect();
    let (from, to) = (area.center() + egui::vec2(0.0, 320.0), area.center() + egui::vec2(200.0, 320.0));
    window.event(egui::Event::ModifiersChanged(Modifiers::SHIFT));
    window.hover_at(from);
    window.run();
    window.drag_at(from);
    window.step();
    for k in 1..=4 {
        window.hover_at(from + (to - from) * (k as f32 / 4.0));
        window.step();
    }
    window.drop_at(to);
    window.run();
    assert!(sees(&window, "days drawn"));
    let before = window.state().state().range;
    window.event(egui::Event::ModifiersChanged(Modifiers::NONE));
    window.key_press(Key::Enter);
    window.run();
    assert!(window.state().state().range.days() < before.days() * 0.5);
    assert!(!sees(&window, "days drawn"));
}

#[test]
fn a_frame_in_which_nothing_changes_lays_nothing_out() {
    let mut window = ferry();
    window.run();
    let layouts = window.state().layouts();
    window.run_steps(20);
    assert_eq!(window.state().layouts(), layouts);
}

#[test]
fn problems_are_listed() {
    let mut window = ferry();
    window.get_by_label("1 problem").click();
    window.run();
    assert!(sees(&window, "scans/tide-tables.pdf"));
}

#[test]
fn a_small_window_still_works() {
    let mut window = window([900.0, 600.0]);
    window.state_mut().show("The Skarvet", fixture::ferry());
    window.run();
    click(&mut window, "runs aground");
    assert!(sees(&window, "4 citations"));
}

#[test]
fn the_sample_leads_from_an_event_to_its_sentence() {
    let mut window = sample([1600.0, 1000.0], egui::Theme::Light);
    assert!(sees(&window, "20 articles"));
    let first = window.state().state().snapshot.as_ref().unwrap().by_importance[0];
    let label = window.state().state().label(first).to_owned();
    click(&mut window, &label);
    assert_eq!(window.state().state().selection, Some(first));
    assert!(sees(&window, "citation") && sees(&window, "Cited: "));
}

#[test]
fn a_list_holds_every_event_and_sorts() {
    let mut window = ferry();
    perform(&mut window, Command::FullRange);
    window.key_press(Key::L);
    window.run();
    let rows = |window: &Harness<'_, App>| {
        let mut rows: Vec<_> = window
            .query_all_by_role(egui::accesskit::Role::ListItem)
            .map(|row| (row.rect().top(), row.accesskit_node().label().unwrap_or_default()))
            .collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        rows.into_iter().map(|(_, label)| label).collect::<Vec<_>>()
    };
    let by_time = rows(&window);
    assert_eq!(by_time.len(), 16, "nothing is left out for want of room: {by_time:#?}");
    window.get_by_label("Sort by importance").click();
    window.run();
    let by_importance = rows(&window);
    assert!(by_importance[0].starts_with("Ferry Skarvet runs aground"), "{by_importance:#?}");
    // Up and down go through the rows as they stand, and the panel beside follows.
    for _ in 0..2 {
        window.key_press(Key::ArrowDown);
        window.run();
    }
    let state = window.state().state();
    let chosen = state.label(state.selection.unwrap());
    assert!(by_importance[1].starts_with(chosen), "{chosen}");
    click(&mut window, "Sort by importance");
    assert!(rows(&window).into_iter().filter(|row| by_time.contains(row)).eq(by_importance.into_iter().rev()));
    window.get_by_label("Show the timeline").click();
    window.run();
    window.get_by_label("Timeline");
}

#[test]
fn the_head_of_an_article_stays_inside_the_window() {
    let mut window = sample([1440.0, 900.0], egui::Theme::Light);
    click(&mut window, "Tugs pulled the Ever Given");
    for label in ["Set day…", "Close the article"] {
        let right = window.get_by_label(label).rect().right();
        assert!(right <= 1440.0, "‘{label}’ ends at {right}");
    }
}

#[test]
fn a_menu_is_as_wide_as_its_words() {
    let mut window = ferry();
    for (button, item) in [("All 16", "All"), ("Lanes: entity", "source"), ("The Skarvet", "Keys")] {
        click(&mut window, button);
        let width = window.get_by_label(item).rect().width();
        assert!((120.0..=260.0).contains(&width), "the menu of ‘{button}’ is {width} points wide");
        window.key_press(Key::Escape);
        window.run();
    }
}

#[test]
fn a_narrow_timeline_still_says_what_happened() {
    let mut window = sample([1000.0, 700.0], egui::Theme::Light);
    let words = |window: &Harness<'_, App>| {
        // A mark with its label is wider than a mark alone.
        window
            .query_all_by_role(egui::accesskit::Role::Button)
            .filter(|node| {
                let rect = node.rect();
                rect.height() == 20.0 && rect.width() > 96.0
            })
            .count()
    };
    let short = words(&window);
    perform(&mut window, Command::Shorten(false));
    let whole = words(&window);
    assert!(short >= 8 && short > whole, "{short} labels, {whole} of them whole");
}

#[test]
fn an_empty_folder_says_what_to_do_and_makes_up_no_date() {
    let folder = tempfile::tempdir().unwrap();
    let window = opened(folder.path());
    window.get_by_label("No articles here");
    assert!(sees(&window, "choose a folder with .txt, .md, .html or .json files"));
    assert!(!sees(&window, "20") && !sees(&window, "months"), "no days are shown where there are none");
    assert!(!sees(&window, "Lanes: ") && !sees(&window, "Export…"));
}

#[test]
fn what_is_hidden_can_be_found_and_shown_again() {
    let mut window = ferry();
    click(&mut window, "Ferry Skarvet runs aground");
    perform(&mut window, Command::Hide);
    assert!(sees(&window, "15 of 16 events shown"));
    click(&mut window, "hidden, 1");
    assert!(sees(&window, "1 of 16 events shown"));
    window.get_by_label("Show").click();
    window.run();
    assert!(sees(&window, "Nothing passes the filters"));
    window.get_by_label("Clear the filters").click();
    window.run();
    assert!(sees(&window, "16 events shown"));
}

#[test]
fn how_sure_a_date_is_and_where_days_of_writing_come_from_can_be_chosen() {
    let mut window = ferry();
    perform(&mut window, Command::FullRange);
    click(&mut window, "likely, 4");
    assert!(sees(&window, "4 of 16 events shown") && sees(&window, "Crews walk out"));
    assert!(!sees(&window, "Ferry Skarvet runs aground"), "a stated article tells it too");
    click(&mut window, "Remove filter likely date");
    click(&mut window, "unsure, 1");
    assert!(sees(&window, "1 of 16 events shown") && sees(&window, "Fares rise by a tenth"));
    click(&mut window, "unsure, 1");
    click(&mut window, "inferred, 9");
    assert!(sees(&window, "9 of 16 events shown"));
    click(&mut window, "Remove filter day of writing inferred");
    assert!(sees(&window, "16 events shown"));
    // The search has the same words.
    perform(&mut window, Command::Search("confidence:likely written:inferred".into()));
    wait(&mut window, "the search", |app| !app.state().search.waiting);
    assert!(sees(&window, "4 events found"));
}

#[test]
fn an_event_opens_at_the_citation_that_dates_it() {
    use dateline::mention::Mention;
    // The first paper to tell it says only the month, and the day of the second is inferred.
    let mut timeline = crate::fixture::ferry();
    let event = timeline.events.iter().position(|event| event.label.starts_with("Ferry Skarvet")).unwrap();
    let first = timeline.events[event].mentions[0];
    let month = crate::fixture::when("2024-02");
    let mention: &mut Mention = &mut timeline.mentions[first.index()];
    mention.when = month;
    let mut window = window([1280.0, 640.0]);
    window.state_mut().show("The Skarvet", timeline);
    window.run();
    click(&mut window, "Ferry Skarvet runs aground");
    assert_eq!(window.state().state().citation, 2);
    let head = window.get_by_label("Star").rect();
    assert!(head.top() > 48.0, "the event shows its head, not that citation: {head:?}");
    assert!(sees(&window, "2024-02-08") && !sees(&window, "Dated "));
    window.set_size(egui::vec2(1280.0, 960.0));
    // The first one says what it gives, and leads to the one that says when.
    for _ in 0..2 {
        window.key_press(Key::OpenBracket);
        window.run();
    }
    assert_eq!(window.state().state().citation, 0);
    assert!(sees(&window, "2024-02, February 2024"));
    click(&mut window, "Dated Thursday 8 February 2024, by citation 3");
    assert_eq!(window.state().state().citation, 2);
}

#[test]
fn names_that_are_not_listed_are_a_click_away() {
    let mut window = window([1600.0, 1000.0]);
    window.state_mut().show("Locks", fixture::many(600));
    window.run();
    click(&mut window, "32 more; search entity:…");
    let field = window.get_by_label("Search events and articles");
    assert!(field.is_focused());
    field.type_text("\"Lock keeper 37\"");
    window.run();
    assert_eq!(window.state().state().search.text, "entity:\"Lock keeper 37\"");
}
