//! The folder that is open changes while it is looked at.

use dateline::app::App;
use dateline::app::command::Command;
use dateline::article::ArticleId;
use egui::Key;
use egui_kittest::Harness;

use crate::keep::{case, told};
use crate::{click, opened, perform, sees, settled, wait};

const SEIZED: &str = "Egypt has seized the container ship";

/// What is looked at, in words that outlive every change of the folder.
fn looked_at(window: &Harness<'_, App>) -> (String, String, dateline::scene::Range) {
    let state = window.state().state();
    let snapshot = state.snapshot.as_ref().unwrap();
    let reading = state.reading.map(|reading| snapshot.timeline.source(reading.article).article.path.clone());
    (state.selection.map(|id| state.label(id).to_owned()).unwrap(), reading.unwrap(), state.range)
}

/// Another article, which stands before all others in order of path.
fn add_article(articles: &std::path::Path) {
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample/northern-post");
    let another = std::fs::read_dir(sample).unwrap().map(|entry| entry.unwrap().path());
    let another = another.filter(|path| !path.ends_with("stuck-fast.txt")).min().unwrap();
    std::fs::create_dir_all(articles.join("a-first")).unwrap();
    std::fs::copy(&another, articles.join("a-first").join(another.file_name().unwrap())).unwrap();
}

#[test]
fn a_new_article_is_told_of_and_read_when_asked_for() {
    let (_folder, articles) = case();
    let mut window = opened(&articles);
    let event = told(&window, SEIZED);
    perform(&mut window, Command::Select(event));
    perform(&mut window, Command::Rename("The seizure".into()));
    perform(&mut window, Command::Star);
    perform(&mut window, Command::Frame(event));
    let before = looked_at(&window);
    assert!(!sees(&window, "Read it"));
    add_article(&articles);
    wait(&mut window, "the news", |app| app.state().news.is_some());
    assert!(sees(&window, "1 new file · Read it"));
    let count = |window: &Harness<'_, App>| window.state().state().snapshot.as_ref().unwrap().timeline.sources.len();
    assert_eq!((count(&window), looked_at(&window)), (3, before.clone()), "nothing moves by itself");
    click(&mut window, "1 new file");
    settled(&mut window);
    assert_eq!(count(&window), 4);
    assert_eq!(looked_at(&window), before, "nor when it is read");
    let state = window.state().state();
    assert!(state.news.is_none());
    let key = &state.snapshot.as_ref().unwrap().event(told(&window, SEIZED)).unwrap().key;
    assert!(state.journal.now().starred.contains(key) && state.label(told(&window, SEIZED)) == "The seizure");
    // The key reads again, too; and what was taken back before it was read is no news.
    std::fs::write(articles.join("b.txt"), "The pilots' union met on 3 May 2021.").unwrap();
    wait(&mut window, "the news", |app| app.state().news.is_some());
    std::fs::remove_file(articles.join("b.txt")).unwrap();
    wait(&mut window, "no news", |app| app.state().news.is_none());
    std::fs::remove_dir_all(articles.join("a-first")).unwrap();
    wait(&mut window, "the news", |app| app.state().news.is_some());
    assert!(sees(&window, "1 file gone · Read again"));
    window.key_press(Key::F5);
    window.run();
    settled(&mut window);
    assert_eq!((count(&window), looked_at(&window)), (3, before));
}

#[test]
fn a_setting_reads_new_articles_at_once() {
    let (_folder, articles) = case();
    let mut window = opened(&articles);
    click(&mut window, "canal");
    click(&mut window, "Read new files at once");
    add_article(&articles);
    wait(&mut window, "the article", |app| {
        app.state().snapshot.as_ref().is_some_and(|snapshot| snapshot.timeline.sources.len() == 4)
    });
    // A drive that is not there is no decision: what was read stays.
    std::fs::remove_dir_all(&articles).unwrap();
    wait(&mut window, "the news", |app| app.state().news.is_some_and(|news| news.empty));
    window.run_steps(5);
    assert!(window.state().state().loading.is_none());
    assert!(sees(&window, "4 files gone · Read again"));
}

#[test]
fn a_large_folder_can_be_looked_at_while_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..600 {
        let day = 1 + n % 28;
        let text = format!("The lock of ward {n} was opened on {day} May 2021, the harbor office said.");
        std::fs::write(folder.path().join(format!("{n:04}.txt")), text).unwrap();
    }
    let mut window = crate::window([1200.0, 800.0]);
    let ctx = window.ctx.clone();
    window.state_mut().perform(&ctx, Command::Open(vec![folder.path().to_owned()]));
    let count = |app: &App| app.state().snapshot.as_ref().map_or(0, |snapshot| snapshot.timeline.sources.len());
    let start = std::time::Instant::now();
    while count(window.state()) == 0 && start.elapsed().as_secs() < 60 {
        window.step();
    }
    // On a fast machine all may be there at once.
    let early = window.state().state().loading.is_some();
    assert!(early == (count(window.state()) < 600));
    let chosen = dateline::event::EventId(3);
    window.state_mut().perform(&ctx, Command::Select(chosen));
    window.state_mut().perform(&ctx, Command::FrameSelection);
    window.state_mut().perform(&ctx, Command::Star);
    let before = looked_at(&window);
    if early {
        // What would change the events waits for the rest.
        window.state_mut().perform(&ctx, Command::SetPublished(ArticleId(200), "2021-06-01".parse().ok()));
        assert!(window.state().state().loading.as_ref().is_some_and(|loading| loading.reads));
    }
    settled(&mut window);
    wait(&mut window, "all", |app| count(app) == 600 && app.state().loading.is_none());
    assert_eq!(looked_at(&window), before);
    let state = window.state().state();
    let snapshot = state.snapshot.as_ref().unwrap();
    let key = &snapshot.event(state.selection.unwrap()).unwrap().key;
    assert!(state.journal.now().starred.contains(key));
    if early {
        let source = snapshot.timeline.sources.iter().find(|source| source.article.path == "0200.txt");
        assert_eq!(source.unwrap().published.as_ref().unwrap().method, dateline::article::Method::Given);
    }
}
