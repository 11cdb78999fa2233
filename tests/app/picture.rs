//! What leaves the window: exports, the pictures of the README, and how long a frame takes.

use std::sync::Arc;

use dateline::app::App;
use dateline::app::command::Command;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::{Answers, click, ferry, fixture, perform, sample, sees, wait, window, window_with};

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

/// Writes the timeline from the sheet in the format of this button.
fn export(window: &mut Harness<'_, App>, format: &str, path: &std::path::Path) {
    perform(window, Command::ShowExport);
    window.get_by_label(format).click();
    window.run();
    export_on(window, path);
}

/// The same from the sheet as it stands.
fn export_on(window: &mut Harness<'_, App>, path: &std::path::Path) {
    window.get_by_label("File to write").focus();
    window.run();
    window.get_by_label("File to write").type_text(path.to_str().unwrap());
    window.run();
    window.get_by_label("Export").click();
    let saved = format!("Saved {}", path.display());
    wait(window, &saved, |app| app.state().notice.as_ref().is_some_and(|notice| notice.text == saved));
}

/// The same, read back.
fn exported(window: &mut Harness<'_, App>, format: &str, path: &std::path::Path) -> String {
    export(window, format, path);
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn stars_and_notes_leave_with_the_events() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = ferry();
    perform(&mut window, Command::FullRange);
    click(&mut window, "Ferry Skarvet runs aground");
    perform(&mut window, Command::Star);
    perform(&mut window, Command::Note("Ask the harbor office".into()));
    for (format, name, star) in [
        ("HTML", "ferry.html", "aria-label=\"Starred\""),
        ("Markdown", "ferry.md", "★ Ferry Skarvet runs aground"),
        ("CSV", "ferry.csv", ",starred,note"),
        ("JSON", "ferry.json", "\"starred\":true"),
        ("iCalendar", "ferry.ics", "SUMMARY:★ Ferry Skarvet runs aground"),
        ("TimelineJS", "ferry-slides.json", "★ Ferry Skarvet runs aground"),
        ("markwhen", "ferry.mw", "Ferry Skarvet runs aground off Holmsund #starred"),
    ] {
        let text = exported(&mut window, format, &folder.path().join(name)).replace("\r\n ", "");
        assert_eq!(text.matches("Ask the harbor office").count(), 1, "{format}");
        assert!(text.contains(star), "{format}");
    }
}

#[test]
fn a_format_has_its_own_choices() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = ferry();
    perform(&mut window, Command::FullRange);
    let mut differ = |format: &str, choice: &str, name: &str| {
        let plain = folder.path().join(name);
        export(&mut window, format, &plain);
        perform(&mut window, Command::ShowExport);
        window.get_by_label(format).click();
        window.run();
        window.get_by_label(choice).click();
        window.run();
        let chosen = folder.path().join(format!("chosen-{name}"));
        export_on(&mut window, &chosen);
        [plain, chosen].map(|path| String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned())
    };
    let [events, citations] = differ("CSV", "A citation", "ferry.csv");
    assert!(events.starts_with("id,") && citations.starts_with("event,"), "{events}");
    let [days, years] = differ("iCalendar", "Years and decades too", "ferry.ics");
    assert!(!days.contains("VALUE=DATE:20220101") && years.contains("VALUE=DATE:20220101"), "{years}");
    let [a4, a3] = differ("PDF", "A3", "ferry.pdf");
    let box_of = |pdf: &str| pdf.split("/MediaBox").nth(1).map(|rest| rest[..40].to_owned());
    assert_ne!(box_of(&a4), box_of(&a3));
}

#[test]
fn cited_articles_leave_for_programs_that_manage_references() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = ferry();
    perform(&mut window, Command::FullRange);
    let bib = exported(&mut window, "BibTeX", &folder.path().join("ferry.bib"));
    assert_eq!(bib.matches("@article{").count(), 5, "{bib}");
    assert!(bib.contains("journal = {Northern Post}") && bib.contains("note = {Day of writing inferred}"));
    let ris = exported(&mut window, "RIS", &folder.path().join("ferry.ris"));
    assert!(ris.contains("DA  - 2024/02/08/\r\n"));
    let csl = exported(&mut window, "CSL-JSON", &folder.path().join("sources.json"));
    let items: serde_json::Value = serde_json::from_str(&csl).unwrap();
    assert_eq!(items.as_array().map(Vec::len), Some(5));
}

#[test]
fn the_citation_shown_can_be_copied_as_bibtex() {
    let mut window = ferry();
    click(&mut window, "Ferry Skarvet runs aground");
    window.get_by_label("Copy…").click();
    window.run();
    window.get_by_label("Copy the citation as BibTeX").click();
    window.step();
    let copied = window.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.unwrap_or_default();
    assert!(copied.starts_with("@article{harborwire2024") && copied.contains("240 passengers"), "{copied}");
    window.run();
    assert!(sees(&window, "Copied as BibTeX"));
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
fn every_picture_of_the_sample_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = sample([1600.0, 1000.0], egui::Theme::Light);
    for (ending, begin) in [("svg", "<svg"), ("png", "\u{89}PNG"), ("pdf", "%PDF")] {
        let path = folder.path().join(format!("canal.{ending}"));
        export(&mut window, &ending.to_uppercase(), &path);
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
        perform(&mut window, Command::Frame(first));
        perform(&mut window, Command::Frame(first));
        perform(&mut window, Command::Zoom(0.25));
        perform(&mut window, Command::ToggleReports);
        save(&mut window, "reports");
        perform(&mut window, Command::ToggleReports);
        perform(&mut window, Command::FullRange);
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
        let mut window = crate::window(size);
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
