//! What an analyst does to a timeline, and what is kept of it.

use dateline::app::App;
use dateline::app::command::Command;
use dateline::app::state::Sheet;
use dateline::event::EventId;
use dateline::mention::MentionId;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::settings::Drawer;
use crate::{click, ferry, opened, perform, sample, sees, settled, wait, window};

#[test]
fn what_was_opened_before_is_offered_again() {
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
fn the_whole_chain_is_done_with_keys_alone() {
    let (_folder, articles) = case();
    let mut window = window([900.0, 600.0]);
    let press = |window: &mut Harness<'_, App>, modifiers: Modifiers, key: Key| {
        window.key_press_modifiers(modifiers, key);
        window.run();
    };
    let write = |window: &mut Harness<'_, App>, text: &str| {
        window.event(egui::Event::Text(text.to_owned()));
        window.run();
    };
    press(&mut window, Modifiers::COMMAND, Key::O);
    write(&mut window, articles.to_str().unwrap());
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait(&mut window, "the folder", |app| app.state().snapshot.is_some() && app.state().loading.is_none());
    let events = |window: &Harness<'_, App>| window.state().state().snapshot.as_ref().unwrap().timeline.events.len();
    let all = events(&window);
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    press(&mut window, Modifiers::NONE, Key::X);
    press(&mut window, Modifiers::NONE, Key::N);
    write(&mut window, "Ask the harbor office");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::F2);
    press(&mut window, Modifiers::COMMAND, Key::A);
    write(&mut window, "What I call it");
    press(&mut window, Modifiers::NONE, Key::Enter);
    let state = window.state().state();
    let id = state.selection.unwrap();
    assert_eq!((state.label(id), state.note(id)), ("What I call it", Some("Ask the harbor office")));
    assert!(state.reading.is_some_and(|reading| reading.mention.is_some()), "it is open at its sentence");
    // From panel to panel: the search, no filters in a window so narrow, the event, the article, the search again.
    let focused = |window: &Harness<'_, App>| window.ctx.memory(|memory| memory.focused());
    let mut stops = Vec::new();
    for _ in 0..4 {
        press(&mut window, Modifiers::NONE, Key::F6);
        stops.push(focused(&window).unwrap());
        if window.ctx.text_edit_focused() {
            // A text field keeps its keys, but not this one.
            assert_eq!(stops.len() % 3, 1);
        }
    }
    assert!(stops[0] == stops[3] && stops[0] != stops[1] && stops[1] != stops[2], "{stops:?}");
    window.ctx.memory_mut(|memory| memory.surrender_focus(stops[3]));
    window.run();
    // One event, and the next one, become one.
    press(&mut window, Modifiers::NONE, Key::M);
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    assert!(sees(&window, "Merge 2 events"));
    press(&mut window, Modifiers::COMMAND, Key::M);
    settled(&mut window);
    assert_eq!((events(&window), window.state().state().picked.len()), (all - 1, 0));
    press(&mut window, Modifiers::COMMAND, Key::S);
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait(&mut window, "the project", |app| app.state().keep.path.is_some() && !app.state().keep.saving);
    press(&mut window, Modifiers::COMMAND, Key::E);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let picture = articles.with_extension("svg");
    wait(&mut window, "the picture", |_| picture.is_file());
    assert!(articles.with_extension("dateline").is_file());
}

