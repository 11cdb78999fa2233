//! Small folders of our own, and the days a careful reader would give them.

use super::*;
use crate::article::{Evidence as Statement, Passage, PassageKind};
use crate::calendar::Weekday;
use crate::copy;
use crate::span::Span;
use crate::{sentence, timex};

/// An article: path, what it states (`2024-02-08`, `file 2024-02-08`, or nothing), text.
type Sheet<'a> = (&'a str, &'a str, &'a str);

fn article(&(path, states, text): &Sheet<'_>) -> Article {
    let (rung, date) = match states.strip_prefix("file ") {
        Some(date) => (Rung::FileTime, date),
        None => (Rung::MetaTag, states),
    };
    let evidence = date.parse().ok().map(|date| Statement { date, rung, words: states.to_owned() });
    Article {
        path: path.to_owned(),
        text: text.to_owned(),
        passages: vec![Passage { span: Span::new(0, text.len()), kind: PassageKind::Body }],
        evidence: evidence.into_iter().collect(),
        ..Article::default()
    }
}

fn dated(sheets: &[Sheet<'_>], fallback: Option<&str>) -> (Vec<Option<Published>>, Vec<Problem>) {
    let articles: Vec<Article> = sheets.iter().map(article).collect();
    let read: Vec<_> = articles
        .iter()
        .map(|article| {
            let sentences = sentence::split(&article.text, &article.passages);
            let expressions = timex::tag(&article.text, &sentences);
            (sentences, expressions)
        })
        .collect();
    let evidence: Vec<Evidence<'_>> = articles
        .iter()
        .zip(&read)
        .map(|(article, (sentences, expressions))| Evidence { article, sentences, expressions, given: None })
        .collect();
    let likeness = copy::compare(&articles.iter().collect::<Vec<_>>());
    date(&evidence, &likeness, fallback.map(|date| date.parse().unwrap()))
}

/// The one article of a folder: `2024-02-08 inferred`, or `-`.
fn alone(states: &str, text: &str, fallback: Option<&str>) -> String {
    let (published, _) = dated(&[("a.txt", states, text)], fallback);
    published[0].as_ref().map_or("-".to_owned(), |p| format!("{:?} {:?}", p.date, p.method).to_lowercase())
}

#[test]
fn one_article_alone() {
    let table = [
        // (stated, fallback, text, expected)
        ("2021-05-04", None, "The dam burst on Monday.", "2021-05-04 stated"),
        ("2021-05-04", Some("2020-01-01"), "The dam burst on Monday.", "2021-05-04 stated"),
        ("", Some("2020-01"), "The dam burst on Monday.", "2020-01 given"),
        ("", None, "The dam burst on Monday.", "-"),
        ("", None, "The dam burst.", "-"),
        ("file 2019-08-01", None, "The dam burst.", "2019-08-01 filetime"),
        (
            "",
            None,
            "BERGEN | Wed Jun 15, 2011 11:32 pm BST\nThe ferry sank on Wednesday, the coast guard said.",
            "2011-06-15 inferred",
        ),
        (
            "",
            None,
            "The mayor opened the bridge on Thursday (Sept 6), after three years of work. He was elected in 2017 and \
             said on Thursday that tolls had been dropped in 2018.",
            "2018-09-06 inferred",
        ),
    ];
    for (states, fallback, text, expected) in table {
        assert_eq!(alone(states, text, fallback), expected, "{text}");
    }
}

/// Reports of one strike; only the first states its day, a Thursday.
const STRIKE: [Sheet<'static>; 4] = [
    (
        "a.txt",
        "2019-10-17",
        "Dock workers in Valparaiso walked out on Thursday over pay, closing Chile's second-largest harbor. The union \
         leader Pablo Klimpel said 2,800 members had joined. The operator TPS called the strike illegal. Grapes and \
         cherries worth 40 million dollars wait in the terminals, exporters said on Thursday.",
    ),
    (
        "b.txt",
        "",
        "Valparaiso's harbor stood still on Thursday after dock workers led by Pablo Klimpel walked out. Exporters in \
         Chile fear for cherries and grapes. The terminal operator TPS said it would go to court over the strike, which \
         2,800 members of the union support.",
    ),
    (
        "c.txt",
        "",
        "A strike closed Valparaiso, Chile's gate for fruit, on Thursday. Pablo Klimpel, who leads the dock workers' \
         union, told reporters his members would not go back before TPS, the operator of the terminal, raised pay. \
         Exporters of grapes and cherries asked the government to step in.",
    ),
    (
        "d.txt",
        "",
        "A museum in Ghent bought a lost drawing by a pupil of Rubens from a dealer in Lyon and will show it to visitors.",
    ),
];

#[test]
fn a_day_travels_to_those_who_tell_the_same_story() {
    let (published, problems) = dated(&STRIKE, None);
    for n in [1, 2] {
        let published = published[n].as_ref().unwrap();
        assert_eq!((published.date.timex3().as_str(), published.method), ("2019-10-17", Method::Inferred));
        assert!(published.confidence >= 0.6, "{published:?}");
        let because = published.because.join("\n");
        assert!(
            because.contains("tells the same story as a.txt, stated 2019-10-17, and also says ‘Thursday’"),
            "{because}"
        );
        assert!(because.contains("‘Thursday’ is the day of writing itself: 2019-10-17 is a Thursday"), "{because}");
    }
    assert!(published[3].as_ref().is_none_or(|p| p.date.day().is_none()), "a folder's days alone name no day");
    let [problem] = problems.as_slice() else { panic!("{problems:?}") };
    assert!(problem.path == "d.txt" && problem.what.starts_with("no day of writing is stated"), "{problem}");
}

#[test]
fn the_date_of_a_picture_is_no_day_of_writing() {
    use PassageKind::{Body, Caption};
    for (text, kind, count) in [
        ("The harbor court was guarded on 3 March 2021.", Body, 1),
        ("The harbor court was guarded on 3 March 2021.", Caption, 0),
        ("The harbor court is guarded in Callao on Wednesday.", Caption, 1),
    ] {
        let sentences = sentence::split(text, &[Passage { span: Span::new(0, text.len()), kind }]);
        let clues = clue::read(text, &sentences, &timex::tag(text, &sentences));
        assert_eq!(clues.len(), count, "{text} {kind:?}");
    }
}

#[test]
fn the_same_folder_gives_the_same_days_in_any_order_of_threads() {
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(|| dated(&STRIKE, None));
    let four = rayon::ThreadPoolBuilder::new().num_threads(4).build().unwrap().install(|| dated(&STRIKE, None));
    assert_eq!(one, four);
}

#[test]
fn a_given_day_is_stronger_than_a_stated_one() {
    let article = article(&("a.txt", "2021-05-04", "The dam burst on Monday."));
    let witness = Witness {
        article: &article,
        clues: Vec::new(),
        near: Vec::new(),
        habits: Vec::new(),
        accounts: Vec::new(),
        given: "2021-05-06".parse().ok(),
    };
    let (published, _) = settle(&[witness], &Likeness::default(), None, Weights::shipped());
    let published = published[0].as_ref().unwrap();
    assert_eq!(
        (published.date.timex3().as_str(), published.method, published.confidence),
        ("2021-05-06", Method::Given, 1.0)
    );
}

#[test]
fn contradictions_are_told_and_not_mended() {
    let table = [
        ("2021-05-04", "The dam burst on Friday (May 7), officials said.", ""),
        ("2021-05-04", "The dam burst on Thursday (May 6), officials said.", ""),
        ("2021-05-08", "The dam burst on Thursday (May 7), officials said.", "‘Thursday (May 7)’ was a Friday then"),
        ("2021-05-04", "LIMA | Mon Aug 9, 2021 4:10 pm\nThe dam burst on Monday.", "4:10 pm’ stands over it"),
        ("2021-08-10", "LIMA | Mon Aug 9, 2021 4:10 pm\nThe dam burst on Monday.", ""),
        ("2021-05-04", "A vote will be held on August 9, 2021.", ""),
        ("2021-05-04", "The vote was to be held on August 9, 2021.", ""),
        ("2021-05-04", "It burst in the small hours of Monday, 3 February 2003, after rain.", ""),
    ];
    for (states, text, expected) in table {
        let (published, problems) = dated(&[("a.txt", states, text)], None);
        assert_eq!(published[0].as_ref().map(|p| p.date.timex3()), Some(states.to_owned()));
        match problems.first() {
            None => assert_eq!(expected, "", "{text}"),
            Some(problem) => assert!(!expected.is_empty() && problem.what.contains(expected), "{problem}"),
        }
    }
}

#[test]
fn words_beside_each_other_make_one_clue() {
    let table = [
        ("The talks began on Thursday (Feb 8).", "Thursday (Feb 8)|yearly Thursday"),
        ("The talks began Thursday, 8 February.", "Thursday, 8 February|yearly Thursday"),
        ("The shops close for Lunar New Year on Saturday.", "Lunar New Year on Saturday|yearly Saturday"),
        ("The talks began on Monday.", "Monday|Monday"),
        ("The talks began in March 2019.", "March 2019|2019"),
    ];
    let name = |weekday: Option<Weekday>| weekday.map_or(String::new(), |weekday| format!(" {weekday:?}"));
    for (text, expected) in table {
        let article = article(&("a", "", text));
        let sentences = sentence::split(text, &article.passages);
        let clues = clue::read(text, &sentences, &timex::tag(text, &sentences));
        let said: Vec<String> = clues
            .iter()
            .map(|clue| {
                let told = match clue.told {
                    clue::Told::Day(day, weekday) => format!("{day}{}", name(weekday)),
                    clue::Told::Yearly(_, weekday) => format!("yearly{}", name(weekday)),
                    clue::Told::Weekday(weekday) => format!("{weekday:?}"),
                    clue::Told::Year(year) => year.to_string(),
                    clue::Told::Month(month) => format!("month {month}"),
                };
                format!("{}|{told}", clue.span.of(text))
            })
            .collect();
        assert_eq!(said, [expected], "{text}");
    }
}

#[test]
fn a_statement_that_names_another_weekday_is_a_problem() {
    let table = [("Thursday, 4 May 2021", "would be a Tuesday"), ("Tuesday, 4 May 2021", ""), ("2021-05-04", "")];
    for (words, expected) in table {
        let mut article = article(&("a.txt", "2021-05-04", "The dam burst."));
        article.evidence[0].words = words.to_owned();
        let evidence = [Evidence { article: &article, sentences: &[], expressions: &[], given: None }];
        let (_, problems) = date(&evidence, &Likeness::default(), None);
        let what = problems.first().map_or("", |problem| problem.what.as_str());
        assert!(what.contains(expected) && what.is_empty() == expected.is_empty(), "{words}: {what}");
    }
}

/// A feed of nine notes on nine things, with the days that its articles state; the undated one is told of by `-`.
fn feed(days: &[&str]) -> Vec<Option<Published>> {
    let texts = [
        "A bakery in Turku won a prize for its rye loaf, a jury of millers said.",
        "The orchestra of Cusco hired a second harpist after a long search.",
        "Divers found a bronze bell beneath the pier of Varna.",
        "A school in Tromso bought twelve looms from a closed mill.",
        "Beekeepers near Graz asked for later mowing of verges.",
        "The tram depot of Porto was painted green by volunteers.",
        "A ferry captain in Hobart retired with a parade of kayaks.",
        "Chess players in Tbilisi met in a park despite the sleet.",
        "Weavers of Oaxaca opened a shop beside the bus station.",
        "A lighthouse on Gotland got a new lamp made of glass prisms.",
        "The zoo of Perth counted its frogs and found one more.",
    ];
    let paths: Vec<String> = (0..days.len()).map(|n| format!("feed.jsonl#{n}")).collect();
    let sheets: Vec<Sheet<'_>> = days
        .iter()
        .zip(&paths)
        .zip(texts)
        .map(|((day, path), text)| (path.as_str(), day.trim_matches('-'), text))
        .collect();
    dated(&sheets, None).0
}

#[test]
fn the_order_of_a_feed_tells_a_day() {
    let table: [(&str, &str); 4] = [
        ("2020-03-01 2020-03-02 2020-03-04 2020-03-05 2020-03-06 - 2020-03-06 2020-03-07 2020-03-09", "2020-03-06"),
        // the newest first
        ("2020-03-09 2020-03-07 2020-03-06 - 2020-03-06 2020-03-05 2020-03-04 2020-03-02 2020-03-01", "2020-03-06"),
        // no order at all
        ("2020-03-04 2020-03-01 2020-03-09 2020-03-02 2020-03-06 - 2020-03-06 2020-03-07 2020-03-05", ""),
        // too short to show an order
        ("2020-03-04 2020-03-06 - 2020-03-06", ""),
    ];
    for (days, expected) in table {
        let days: Vec<&str> = days.split(' ').collect();
        let open = days.iter().position(|day| *day == "-").unwrap();
        let published = &feed(&days)[open];
        let got = published.as_ref().filter(|p| p.date.day().is_some());
        assert_eq!(got.map_or(String::new(), |p| p.date.timex3()), expected, "{published:?}");
        if let Some(published) = got {
            let because = published.because.join("\n");
            assert!(
                because.starts_with("stands between feed.jsonl#") && because.contains("of 2020-03-06"),
                "{because}"
            );
        }
    }
}

#[test]
fn words_that_count_from_the_day_of_writing_tell_days() {
    let table = [
        // (text, day of writing, days told)
        ("The dam burst yesterday.", "2021-05-04", "2021-05-03"),
        ("The dam burst on Monday, said the mayor today.", "2021-05-04", "2021-05-03 2021-05-04"),
        ("The dam burst on April 30.", "2021-05-04", "2021-04-30"),
        ("The dam burst on April 3.", "2021-05-04", ""),
        ("The dam will be rebuilt on Friday.", "2021-05-04", ""),
    ];
    for (text, written, expected) in table {
        let article = article(&("a", "", text));
        let sentences = sentence::split(text, &article.passages);
        let near = clue::near(&sentences, &timex::tag(text, &sentences));
        let written = written.parse::<Date>().unwrap().day().unwrap();
        let days: Vec<String> = near.iter().filter_map(|near| near.day(written)).map(|day| day.to_string()).collect();
        assert_eq!(days.join(" "), expected, "{text}");
    }
}

/// The day of the article without one, among others.
fn open_day(sheets: &[Sheet<'_>]) -> (String, String) {
    let (published, _) = dated(sheets, None);
    let open = sheets.iter().position(|sheet| sheet.1.is_empty()).unwrap();
    published[open].as_ref().map_or(Default::default(), |p| (p.date.timex3(), p.because.join("\n")))
}

#[test]
fn a_happening_told_elsewhere_dates_what_counts_from_it() {
    let vote = [
        (
            "a.txt",
            "2012-05-20",
            "Salta chose a governor in the vote on 6 May, and the losers asked the court for a recount. Rosa Quiroga won by 400 ballots.",
        ),
        (
            "b.txt",
            "2012-07-02",
            "The court of Salta upheld the vote of 6 May, in which Rosa Quiroga beat Tomas Arce. She takes office in August.",
        ),
        (
            "c.txt",
            "",
            "Both Rosa Quiroga and Tomas Arce said that they had won yesterday's vote for governor of Salta. Results are awaited.",
        ),
    ];
    let strike = [
        (
            "a.txt",
            "1991-09-20",
            "Miners of Potosi ended the strike that began on August 30, after the owners raised wages.",
        ),
        (
            "b.txt",
            "1991-09-25",
            "The strike of the miners of Potosi, which began on August 30, cost the state 9 million dollars.",
        ),
        (
            "c.txt",
            "",
            "Miners of Potosi offered to resign as one rather than end their 11-day-old strike. Talks failed.",
        ),
    ];
    let quake = [
        ("a.txt", "2003-12-27", "An earthquake struck Bam on 26 December and killed thousands."),
        ("b.txt", "2004-01-20", "The earthquake of 26 December left 75,000 in Bam without homes, aid workers said."),
        ("c.txt", "", "Nine days after the earthquake tents are reaching Bam, aid workers say. Schools stay closed."),
    ];
    for (sheets, expected) in [(vote, "2012-05-07"), (strike, "1991-09-10"), (quake, "2004-01-04")] {
        let (day, because) = open_day(&sheets);
        assert_eq!(day, expected, "{because}");
        assert!(because.contains("tells that of"), "{because}");
    }
}

#[test]
fn a_copy_is_of_the_day_of_what_it_repeats() {
    let text = "The producer Ivo Marek was found guilty of fraud in Brno. The jury sat for nine days. Prosecutors said that he had \
                sold the same film to four studios and spent the money on horses. His lawyer, Jana Kralova, said he would \
                appeal. The judge will pass sentence next month, and he may go to prison for eight years. Investors wept.";
    let sheets = [
        ("a.txt", "2009-04-14", text),
        ("b.txt", "2003-02-04", "Ivo Marek, a producer, bought a stable of horses near Brno with money from a film."),
        ("c.txt", "2012-01-10", "A court in Brno let the producer Ivo Marek go home after three years in prison."),
        ("d.txt", "", text),
    ];
    assert_eq!(open_day(&sheets).0, "2009-04-14");
}

#[test]
fn a_correction_tells_by_when_an_article_was_written() {
    let mut article =
        article(&("a.txt", "", "The yard of Gdynia lost 90 million zloty, it said earlier on Wednesday."));
    article.evidence.push(Statement {
        date: "2011-05-12".parse().unwrap(),
        rung: Rung::Amended,
        words: "amended".into(),
    });
    let other = self::article(&("b.txt", "2011-01-18", "A museum in Ghent bought a drawing."));
    let sentences = sentence::split(&article.text, &article.passages);
    let expressions = timex::tag(&article.text, &sentences);
    let evidence = [
        Evidence { article: &article, sentences: &sentences, expressions: &expressions, given: None },
        Evidence { article: &other, sentences: &[], expressions: &[], given: None },
    ];
    let (published, _) = date(&evidence, &copy::compare(&[&article, &other]), None);
    assert_eq!(published[0].as_ref().map(|p| p.date.timex3()), Some("2011-05-11".to_owned()), "{published:?}");
}

#[test]
fn what_is_the_same_from_any_likely_day_is_sure() {
    let table = [
        // (day of writing, method, hold, text, dates)
        (
            "2011-07-08",
            Method::Inferred,
            Hold::Guess,
            "The deal of May 25 was told on Tuesday.",
            "2011-05-25 2011-07-05~",
        ),
        (
            "2011-07-08",
            Method::Inferred,
            Hold::Likely,
            "The deal of May 25 was told on Tuesday.",
            "2011-05-25 2011-07-05",
        ),
        ("2011-07", Method::Inferred, Hold::Likely, "The deal of May 25 was told on Tuesday.", "2011-05-25 2011-07~"),
        ("2011", Method::Inferred, Hold::Likely, "The deal of May 25 was told on Tuesday.", "- -"),
        (
            "2026-07-08",
            Method::FileTime,
            Hold::Likely,
            "The deal of May 25 was told on Tuesday.",
            "../2026-07-08 ../2026-07-08",
        ),
    ];
    for (written, method, hold, text, expected) in table {
        let article = article(&("a", "", text));
        let sentences = sentence::split(text, &article.passages);
        let because = Vec::new();
        let published = Published { date: written.parse().unwrap(), method, confidence: 0.4, hold, because };
        let timexes = resolve(text, &sentences, &timex::tag(text, &sentences), Some(&published));
        let dates: Vec<String> =
            timexes.iter().map(|timex| timex.when.map_or("-".to_owned(), |when| when.edtf())).collect();
        assert_eq!(dates.join(" "), expected, "{written} {method:?} {hold:?}");
    }
}
