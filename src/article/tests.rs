//! Whole files in, articles out: every format, and everything that can be wrong with a file.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::*;
use crate::progress::Monitor;

fn one(path: &str, bytes: &[u8]) -> Article {
    let (mut articles, problems) = read_bytes(path, bytes);
    assert_eq!((articles.len(), problems.len()), (1, 0), "{path}: {problems:?}");
    let article = articles.remove(0);
    let mut at = 0;
    for passage in &article.passages {
        let gap = &article.text[at..passage.span.start as usize];
        assert!(gap.trim().is_empty(), "between passages stands white space only: {gap:?}");
        at = passage.span.end as usize;
    }
    assert!(article.text[at..].trim().is_empty());
    article
}

fn problem(path: &str, bytes: &[u8]) -> String {
    let (articles, problems) = read_bytes(path, bytes);
    assert_eq!((articles.len(), problems.len()), (0, 1), "{path}");
    problems[0].to_string()
}

fn stated(article: &Article) -> String {
    article.evidence.first().map_or("none".into(), |e| format!("{:?} {:?}", e.date, e.rung))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// `kind: words` of every passage.
fn passages(article: &Article) -> Vec<String> {
    article.passages.iter().map(|p| format!("{:?}: {}", p.kind, p.span.of(&article.text))).collect()
}

#[test]
fn a_plain_text_keeps_its_text_and_tells_its_parts() {
    let text = "Ferry line closes for the winter\nBy Ada Okoye | 8 February 2024\n\nThe ferry line to Moss will close on Monday, its owner said.\n\nIt carried 4,000 people last year.\n\nReporting by Ada Okoye; editing by Jon Berg\n";
    let article = one("wire/ferry.txt", text.as_bytes());
    assert_eq!((article.text.as_str(), article.encoding), (text, "UTF-8"));
    assert_eq!(
        (article.title.as_str(), stated(&article).as_str()),
        ("Ferry line closes for the winter", "2024-02-08 LeadingLine")
    );
    assert_eq!(
        passages(&article),
        [
            "Title: Ferry line closes for the winter",
            "Furniture: By Ada Okoye | 8 February 2024",
            "Body: The ferry line to Moss will close on Monday, its owner said.",
            "Body: It carried 4,000 people last year.",
            "Furniture: Reporting by Ada Okoye; editing by Jon Berg",
        ]
    );
}

#[test]
fn the_day_is_found_where_it_is_stated() {
    let body = "The council of Moss met for the first time and chose a mayor.\n\nIt will meet again.\n";
    let table = [
        ("a.txt", format!("date 2024-02-08 {body}"), "2024-02-08 LeadingLine"),
        ("a.txt", format!("Published: Thursday 8 February 2024 10:15 GMT\n{body}"), "2024-02-08 LeadingLine"),
        ("a.txt", format!("Posted on February 8th, 2024\n\n{body}"), "2024-02-08 LeadingLine"),
        ("a.txt", format!("Council meets\nJanuary 09 , 2008\n{body}"), "2008-01-09 LeadingLine"),
        ("a.txt", format!("MOSS | Tue Mar 9, 2010 6:41 pm EST MOSS (Agency) - {body}"), "2010-03-09 LeadingLine"),
        ("a.txt", format!("{body}\n8 February 2024\n"), "2024-02-08 LeadingLine"),
        ("a.txt", format!("Updated 9 February 2024\n\n{body}"), "2024-02-09 Modified"),
        ("a.txt", format!("Last updated:\n9 February 2024\n\n{body}"), "2024-02-09 Modified"),
        ("2024-02-08-moss.txt", body.into(), "2024-02-08 FileName"),
        ("20240208_moss.txt", body.into(), "2024-02-08 FileName"),
        ("0208.txt", body.into(), "none"),
        ("a.txt", "The yard of Moss built four ferries, and the last of them\nwas delivered with a year's delay on\nMay 15, 1985.\n".into(), "none"),
        ("a.txt", format!("Published 8 February 2024 in Lagos, the report found no link. {body}"), "none"),
        (
            "a.md",
            format!("---\ntitle: Moss has a mayor\ndate: 2024-02-08T23:30:00-05:00\n---\n\n{body}"),
            "2024-02-08 FrontMatter",
        ),
        (
            "a.md",
            format!("+++\ntitle = \"Moss has a mayor\"\ndate = 2024-02-08\n+++\n\n{body}"),
            "2024-02-08 FrontMatter",
        ),
    ];
    for (path, text, expected) in table {
        assert_eq!(stated(&one(path, text.as_bytes())), expected, "{text}");
    }
}

#[test]
fn papers_and_agencies_sign_in_many_ways() {
    let table = [
        ("Page last updated at 10:40 GMT, Thursday, 11 March 2010\n\n", "2010-03-11 Modified"),
        ("11 March 2010 Last updated at 10:40 GMT\n", "2010-03-11 Signature"),
        ("Reuters, Callao, Mar 11, 2010, 10:25 ist\n", "2010-03-11 Signature"),
        ("Harbor Post, Thursday, March 11, 2010; Page C7\n", "2010-03-11 Signature"),
        ("By Ada Okoye\nHarbor Post Staff Writer\nThursday, March 11, 2010; B3\n", "2010-03-11 Signature"),
        ("CALLAO, Peru, March 11, 2010 -- ", "2010-03-11 Signature"),
        ("Callao, Mar 11, 2010 (AFP) – ", "2010-03-11 Signature"),
        ("Last Updated: March 12, 2010 20:21 EST\nMar. 11, 2010 (Bloomberg) -- ", "2010-03-11 Signature"),
        ("CALLAO (Reuters) 11 March 2010 - ", "2010-03-11 Signature"),
        ("Updated: Mar 12, 2010 09:12 IST | Published: Mar 11, 2010 08:00 IST\n", "2010-03-11 Signature"),
        ("Posted by Ada Okoye on March 11, 2010\n", "2010-03-11 Signature"),
        ("March 11, 2010 | By Ada Okoye, Harbor Times\n", "2010-03-11 Signature"),
        ("The Daily Ledger (Callao)\nMarch 11, 2010 Thursday Final Edition\n", "2010-03-11 Signature"),
        ("Mar. 11, 2010, 9:12 AM EST / Updated Mar. 12, 2010, 8:10 AM EST\n", "2010-03-11 Signature"),
        ("This article appeared on page A1 of the March 11, 2010 edition of The Quay.\n", "2010-03-11 Modified"),
        ("This article was amended on 11 March 2010. It named the wrong captain.\n", "2010-03-11 Amended"),
        ("The treaty of March 11, 2010 - the first of its kind - ended the dispute.\n", "none"),
        ("Sinking of the Ferry Maria, March 11, 2010\n", "none"),
        ("On March 11, 2010 - a Thursday - the ferry sank.\n", "none"),
        ("A worker carries a box in Callao, 21 August 2009. Photograph: AP\n", "none"),
        ("Sept. 11, 2001 - the day that changed the harbor - is remembered.\n", "none"),
    ];
    for (line, expected) in table {
        let text = format!(
            "Ferry is raised after weeks of work\n{line}The ferry was towed to a yard, its owner said.\n\nIt will be repaired.\n"
        );
        assert_eq!(stated(&one("a.txt", text.as_bytes())), expected, "{line}");
    }
}

#[test]
fn links_below_long_paragraphs_are_no_wrapped_text() {
    let report = "The ferry that sank off Callao in the storm of Tuesday was raised by two cranes and towed to a yard, its owner said.";
    let text = format!(
        "Ferry is raised\n\n{report}\n\n{report} It will sail.\n\n{report} Soon.\n\nSEE ALSO\nCaptain speaks of the storm\n22 Jan 10 | Ports\nIn pictures: the cranes\n20 Jan 10 | In Pictures\n"
    );
    let article = one("a.txt", text.as_bytes());
    let kinds: Vec<String> =
        passages(&article).into_iter().filter(|p| p.contains("Jan 10") || p.contains("Captain")).collect();
    assert_eq!(kinds.len(), 3, "{kinds:?}");
    assert!(kinds.iter().all(|kind| kind.starts_with("Furniture")), "{kinds:?}");
}

#[test]
fn a_sentence_begins_behind_a_stamp() {
    let article = one("a.txt", b"date 2024-02-08 The ministers met in Moss.\n\nThey agreed on a toll for the bridge.");
    assert_eq!(passages(&article)[..2], ["Furniture: date 2024-02-08", "Body: The ministers met in Moss."]);
}

#[test]
fn a_page_gives_its_text_title_and_day() {
    let page = r#"<!doctype html><html lang="en"><head><title>Moss has a mayor - Quay Times</title>
        <meta property="og:site_name" content="Quay Times"><meta property="article:published_time" content="2024-02-09T03:30:00Z">
        <meta property="article:modified_time" content="2024-03-01T03:30:00Z"><link rel="canonical" href="https://example.org/2024/02/08/moss"></head>
        <body><nav><a href="/">Home</a></nav><article><h1>Moss has a mayor</h1><p>The council of Moss met for the first time on Thursday and chose Ada Okoye, a harbour pilot, as its mayor.</p>
        <figure><img src="a.jpg"><figcaption>Ada Okoye on the quay of Moss after the vote.</figcaption></figure>
        <p>She won by 11 votes to 4, after the party of the dockers withdrew its own man in the morning, the clerk said.</p>
        <p>The council will meet again in March to decide on the toll for the bridge, which has been closed since 2019.</p></article></body></html>"#;
    let article = one("moss.html", page.as_bytes());
    assert_eq!(
        (article.title.as_str(), article.source.as_str(), article.url.as_str()),
        ("Moss has a mayor", "Quay Times", "https://example.org/2024/02/08/moss")
    );
    assert_eq!(stated(&article), "2024-02-08 Url", "03:30 in UTC is the evening before where the address was made");
    assert!(article.text.contains("She won by 11 votes to 4") && !article.text.contains("Home"), "{}", article.text);
}

#[test]
fn a_page_states_its_day_in_many_places() {
    let line =
        "<p>The council of Moss met for the first time and chose a harbour pilot as its mayor, by 11 votes to 4.</p>";
    let table = [
        // (what stands before the text, what stands behind it, expected)
        ("<div class=articleDateBlock>8 February 2024</div>", "", "2024-02-08 TimeElement"),
        ("<p><a rel=author href=/a>Ada Okoye</a>, 8.2.24</p>", "", "2024-02-08 TimeElement"),
        ("<div class=author>Ada Okoye <span>8 February 2024</span></div>", "", "2024-02-08 TimeElement"),
        ("", "<footer class=entry-footer><time datetime=2024-02-08>Thursday</time></footer>", "2024-02-08 TimeElement"),
        ("", "<div class=page-footer><time datetime=2024-02-08>Thursday</time></div>", "none"),
        ("", "<div class=sidebar><h3>More</h3><time datetime=2024-02-08>Thursday</time></div>", "none"),
        (
            "",
            "<p>This entry was posted on Thursday, February 8th, 2024 at 10:15 pm and is filed under Harbours.</p>",
            "2024-02-08 LeadingLine",
        ),
        (
            "<p>See the notice of 3 January 2024 (in German)</p><p>Date: 8 February 2024</p>",
            "",
            "2024-02-08 LeadingLine",
        ),
        ("<link rel=canonical href=https://example.org/news/08-02-2024>", "", "none"),
        ("<link rel=canonical href=https://example.org/news/28-02-2024>", "", "2024-02-28 Url"),
        (
            "<time datetime=2024-02-09T03:28:35Z></time><meta name=date content='2024-02-08 22:28:35'>",
            "<p class=date>February 9, 2024</p>",
            "2024-02-08 MetaTag",
        ),
    ];
    for (before, behind, expected) in table {
        let page = format!(
            "<html lang=en><title>Moss has a new mayor at last</title><body><div class=with-sidebar>\
             <h1>Moss has a new mayor at last</h1>{before}{line}{line}{behind}</div>"
        );
        assert_eq!(stated(&one("moss.html", page.as_bytes())), expected, "{before} {behind}");
    }
}

#[test]
fn records_have_fields() {
    let lines = "{\"id\": \"x/7\", \"title\": \"Moss\", \"date\": \"2024-02-08\", \"source\": {\"name\": \"Quay\"}, \"author\": [\"A\", {\"name\": \"B\"}], \"text\": \"By A MOSS | Tue Mar 9, 2010 6:41 pm EST MOSS (Agency) - It began.\"}\n\n{\"body\": \"It ended.\", \"published\": 1707434999}\nnot json\n{\"id\": 1}\n{\"id\": \"x/7\", \"content\": \"Again.\"}\n";
    let (articles, problems) = read_bytes("a.jsonl", lines.as_bytes());
    let got: Vec<_> = articles.iter().map(|a| (a.path.as_str(), stated(a))).collect();
    let day = |rung: &str| format!("2024-02-08 {rung}");
    assert_eq!(
        got,
        [("a.jsonl#x/7", day("FrontMatter")), ("a.jsonl#3", day("FrontMatter")), ("a.jsonl#x/7~6", "none".into())]
    );
    assert_eq!((articles[0].source.as_str(), articles[0].author.as_str()), ("Quay", "A, B"));
    let paths: Vec<_> = problems.iter().map(|p| p.path.as_str()).collect();
    assert_eq!(paths, ["a.jsonl#4", "a.jsonl#1"]);
    let (articles, _) =
        read_bytes("a.json", br#"{"status": "ok", "articles": [{"content": "One."}, {"content": "Two."}]}"#);
    assert_eq!(articles.iter().map(|a| a.path.as_str()).collect::<Vec<_>>(), ["a.json#1", "a.json#2"]);
}

#[test]
fn what_cannot_be_read_is_said_in_one_line() {
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let table: [(&str, Vec<u8>, &str); 10] = [
        ("a.txt", b" \n ".to_vec(), "a.txt: left out: the file is empty"),
        ("a.txt", vec![], "empty"),
        ("a.pdf", b"%PDF-1.7\n\x01\x02".to_vec(), "looks like a PDF document; save it as text or HTML first"),
        ("a.xyz", (0..=255).collect(), "looks like binary data"),
        ("a.html", b"<html><body><script>let a = 1;</script></body></html>".to_vec(), "the page holds no text"),
        ("a.json", br#"{"name": "no article"}"#.to_vec(), "no “text”"),
        ("a.json", deep.into_bytes(), "nested too deeply"),
        ("a.json", b"{\"text\": \"cut".to_vec(), "cut short"),
        ("a.txt.gz", b"\x1f\x8bnot really".to_vec(), "archive is damaged"),
        ("a.txt.gz", gzip(&vec![b'a'; 65 << 20]), "longer than 64 MB"),
    ];
    for (path, bytes, expected) in table {
        let said = problem(path, &bytes);
        assert!(said.contains(expected), "{said:?} says {expected:?}");
    }
}

#[test]
fn odd_files_are_read_all_the_same() {
    let packed = one("a.txt.gz", &gzip(b"The quay reopened.\n"));
    assert_eq!((packed.path.as_str(), packed.text.as_str()), ("a.txt.gz", "The quay reopened.\n"));
    assert_eq!(one("notes", b"The quay reopened.").text, "The quay reopened.");
    assert_eq!(one("a.txt", b"Caf\xe9 du port, rouvert.").encoding, "windows-1252");
    assert!(one("a.txt", b"The quay\0 reopened after four long years of work.").text.contains("quay\u{fffd} reopened"));
    let deep = format!("<html><body>{}The quay reopened.", "<div>".repeat(10_000));
    assert_eq!(one("a.html", deep.as_bytes()).text, "The quay reopened.");
}

#[test]
fn a_folder_is_read_in_order_and_its_faults_are_listed() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    write("b/deep/er/two.txt", b"Two ferries met.");
    write("a.txt", b"One ferry left.");
    write(".hidden.txt", b"No one sees this.");
    write("c.txt", b"");
    write("z.jsonl", b"{\"text\": \"Three ferries sank.\"}\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path(), folder.path().join("b/loop")).unwrap();
    let big = fs::File::create(folder.path().join("big.txt")).unwrap();
    big.set_len(200 << 20).unwrap();
    let monitor = Monitor::default();
    let (articles, problems) = folder::read(&[folder.path().to_owned()], &monitor);
    let paths: Vec<_> = articles.iter().map(|a| a.path.as_str()).collect();
    assert_eq!(paths, ["a.txt", "b/deep/er/two.txt", "z.jsonl#1"]);
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(said.iter().any(|p| p.starts_with("c.txt: ")), "{said:?}");
    assert!(said.iter().any(|p| p.starts_with("big.txt: left out: 200 MB")), "{said:?}");
    #[cfg(unix)]
    assert!(said.iter().any(|p| p.contains("b/loop: left out: this link leads back")), "{said:?}");
    assert_eq!(monitor.progress(), (5, 5));
    assert_eq!(articles.last().unwrap().evidence.last().map(|e| e.rung), Some(Rung::FileTime));
}

#[test]
fn nothing_to_read_is_said_too() {
    let folder = tempfile::tempdir().unwrap();
    let read = |path: &Path| folder::read(&[path.to_owned()], &Monitor::default());
    let (articles, problems) = read(folder.path());
    assert!(articles.is_empty() && problems[0].what.starts_with("no article in it"), "{problems:?}");
    let (_, problems) = read(&folder.path().join("gone"));
    assert!(problems[0].what.starts_with("not found"), "{problems:?}");
    let monitor = Monitor::default();
    monitor.cancel();
    fs::write(folder.path().join("a.txt"), "The quay reopened.").unwrap();
    assert!(folder::read(&[folder.path().to_owned()], &monitor).0.is_empty(), "a cancelled run reads nothing more");
}

#[test]
fn keys_are_stable_and_tell_articles_apart() {
    let key = |path: &str, text: &str| one(path, text.as_bytes()).key;
    assert_eq!(key("a.txt", "One ferry left."), key("a.txt", "One ferry left."));
    assert_ne!(key("a.txt", "One ferry left."), key("b.txt", "One ferry left."));
    assert_ne!(key("a.txt", "One ferry left."), key("a.txt", "One ferry sank."));
}
