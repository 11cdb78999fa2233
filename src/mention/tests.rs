//! Sentences marked by hand: `[time|value]` is a time expression, `[time|Tvalue]` one of a part of a day, `{word}` its trigger.

use super::*;
use crate::article::{Hold, Method, Passage};
use crate::calendar::Date;
use crate::timex::{Anchor, TimexType};

/// The day of writing of every test: a Wednesday.
const PUBLISHED: &str = "2024-05-15";

fn article(text: String) -> (Article, Vec<Sentence>) {
    let passages = vec![Passage { span: Span::new(0, text.len()), kind: PassageKind::Body }];
    let sentences = crate::sentence::split(&text, &passages);
    (Article { key: "a".into(), text, passages, ..Article::default() }, sentences)
}

fn when(value: &str) -> When {
    match value.split_once('/') {
        Some((from, to)) => When::range(from.parse().unwrap(), to.parse().unwrap()),
        None => When::from(value.parse::<Date>().unwrap()),
    }
}

fn read(marked: &str) -> (String, Vec<Mention>, Vec<Timex>) {
    read_for(marked, &Focus::default())
}

fn read_for(marked: &str, focus: &Focus) -> (String, Vec<Mention>, Vec<Timex>) {
    let (mut text, mut timexes, mut rest) = (String::new(), Vec::new(), marked);
    while let Some(open) = rest.find('[') {
        text.push_str(&rest[..open]);
        let close = rest.find(']').unwrap();
        let (words, value) = rest[open + 1..close].split_once('|').unwrap();
        let start = text.len();
        text.push_str(words);
        timexes.push((Span::new(start, text.len()), value));
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    let (article, sentences) = article(text);
    let timexes: Vec<_> = timexes
        .into_iter()
        .map(|(span, value)| Timex {
            span,
            sentence: sentences.iter().position(|s| s.span.contains(span)).unwrap() as u32,
            kind: if value.starts_with('T') { TimexType::Time } else { TimexType::Date },
            value: value.to_owned(),
            modifier: None,
            when: Some(when(value.trim_start_matches('T'))),
            rule: "test",
            anchor: Anchor::None,
            because: "said so".to_owned(),
            joined: None,
            joined_when: None,
        })
        .collect();
    let published = Published {
        date: PUBLISHED.parse().unwrap(),
        method: Method::Stated,
        confidence: 1.0,
        hold: Hold::Firm,
        because: Vec::new(),
    };
    let mentions = extract(ArticleId(0), &article, &sentences, &timexes, Some(&published), focus);
    (article.text, mentions, timexes)
}

/// What `show` says of each mention, one after another.
fn check(marked: &str, show: impl Fn(&str, &Mention) -> String, expected: &str) {
    let (text, mentions, _) = read(marked);
    let found: Vec<_> = mentions.iter().map(|m| show(&text, m)).collect();
    assert_eq!(found.join("; "), expected, "{marked}");
}

fn triggers(marked: &str, expected: &str) {
    check(marked, |text, m| format!("{} {}", m.trigger.map_or("-", |t| t.of(text)), m.when.edtf()), expected);
}

#[test]
fn what_was_said_of_a_day_is_what_happened_on_it() {
    triggers(
        "OSLO, [May 14|2024-05-14] (Wire) — The council has closed the bridge, the mayor said on [Tuesday|2024-05-14].",
        "closed 2024-05-14",
    );
    triggers("The bridge fell on [Monday|2024-05-13], the mayor said on [Tuesday|2024-05-14].", "fell 2024-05-13");
    triggers("The mayor said on [Tuesday|2024-05-14] that the bridge fell on [Monday|2024-05-13].", "fell 2024-05-13");
    triggers(
        "The mayor said on [Tuesday|2024-05-14] that the bridge fell in [2011|2011].",
        "said 2024-05-14; fell 2011",
    );
    triggers(
        "The mayor said on [Tuesday|2024-05-14] that talks which began on [Monday|2024-05-13] will go on.",
        "said 2024-05-14; began 2024-05-13",
    );
}

#[test]
fn a_dateline_is_the_day_of_the_report() {
    triggers("OSLO, [May 14|2024-05-14] (Wire) — The council has closed the bridge.", "closed 2024-05-14");
    triggers(
        "OSLO, [May 14|2024-05-14] (Wire) — A ferry ran aground on [Monday|2024-05-13], the coast guard said on [Tuesday|2024-05-14].",
        "ran 2024-05-13",
    );
    triggers(
        "OSLO, [May 15|2024-05-15] (Wire) — The council has closed the bridge, the mayor said late on [Tuesday|2024-05-14].",
        "said 2024-05-14",
    );
    triggers("OSLO, [May 14|2024-05-14] (Wire) — A court on [Tuesday|2024-05-14] upheld the ban.", "upheld 2024-05-14");
    triggers(
        "OSLO, [May 14|2024-05-14] (Wire) — Norway will widen and deepen the stretch of the fjord in which the ferry ran aground, the head of the port said on [Tuesday|2024-05-14].",
        "widen 2024-05-14",
    );
}

#[test]
fn what_one_subject_does_on_a_day_is_told_once() {
    triggers(
        "A diver was hired on [Monday|2024-05-13] and flew to Oslo [the same evening|2024-05-13].",
        "hired 2024-05-13",
    );
    triggers(
        "A diver was hired on [Monday|2024-05-13] and flew to Oslo on [Tuesday|2024-05-14].",
        "hired 2024-05-13; flew 2024-05-14",
    );
    triggers(
        "A diver was hired on [Monday|2024-05-13] and the ferry sank [the same evening|2024-05-13].",
        "hired 2024-05-13; sank 2024-05-13",
    );
}

#[test]
fn a_part_of_a_day_before_its_noun_is_of_the_day_that_is_named() {
    triggers(
        "Two men were arrested in [early-morning|T2024-05-15] raids on [Friday|2024-05-10].",
        "arrested 2024-05-10",
    );
    triggers("Two men were arrested in [early-morning|T2024-05-15] raids.", "arrested 2024-05-15");
}

#[test]
fn a_time_belongs_to_its_verb() {
    triggers("The bridge fell on [Monday|2024-05-13] after heavy rains.", "fell 2024-05-13");
    triggers("On [Monday|2024-05-13], the bridge over the Aare fell.", "fell 2024-05-13");
    triggers("The ministers met twice in [2023|2023] as exports hit $4bn in [June|2023-06].", "met 2023; hit 2023-06");
    triggers(
        "The union, founded in [1990|1990], called off its strike [this month|2024-05].",
        "founded 1990; called 2024-05",
    );
    triggers(
        "The dam was finished in [2011|2011], meeting a goal set by the two states in [2004|2004].",
        "finished 2011; set 2004",
    );
    triggers("Norway plans to reopen its embassy in [June|2024-06].", "reopen 2024-06");
    triggers("The firm reported record sales, which [last year|2023] passed a target of 4 million.", "passed 2023");
    triggers(
        "The mayor resigned on [Friday|2024-05-10] and the council met on [Sunday|2024-05-12].",
        "resigned 2024-05-10; met 2024-05-12",
    );
}

#[test]
fn a_saying_takes_a_time_only_when_it_is_its_own() {
    triggers("The mayor said on [Monday|2024-05-13] that the bridge was safe.", "said 2024-05-13");
    triggers("The mayor said the bridge fell on [Monday|2024-05-13].", "fell 2024-05-13");
    triggers("The bridge fell on [Monday|2024-05-13], the mayor said.", "fell 2024-05-13");
    triggers("The bridge is safe, the mayor said on [Monday|2024-05-13].", "said 2024-05-13");
    triggers(
        "The bank said [Monday|2024-05-13] it will close its branch in Bern [next year|2025].",
        "said 2024-05-13; close 2025",
    );
}

#[test]
fn a_time_may_belong_to_a_noun() {
    triggers("Chile was fined for its [June 2011|2011-06] merger with a rival.", "merger 2011-06");
    triggers("The firm was fined for the spill in the bay in [2010|2010].", "spill 2010");
    triggers(
        "Frigates shelled the jetty in response to a strike on a Dutch-built tanker off Varde on [Friday|2024-05-10].",
        "strike 2024-05-10",
    );
    triggers("She spoke in Varde to the crews on [Friday|2024-05-10].", "spoke 2024-05-10");
    triggers("[Monday|2024-05-13]'s vote in parliament ended a long dispute.", "vote 2024-05-13");
    triggers("Chile's announcement [Friday|2024-05-10] of a loss showed weakness.", "announcement 2024-05-10");
    triggers("The vote on [Monday|2024-05-13] passed narrowly.", "vote 2024-05-13");
    triggers("He spoke of peace during a visit to Oslo on [Monday|2024-05-13].", "visit 2024-05-13");
    triggers("The two sides held talks in Oslo on [Monday|2024-05-13].", "talks 2024-05-13");
    triggers("The two sides held in-person talks twice [last year|2023].", "talks 2023");
    triggers("The vote was on [Monday|2024-05-13].", "vote 2024-05-13");
    triggers(
        "The court refused to hear an appeal against the singer's murder conviction in [2009|2009].",
        "conviction 2009",
    );
    triggers("Five [2024|2024] hopefuls met in Bern on [Monday|2024-05-13].", "met 2024-05-13");
    triggers("She may draw even fewer voters than the first vote in [August|2023-08].", "vote 2023-08");
    triggers(
        "Services were cut after cables were damaged south of Crete on [Friday|2024-05-10].",
        "damaged 2024-05-10",
    );
    triggers("He was sentenced for shooting Ana Berg at his home in [2003|2003].", "shooting 2003");
    triggers("[Today|2024-05-15] the tribunal is due to decide on the strike.", "decide 2024-05-15");
}

#[test]
fn a_finer_time_refines_a_coarser_one() {
    triggers("[Last year|2023], Diaz travelled to Chile [last March|2023-03].", "travelled 2023-03");
    triggers("Diaz left on [Monday|2024-05-13] ([May 13|2024-05-13]) for Oslo.", "left 2024-05-13");
    triggers("It comes ahead of [Easter|2024-03-31] on [Sunday|2024-03-24].", "Easter 2024-03-31");
    triggers("Exports were higher in [2023|2023] than in [2022|2022].", "higher 2023");
    triggers(
        "Exports rose to 5 tons between [January|2023-01/2023-11] and [November of 2023|2023-01/2023-11].",
        "rose 2023-01/2023-11",
    );
}

#[test]
fn status_is_read_from_the_words_and_the_date() {
    let status = |marked: &str, expected: &str| check(marked, |_, m| m.status.name().to_owned(), expected);
    status("The bridge fell on [Monday|2024-05-13].", "reported");
    status("The bridge will open on [Saturday|2024-05-18].", "planned");
    status("Norway plans to reopen its embassy [this year|2024].", "planned");
    status("The two would press on with the tunnel in [2024|2024], the mayor said.", "planned");
    status("He would later lose his seat in [2019|2019].", "reported");
    status("The ministers did not meet in [2019|2019].", "denied");
    status("Oslo denied that its envoy met rebels in [May 2023|2023-05].", "denied");
    status("It met a goal set by two states in [2019|2019].", "reported");
    status("No vote took place in [April|2024-04].", "denied");
    status("The club did not speak of its founding in [1901|1901].", "reported");
    status("The call comes ahead of the holiday on [Saturday|2024-05-18].", "planned");
    status("Ole Berg will coach the team in [Wednesday's|2024-05-15] game.", "planned");
    status("The court refused to hear an appeal against the singer's conviction in [2009|2009].", "reported");
    status("[Today|2024-05-15] the tribunal is due to decide on the strike.", "planned");
}

#[test]
fn actors_are_read_in_full() {
    let actors = |marked: &str, expected: &str| check(marked, |_, m| m.actors.join(", "), expected);
    actors(
        "Chilean President Ana Diaz and Norwegian Foreign Minister Ole Berg met in the small town of Voss on the coast on [Monday|2024-05-13]. Berg left on [Tuesday|2024-05-14].",
        "Chile, Ana Diaz, Norway, Ole Berg, Voss; Ole Berg",
    );
    actors(
        "The U.S. and Oslo signed it in [2019|2019], and a fire broke out in Oslo in [2020|2020].",
        "United States, Norway; Oslo",
    );
    actors(
        "The World Food Programme (WFP) left in [2019|2019]. The WFP came back in [2021|2021].",
        "World Food Programme; World Food Programme",
    );
    actors(
        "Chilean and Norwegian ships met at sea. Chile thanked Norway. Peru looked on. The two countries signed a pact on [Monday|2024-05-13].",
        "Chile, Norway; Chile, Norway",
    );
    actors(
        "In the old town hall President Ana Diaz met with Prime Minister Ole Berg. Diaz smiled at Berg. Both leaders left on [Monday|2024-05-13].",
        "Ana Diaz, Ole Berg; Ana Diaz, Ole Berg",
    );
    actors(
        "Chile thanked Norway, and Peru thanked Chile. The two countries signed on [Monday|2024-05-13].",
        "Chile, Norway; ",
    );
}

#[test]
fn pronouns_are_read_where_they_are_plain() {
    let actors = |marked: &str, expected: &str| {
        let told = read(marked).1.pop().map(|m| m.actors.join(", "));
        assert_eq!(told.as_deref(), Some(expected), "{marked}");
    };
    // a button of the page that ran into what a reader wrote
    actors("At 4 pm Reply Rosa Lind left on [Monday|2024-05-13].", "Rosa Lind");
    actors("At noon Ana Diaz spoke to reporters. She left on [Monday|2024-05-13].", "Ana Diaz");
    actors("At noon Ana Diaz met Ole Berg, who is ill. She left on [Monday|2024-05-13].", "Ana Diaz");
    actors("At noon Ana Diaz met Rosa Lind. She left on [Monday|2024-05-13].", "");
    actors("At noon Ana Diaz met Rosa Lind. Peace came when she left on [Monday|2024-05-13].", "");
    actors("At noon Rosa Lind spoke. He left on [Monday|2024-05-13].", "");
    actors("At noon Rosa Lind spoke. “He left on [Monday|2024-05-13],” a guard said.", "");
    actors("The firm hailed Premier Ole Berg and Ana Diaz. The premier left on [Monday|2024-05-13].", "");
    actors(
        "At noon Kalvo Steel fell. Analysts blamed Kalvo Steel. Rain fell in Bern. The company shut a mill on [Monday|2024-05-13].",
        "Kalvo Steel",
    );
}

#[test]
fn a_part_of_a_name_is_read_in_full_where_it_is_a_person() {
    let names = |marked: &str, expected: &str| {
        let told = read(marked).1.pop().map(|m| m.referents.iter().map(|r| r.1.clone()).collect::<Vec<_>>().join(", "));
        assert_eq!(told.as_deref(), Some(expected), "{marked}");
    };
    names("At noon Ana Diaz spoke. Reporters saw Diaz leave on [Monday|2024-05-13].", "Ana Diaz");
    names("At noon Ana Diaz spoke. On [Monday|2024-05-13] she and the Diaz family left.", "Ana Diaz");
    names("At noon Ana Diaz met Rosa Diaz. Reporters saw Diaz leave on [Monday|2024-05-13].", "");
    names("At noon Kalvo Steel fell. The price of Steel rose on [Monday|2024-05-13].", "");
    names("At noon Ana Diaz spoke. Mrs Diaz left on [Monday|2024-05-13].", "");
}

/// What a closer reading for Ana Diaz finds besides.
fn closer(marked: &str, expected: &str) {
    let focus = Focus::on(["Ana Diaz"]);
    let (text, mentions, _) = read_for(marked, &focus);
    let plain = read(marked).1;
    let more: Vec<_> = mentions
        .iter()
        .filter(|m| !plain.iter().any(|p| p.trigger == m.trigger))
        .map(|m| format!("{} {}", m.trigger.map_or("-", |t| t.of(&text)), m.when.edtf()))
        .collect();
    assert_eq!(more.join("; "), expected, "{marked}");
    assert!(mentions.iter().filter(|m| m.timex.is_none()).all(|m| m.because.starts_with("no time told")));
}

#[test]
fn a_closer_reading_finds_what_no_time_tells() {
    let lead = "At noon Ana Diaz opened a fair on [Monday|2024-05-13].";
    let on = |rest: &str, expected: &str| closer(&format!("{lead} {rest}"), expected);
    on("She thanked the city, and left early.", "thanked 2024-05-13; left 2024-05-13");
    on("The mayor praised Diaz, hailing her work.", "praised 2024-05-13");
    on("The fair was opened by Diaz.", "opened 2024-05-13");
    on("The crowd had cheered Diaz. Diaz may return. Diaz will not run.", "");
    on("Rain fell on Bern.", "");
    on("She was born in [1950|1950]. She studied law. Diaz thanked the city.", "thanked 2024-05-13");
    on("She moved to Oslo in [1990|1990] and founded a bank.", "founded 1990");
    closer("Rain fell on Bern in the early hours of day. Ana Diaz thanked the city.", "thanked 2024-05-15");
}

#[test]
fn amounts_have_units() {
    let amounts = |marked: &str, expected: &str| {
        check(
            marked,
            |_, m| m.amounts.iter().map(|a| format!("{} {}", a.number, a.unit)).collect::<Vec<_>>().join(", "),
            expected,
        )
    };
    amounts("Trade hit $218.2bn in [2023|2023].", "218200000000 USD");
    amounts("Trade rose 26 per cent to 1.5 billion euros in [2023|2023].", "26 %, 1500000000 EUR");
    amounts("Sales rose to $7bn in [2023|2023] from $4bn in [2022|2022].", "7000000000 USD; 4000000000 USD");
    amounts("In [May 2023|2023-05] 1,200 people left two flooded villages.", "1200 people, 2 village");
}

#[test]
fn the_lead_tells_the_news_of_the_day() {
    let (text, mentions, _) = read("A bridge over the Aare collapsed, killing four people. It was old.");
    assert_eq!(mentions.len(), 1);
    assert_eq!(mentions[0].trigger.unwrap().of(&text), "collapsed");
    assert!(mentions[0].timex.is_none() && mentions[0].because.contains(PUBLISHED));
    let (text, mentions, _) = read("Police said that two men drowned in the lake above the city.");
    assert_eq!(mentions[0].trigger.unwrap().of(&text), "drowned");
    assert!(read("Critics say that the plan costs too much and helps nobody.").1.is_empty());
    for state in [
        "The Aare is one of the longest rivers of the country. It is old.",
        "Crossing the river in winter takes time and a great deal of courage.",
        "Crossing the river used to be the work of ferrymen with a bell.",
        "Norway seems to have lost its taste for bridges over the fjords.",
    ] {
        assert!(read(state).1.is_empty(), "{state}");
    }
    assert_eq!(read("Norway reopens its last bridge over the fjord after a long winter.").1.len(), 1);
}

#[test]
fn keys_differ_within_a_sentence_and_stay() {
    let once = read("The mayor resigned on [Friday|2024-05-10] and the council met on [Sunday|2024-05-12].").1;
    let again = read("The mayor resigned on [Friday|2024-05-10] and the council met on [Sunday|2024-05-12].").1;
    assert_eq!(once, again);
    assert_ne!(once[0].key, once[1].key);
}
