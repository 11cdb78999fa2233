//! The window, driven by labels as a person (or a screen reader) would, without a GPU.
#![allow(clippy::unwrap_used)]
#![cfg(feature = "gui")]

mod support;

use std::sync::Arc;

use dateline::app::App;
use dateline::app::command::Command;
use dateline::event::EventId;
use dateline::mention::MentionId;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use support::{Answers, fixture, wait, window, window_with};

/// A window with the invented ferry line.
fn ferry() -> Harness<'static, App> {
    let mut window = window([1600.0, 1000.0]);
    window.state_mut().show("The Skarvet", fixture::ferry());
    window.run();
    window
}

/// Clicks the first thing whose label holds these words.
fn click(window: &mut Harness<'_, App>, label: &str) {
    window.get_all_by_label_contains(label).next().unwrap_or_else(|| panic!("no ‘{label}’")).click();
    window.run();
}

fn sees(window: &Harness<'_, App>, label: &str) -> bool {
    window.query_all_by_label_contains(label).next().is_some()
}

fn perform(window: &mut Harness<'_, App>, command: Command) {
    let ctx = window.ctx.clone();
    window.state_mut().perform(&ctx, command);
    window.run();
}

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
    click(&mut window, "aground.html: Nearly 300 passengers");
    window.get_by_label_contains("Cited: Nearly 300 passengers");
    // The dots in the margin lead to the other events that the article tells.
    click(&mut window, "Monday 12 February 2024: Inquiry opens");
    window.get_by_label_contains("Cited: The ministry opened an inquiry");
    window.get_by_label("2 citations");
    click(&mut window, "Back");
    window.get_by_label_contains("Cited: Nearly 300 passengers");
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
fn what_was_opened_before_is_offered_again() {
    #[derive(Default)]
    struct Drawer(std::collections::BTreeMap<String, String>);
    impl eframe::Storage for Drawer {
        fn get_string(&self, key: &str) -> Option<String> {
            self.0.get(key).cloned()
        }
        fn set_string(&mut self, key: &str, value: String) {
            self.0.insert(key.into(), value);
        }
        fn remove_string(&mut self, key: &str) {
            self.0.remove(key);
        }
        fn flush(&mut self) {}
    }
    let (_folder, articles) = case();
    let mut drawer = Drawer::default();
    eframe::App::save(opened(&articles).state_mut(), &mut drawer);
    let mut window = window([900.0, 600.0]);
    window.state_mut().recall(Some(&drawer));
    window.run();
    window.get_by_label_contains("canal").click();
    window.run_steps(2);
    wait(&mut window, "the folder", |app| app.state().snapshot.is_some());
    assert!(sees(&window, "3 articles"));
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
fn an_export_writes_what_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ferry.md");
    let answers = Arc::new(Answers::default());
    *answers.save.lock().unwrap() = Some(path.clone());
    let mut window = window_with([1600.0, 1000.0], egui::Theme::Light, answers);
    window.state_mut().show("The Skarvet", fixture::ferry());
    window.run();
    window.get_by_label("Export…").click();
    window.run();
    window.get_by_label("Markdown").click();
    window.run();
    window.get_by_label("Choose…").click();
    wait(&mut window, "the path", |app| format!("{:?}", app.state().sheet).contains("ferry.md"));
    window.get_by_label("Export").click();
    wait(&mut window, "the file", |app| app.state().notice.is_some());
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("Ferry Skarvet runs aground"), "{text}");
}

#[test]
fn a_path_that_cannot_be_written_is_said() {
    let mut window = ferry();
    perform(&mut window, Command::ShowExport);
    window.get_by_label("File to write").focus();
    window.run();
    window.get_by_label("File to write").type_text("/no/such/folder/ferry.html");
    window.run();
    window.get_by_label("Export").click();
    wait(&mut window, "the answer", |app| app.state().notice.is_some());
    assert!(sees(&window, "could not be written"));
}