#[test]
fn a_name_is_given_with_keys_alone_and_kept() {
    let (_folder, articles) = case();
    let mut window = opened(&articles);
    let names = |window: &Harness<'_, App>| {
        let snapshot = window.state().state().snapshot.clone().unwrap();
        let of = |name: &str| {
            snapshot.timeline.events.iter().filter(|event| event.entities.iter().any(|n| n == name)).count()
        };
        (of("Suez Canal"), of("The canal"), of("Ever Given"))
    };
    let (canal, none, ship) = names(&window);
    assert!(canal > 0 && ship > 0 && none == 0, "{:?}", names(&window));
    let say = |window: &mut Harness<'_, App>, who: &str, words: &str| {
        window.key_press(Key::E);
        window.run();
        window.get_by_label("Whose name").type_text(who);
        window.run();
        window.key_press(Key::Enter);
        window.run();
        window.key_press_modifiers(Modifiers::COMMAND, Key::A);
        window.run();
        window.get_by_label("Name").type_text(words);
        window.run();
    };
    say(&mut window, "suez canal", "The canal");
    assert!(sees(&window, "Rename"));
    window.key_press(Key::Enter);
    window.run();
    settled(&mut window);
    assert_eq!(names(&window), (0, canal, ship));
    assert!(sees(&window, "The canal, "), "its lane and its filter bear the name");
    // A name that somebody has: they are one.
    say(&mut window, "the can", "ever given");
    assert!(sees(&window, "Make it one with ever given"));
    // The one that is written so is chosen from the list.
    window.key_press(Key::ArrowDown);
    window.run();
    window.key_press(Key::Enter);
    window.run();
    settled(&mut window);
    let (_, canal_now, both) = names(&window);
    assert!(canal_now == 0 && both >= ship, "{:?}", names(&window));
    let file = articles.with_extension("dateline");
    perform(&mut window, Command::SaveTo(file.clone()));
    settled(&mut window);
    assert_eq!(names(&opened(&articles)), (0, 0, both));
    for _ in 0..2 {
        window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        window.run();
        settled(&mut window);
    }
    assert_eq!(names(&window), (canal, 0, ship));
}

