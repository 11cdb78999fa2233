//! `dateline rules`: every rule with its examples, as the program reads them.

use std::io::{self, Write};

use super::{Failure, Shared, write_with};
use crate::timex::rulebook::english;

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only rules whose name or family contains this
    #[arg(value_name = "NAME", default_value = "")]
    about: String,
}

/// Runs it.
pub fn run(args: Args) -> Result<(), Failure> {
    write_with(&Shared::default(), |out| write(&args.about, out))
}

fn write(about: &str, out: &mut dyn Write) -> io::Result<()> {
    let book = english();
    let mut family = "";
    for rule in book.rules.iter().filter(|r| r.id.contains(about) || r.family.contains(about)) {
        if rule.family != family {
            family = rule.family;
            writeln!(out, "# {family}\n")?;
        }
        let history = if rule.drifts { ", in a history previous" } else { "" };
        writeln!(out, "{}  (anchor {}{history})", rule.id, rule.anchor.name())?;
        for pattern in &rule.patterns {
            writeln!(out, "  pattern  {pattern}")?;
        }
        let modifier = rule.modifier.map(|m| format!(", mod {m}")).unwrap_or_default();
        writeln!(out, "  makes    {}{modifier}", rule.says)?;
        for example in &rule.examples {
            let modifier = example.modifier.as_deref().map(|m| format!(" {m}")).unwrap_or_default();
            writeln!(out, "  example  {} → {}{modifier}", example.sentence, example.value)?;
        }
        for never in &rule.never {
            writeln!(out, "  never    {never}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}