#[test]
fn a_small_window_still_works() {
    let mut window = window([900.0, 600.0]);
    window.state_mut().show("The Skarvet", fixture::ferry());
    window.run();
    click(&mut window, "runs aground");
    assert!(sees(&window, "4 citations"));
}

/// A window with the sample, read and analyzed as any folder.
fn sample(size: [f32; 2], theme: egui::Theme) -> Harness<'static, App> {
    let mut window = window_with(size, theme, Default::default());
    window.get_by_label("Open the sample").click();
    window.step();
    wait(&mut window, "the sample", |app| app.state().loading.is_none() && app.state().snapshot.is_some());
    window
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
fn another_day_of_writing_moves_the_dates_and_undo_moves_them_back() {
    use dateline::timex::Anchor;
    let mut window = sample([1600.0, 1000.0], egui::Theme::Light);
    let snapshot = window.state().state().snapshot.clone().unwrap();
    // A report whose words count from its day of writing: "on Tuesday", "last month".
    let told = |n: &u32| {
        let mention = snapshot.mention(MentionId(*n)).unwrap();
        let timex = snapshot.timeline.timex(mention);
        timex.is_some_and(|t| t.anchor == Anchor::Published) && snapshot.event_of(MentionId(*n)).is_some()
    };
    let mention = MentionId((0..snapshot.timeline.mentions.len() as u32).find(told).unwrap());
    let article = snapshot.mention(mention).unwrap().article;
    let date = |window: &Harness<'_, App>| {
        let state = window.state().state();
        let cited = state.reading.and_then(|r| r.mention).unwrap();
        state.snapshot.as_ref().unwrap().mention(cited).unwrap().when.edtf()
    };
    perform(&mut window, Command::Read(article, Some(mention)));
    let before = date(&window);
    click(&mut window, "Set day…");
    window.get_by_label("Day of writing").focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    window.get_by_label("Day of writing").type_text("1999-09-09");
    window.run();
    window.get_by_label("Set").click();
    window.step();
    wait(&mut window, "the dates", |app| app.state().loading.is_none());
    let after = date(&window);
    assert!(after.starts_with("1999") || after.starts_with("1998"), "{before} became {after}");
    assert!(sees(&window, "set\u{a0}by\u{a0}you"));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run_steps(2);
    wait(&mut window, "the dates", |app| app.state().loading.is_none());
    assert_eq!(date(&window), before);
}

#[test]
fn events_are_merged_and_split_by_hand_and_undo_takes_it_back() {
    let mut window = sample([1600.0, 1000.0], egui::Theme::Light);
    let snapshot = window.state().state().snapshot.clone().unwrap();
    let (first, second) = (snapshot.by_importance[0], snapshot.by_importance[1]);
    let size = |id: EventId| snapshot.event(id).unwrap().mentions.len();
    let label = window.state().state().label(first).to_owned();
    let shown = |window: &Harness<'_, App>| {
        let state = window.state().state();
        let snapshot = state.snapshot.clone().unwrap();
        (snapshot.timeline.events.len(), snapshot.event(state.selection.unwrap()).unwrap().clone())
    };
    let all = snapshot.timeline.events.len();
    let settle = |window: &mut Harness<'_, App>| {
        window.run_steps(2);
        wait(window, "the events", |app| app.state().loading.is_none());
        window.run();
    };
    perform(&mut window, Command::Select(second));
    perform(&mut window, Command::Star);
    // with Ctrl held, a click picks a second event beside the first
    let mark = format!("{label}, ");
    window.get_all_by_label_contains(&mark).next().unwrap().click_modifiers(Modifiers::COMMAND);
    window.run();
    assert_eq!(window.state().state().picked, [first]);
    assert!(sees(&window, "Chosen with it"));
    window.key_press_modifiers(Modifiers::COMMAND, Key::M);
    settle(&mut window);
    let (count, event) = shown(&window);
    assert_eq!((count, event.mentions.len()), (all - 1, size(first) + size(second)));
    assert_eq!(event.because, "merged by hand");
    assert!(
        window.state().state().journal.now().starred.contains(&event.key),
        "the star stays with what it was put on"
    );
    click(&mut window, "Split this one off");
    settle(&mut window);
    let (count, event) = shown(&window);
    assert_eq!((count, event.mentions.len()), (all, 1), "what was split off is chosen");
    assert_eq!(event.because, "split off by hand");
    for _ in 0..2 {
        window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        settle(&mut window);
    }
    assert_eq!(shown(&window).0, all);
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