/// A folder of a few of our articles, as an analyst would have it.
pub fn case() -> (tempfile::TempDir, std::path::PathBuf) {
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

/// The event that a sentence with these words tells.
pub fn told(window: &Harness<'_, App>, words: &str) -> EventId {
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
fn what_is_being_typed_is_not_lost_and_holds_nobody() {
    let mut window = ferry();
    let note = |window: &Harness<'_, App>, id| window.state().state().note(id).map(str::to_owned);
    click(&mut window, "Ferry Skarvet runs aground");
    let event = window.state().state().selection.unwrap();
    window.key_press(Key::N);
    window.run();
    window.get_by_label("Note on the event").type_text("Ask the harbor office");
    window.run();
    // The search can be asked meanwhile.
    window.get_by_label("Search events and articles").click();
    window.run();
    assert!(window.get_by_label("Search events and articles").is_focused());
    window.get_by_label("Search events and articles").type_text("yard");
    window.run();
    let state = window.state().state();
    assert_eq!((state.search.text.as_str(), state.note_form.as_deref()), ("yard", Some("Ask the harbor office")));
    perform(&mut window, Command::Search(String::new()));
    // Whoever goes to another event has written it.
    click(&mut window, "Maiden voyage");
    assert_ne!(window.state().state().selection, Some(event));
    assert_eq!(note(&window, event).as_deref(), Some("Ask the harbor office"));
    // So has whoever saves, or closes the window; also with other words half typed.
    perform(&mut window, Command::Select(event));
    for (end, command) in [(" and the yard", Command::Save), (" again", Command::KeepTyped)] {
        perform(&mut window, Command::ShowNote);
        let before = note(&window, event).unwrap();
        perform(&mut window, Command::EditNote(Some(format!("{before}{end}"))));
        perform(&mut window, command);
        assert_eq!(note(&window, event), Some(format!("{before}{end}")));
    }
    perform(&mut window, Command::ShowRename);
    perform(&mut window, Command::EditLabel(Some("The grounding".into())));
    perform(&mut window, Command::SelectNext(1));
    assert_eq!(window.state().state().label(event), "The grounding");
    // Only Esc throws it away.
    perform(&mut window, Command::Select(event));
    perform(&mut window, Command::ShowNote);
    perform(&mut window, Command::EditNote(Some("Never mind".into())));
    window.key_press(Key::Escape);
    window.run();
    perform(&mut window, Command::SelectNext(1));
    assert_eq!(note(&window, event).as_deref(), Some("Ask the harbor office and the yard again"));
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
    window.step();
    wait(&mut window, "the file", |app| app.state().keep.path.is_some());
    settled(&mut window);
    assert!(sees(&window, "Saved"));
    // Saved elsewhere, where a file is: it asks.
    let other = articles.with_file_name("other.dateline");
    std::fs::write(&other, "mine").unwrap();
    perform(&mut window, Command::TypeSave(other.display().to_string()));
    window.get_by_label("Save").click();
    window.step();
    wait(&mut window, "the question", |app| !matches!(&app.state().sheet, Some(Sheet::Save { there: None, .. })));
    assert!(sees(&window, "other.dateline is there already"));
    window.get_by_label("Cancel").click();
    window.run();
    assert_eq!(std::fs::read_to_string(&other).unwrap(), "mine");
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
fn a_project_opens_as_it_was_left() {
    use dateline::app::filter::Filters;
    use dateline::app::state::{Column, Sort};
    use dateline::scene::LaneMode;
    let (folder, articles) = case();
    let file = articles.with_extension("dateline");
    let mut window = opened(&articles);
    perform(&mut window, Command::SaveTo(file.clone()));
    settled(&mut window);
    // Everything that is looked at, in a way of its own; no edit, which would save it.
    let event = told(&window, "had presented its claim");
    perform(&mut window, Command::Frame(event));
    perform(&mut window, Command::CiteNext(1));
    perform(&mut window, Command::Lanes(LaneMode::Source));
    perform(&mut window, Command::List(Some(Sort { by: Column::Importance, reversed: true })));
    perform(&mut window, Command::Shorten(true));
    perform(&mut window, Command::ToggleFacets);
    perform(&mut window, Command::Top(Some(7)));
    perform(&mut window, Command::Search("canal".into()));
    perform(&mut window, Command::Filter(Filters { statuses: ["reported"].into(), ..Filters::default() }));
    let seen = |window: &Harness<'_, App>| {
        let state = window.state().state();
        let days = state.range.interval();
        let cited = state.snapshot.as_ref().unwrap().mention(state.cited().unwrap()).unwrap().key.clone();
        let look = (state.lanes, state.list, state.reports, state.shorten, state.facets, state.top);
        (days, cited, look, state.search.text.clone(), state.filters.clone(), state.selection.is_some())
    };
    let before = seen(&window);
    // Something else is opened in the same window, and then the project again.
    perform(&mut window, Command::OpenSample);
    settled(&mut window);
    assert_ne!(window.state().state().title, "canal");
    perform(&mut window, Command::Open(vec![file.clone()]));
    settled(&mut window);
    assert_eq!(seen(&window), before);
    wait(&mut window, "the search", |app| !app.state().search.hits.is_empty());
    // The same in another session, and with the reports instead of the list.
    perform(&mut window, Command::List(None));
    perform(&mut window, Command::ToggleReports);
    let before = seen(&window);
    eframe::App::on_exit(window.state_mut(), None);
    drop(window);
    assert_eq!(seen(&opened(&file)), before);
    // Nor is it forgotten where the window does not close in good order: it is written when one has stopped looking around.
    let mut window = opened(&file);
    let changed = || std::fs::metadata(&file).unwrap().modified().unwrap();
    let before = changed();
    window.run_steps(60);
    settled(&mut window);
    assert_eq!(changed(), before, "opening it writes nothing");
    perform(&mut window, Command::Top(Some(5)));
    let written = |top: &str| std::fs::read_to_string(&file).unwrap().contains(top);
    assert!(written("\"top\": 7") && !written("\"top\": 5"));
    // Frames of a quarter of a second.
    window.run_steps(48);
    settled(&mut window);
    assert!(written("\"top\": 5"));
    drop(window);
    // An article that is gone takes nothing else with it.
    std::fs::remove_file(folder.path().join("canal/daily-ledger/arithmetic-of-a-claim.md")).unwrap();
    let window = opened(&file);
    assert!(window.state().state().reports && window.state().state().lanes == LaneMode::Source);
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