/// A folder of a few of our articles, as an analyst would have it.
fn case() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("canal");
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    for name in ["harbor-wire/seizure.txt", "northern-post/stuck-fast.txt", "daily-ledger/arithmetic-of-a-claim.md"] {
        let to = articles.join(name);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(sample.join(name), to).unwrap();
    }
    (folder, articles)
}

/// A window on a folder or a project, read.
fn opened(path: &std::path::Path) -> Harness<'static, App> {
    let mut window = window([1600.0, 1000.0]);
    perform(&mut window, Command::Open(vec![path.to_owned()]));
    settled(&mut window);
    window
}

fn settled(window: &mut Harness<'_, App>) {
    window.run_steps(2);
    let done = |app: &App| {
        let state = app.state();
        state.loading.is_none() && !state.keep.saving && state.keep.tried == state.keep.changes
    };
    wait(window, "everything to be done", |app| {
        app.state().keep.path.is_none() && app.state().loading.is_none() || done(app)
    });
}

/// The event that a sentence with these words tells.
fn told(window: &Harness<'_, App>, words: &str) -> EventId {
    let snapshot = window.state().state().snapshot.clone().unwrap();
    let mention = snapshot.timeline.mentions.iter().position(|mention| {
        let source = &snapshot.timeline.sources[mention.article.index()];
        mention.sentence.of(&source.article.text).contains(words)
    });
    snapshot.event_of(MentionId(mention.unwrap_or_else(|| panic!("nothing tells ‘{words}’")) as u32)).unwrap()
}

#[test]
fn an_event_gets_other_words_and_a_note() {
    let mut window = ferry();
    click(&mut window, "Ferry Skarvet runs aground");
    window.key_press(Key::F2);
    window.run();
    let field = window.get_by_label("Label of the event");
    assert!(field.is_focused());
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    window.get_by_label("Label of the event").type_text("The grounding");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    // In the panel and as a label on the timeline, for the search and for every export.
    assert!(
        sees(&window, "The grounding, Thursday 8 February 2024") || sees(&window, "The grounding, 8 February 2024")
    );
    let event = window.state().state().selection.unwrap();
    let label = |window: &Harness<'_, App>| {
        window.state().state().snapshot.as_ref().unwrap().event(event).unwrap().label.clone()
    };
    assert_eq!(label(&window), "The grounding");
    window.key_press(Key::N);
    window.run();
    window.get_by_label("Note on the event").type_text("Ask the harbor office");
    window.run();
    window.get_by_label("Keep the note").click();
    window.run();
    assert!(sees(&window, "Note: Ask the harbor office"));
    for _ in 0..2 {
        window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        window.run();
    }
    assert_eq!(label(&window), "Ferry Skarvet runs aground off Holmsund");
    assert!(!sees(&window, "Ask the harbor office"));
}

#[test]
fn what_was_done_is_kept_and_found_again_in_changed_articles() {
    let (_folder, articles) = case();
    let seized = "Egypt has seized the container ship";
    let suspended = "Egypt formally suspended traffic";
    let mut window = opened(&articles);
    let event = told(&window, seized);
    perform(&mut window, Command::Select(event));
    perform(&mut window, Command::Rename("The seizure".into()));
    perform(&mut window, Command::Note("Who signed the order?".into()));
    perform(&mut window, Command::Star);
    let event = told(&window, suspended);
    perform(&mut window, Command::Select(event));
    perform(&mut window, Command::Hide);
    assert!(sees(&window, "Not saved"));
    // Another folder would lose it: the window asks.
    perform(&mut window, Command::OpenSample);
    assert!(sees(&window, "4 changes that no file keeps yet would be lost"));
    window.get_by_label("Save…").click();
    window.run();
    window.get_by_label("File of the project");
    window.get_by_label("Save").click();
    settled(&mut window);
    assert!(sees(&window, "Saved"));
    let file = articles.with_extension("dateline");
    assert!(file.is_file(), "the project lies beside the folder, under its name");
    // From now on every change is kept at once.
    let event = told(&window, "had presented its claim");
    perform(&mut window, Command::Select(event));
    perform(&mut window, Command::Star);
    settled(&mut window);
    drop(window);

    let check = |window: &Harness<'_, App>| {
        let state = window.state().state();
        let (event, hidden) = (told(window, seized), told(window, suspended));
        assert_eq!(state.label(event), "The seizure");
        assert_eq!(state.note(event), Some("Who signed the order?"));
        let key = |id| state.snapshot.as_ref().unwrap().event(id).unwrap().key.clone();
        let edits = state.journal.now();
        assert!(edits.starred.contains(&key(event)) && edits.hidden.contains(&key(hidden)));
        assert_eq!(edits.starred.len(), 2);
    };
    check(&opened(&articles));
    check(&opened(&file));

    // The article is corrected elsewhere; then the other one is gone.
    let path = articles.join("harbor-wire/seizure.txt");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replacen("ISMAILIA, Egypt", "Corrected on Wednesday.\n\nISMAILIA, Egypt", 1)).unwrap();
    check(&opened(&articles));
    std::fs::remove_file(articles.join("northern-post/stuck-fast.txt")).unwrap();
    let mut window = opened(&file);
    assert!(sees(&window, "1 problem"));
    click(&mut window, "1 problem");
    assert!(sees(&window, "an event was hidden, but the sentence is gone: “Egypt formally suspended traffic"));
}

#[test]
fn a_day_that_is_none_cannot_be_set() {
    let mut window = ferry();
    click(&mut window, "Ferry Skarvet runs aground");
    click(&mut window, "Set day…");
    window.get_by_label("Day of writing").focus();
    window.run();
    window.get_by_label("Day of writing").type_text("-31");
    window.run();
    assert!(sees(&window, "is no date; write 2024"));
    window.key_press(Key::Enter);
    window.run();
    assert!(window.state().state().journal.next_undo().is_none());
}

#[test]
fn every_picture_of_the_sample_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = sample([1600.0, 1000.0], egui::Theme::Light);
    for (ending, begin) in [("svg", "<svg"), ("png", "\u{89}PNG"), ("pdf", "%PDF")] {
        let path = folder.path().join(format!("canal.{ending}"));
        perform(&mut window, Command::ShowExport);
        window.get_by_label(&ending.to_uppercase()).click();
        window.run();
        window.get_by_label("File to write").focus();
        window.run();
        window.get_by_label("File to write").type_text(path.to_str().unwrap());
        window.run();
        window.get_by_label("Export").click();
        let saved = format!("canal.{ending}");
        wait(&mut window, &saved, |app| app.state().notice.as_ref().is_some_and(|n| n.text.contains(&saved)));
        let bytes = std::fs::read(&path).unwrap();
        let head = &bytes[..60.min(bytes.len())];
        let head: String = head.iter().map(|b| char::from(*b)).collect();
        assert!(head.contains(begin), "{ending}: {head}");
    }
}

/// Makes the pictures in `screenshots`: `cargo nextest run --test app --run-ignored only`.
#[test]
#[ignore = "writes files"]
fn screenshots() {
    let save = |window: &mut Harness<'_, App>, name: &str| {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("screenshots");
        std::fs::create_dir_all(&folder).unwrap();
        window.run();
        window.render().unwrap().save(folder.join(format!("{name}.png"))).unwrap();
    };
    for (theme, name) in [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")] {
        let size = [1600.0, 1000.0];
        let mut window = window_with(size, theme, Default::default());
        save(&mut window, &format!("start-{name}"));
        let mut window = sample(size, theme);
        save(&mut window, &format!("sample-{name}"));
        let first = window.state().state().snapshot.as_ref().unwrap().by_importance[0];
        perform(&mut window, Command::Select(first));
        save(&mut window, &format!("event-{name}"));
        perform(&mut window, Command::Frame(first));
        perform(&mut window, Command::Frame(first));
        save(&mut window, &format!("near-{name}"));
        if theme == egui::Theme::Dark {
            continue;
        }
        perform(&mut window, Command::FullRange);
        click(&mut window, "Set day…");
        save(&mut window, "day-of-writing");
        perform(&mut window, Command::EditDay(None));
        perform(&mut window, Command::Search("canal".into()));
        wait(&mut window, "the search", |app| !app.state().search.waiting);
        save(&mut window, "search");
        perform(&mut window, Command::Search(String::new()));
        perform(&mut window, Command::ShowKeys);
        save(&mut window, "keys");
        perform(&mut window, Command::ShowPalette);
        save(&mut window, "palette");
        perform(&mut window, Command::CloseSheet);
        perform(&mut window, Command::Deselect);
        perform(&mut window, Command::ToggleList);
        perform(&mut window, Command::Select(first));
        save(&mut window, "list");
        perform(&mut window, Command::ToggleList);
        perform(&mut window, Command::ShowExport);
        save(&mut window, "export");
        perform(&mut window, Command::ShowOpen);
        save(&mut window, "open");
        perform(&mut window, Command::CloseSheet);
        perform(&mut window, Command::ToggleProblems);
        save(&mut window, "problems");
        let mut window = sample([900.0, 600.0], theme);
        perform(&mut window, Command::Select(first));
        save(&mut window, "small");
        let mut window = support::window(size);
        let monitor = Arc::new(dateline::progress::Monitor::default());
        monitor.expect(2_000);
        (0..640).for_each(|_| monitor.advance());
        window.state_mut().pretend_loading("Archive", monitor);
        window.run_steps(2);
        save(&mut window, "loading");
    }
}

/// How long a frame takes with a hundred thousand events:
/// `CARGO_PROFILE_DEV_OPT_LEVEL=2 cargo nextest run --test app --run-ignored only -E 'test(frames)' --no-capture`.
#[test]
#[ignore = "measures"]
fn frames_of_a_hundred_thousand_events() {
    use std::time::Instant;
    let mut window = window([1600.0, 1000.0]);
    let start = Instant::now();
    window.state_mut().show("Archive", fixture::many(100_000));
    eprintln!("snapshot: {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
    let start = Instant::now();
    window.run();
    eprintln!("first frames: {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
    let timed = |window: &mut Harness<'_, App>, what: &str, command: &dyn Fn(f64) -> Option<Command>| {
        let mut times: Vec<f64> = (0..40)
            .map(|n| {
                let ctx = window.ctx.clone();
                if let Some(command) = command(f64::from(n)) {
                    window.state_mut().perform(&ctx, command);
                }
                let start = Instant::now();
                window.step();
                start.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        times.sort_by(f64::total_cmp);
        eprintln!("{what}: median {:.1} ms, slowest {:.1} ms", times[20], times[39]);
    };
    timed(&mut window, "still", &|_| None);
    timed(&mut window, "pan", &|_| Some(Command::Pan(0.01)));
    timed(&mut window, "zoom", &|n| Some(Command::Zoom(if n < 20.0 { 1.2 } else { 1.0 / 1.2 })));
    timed(&mut window, "next event", &|_| Some(Command::SelectNext(1)));
    timed(&mut window, "lanes", &|n| {
        let lanes = dateline::app::state::LANES[n as usize % 3];
        Some(Command::Lanes(lanes))
    });
}
