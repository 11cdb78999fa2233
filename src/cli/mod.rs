//! The command line, one file a command.
//!
//! Each command is a struct of arguments beside a `run` that takes them; this file only names the commands and holds what
//! they share. The promises are those of every good filter:
//!
//! | stream or status | carries |
//! |---|---|
//! | standard output | the result, nothing else |
//! | standard error | progress (on a terminal) and problems, one a line |
//! | 0 | done; problems with single files were reported |
//! | 1 | nothing could be read, or the result could not be written |
//! | 2 | wrong usage |
//!
//! A saved project may stand in the place of a folder, or beside one: what an analyst did in the window then holds here too.
//!
//! A reader that goes away in the middle (`dateline extract … | head`) is no failure.

mod args;
mod digest;
mod explain;
mod extract;
mod failure;
mod rank;
mod read;
mod render;
mod rules;
mod tag;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub use args::{Loaded, Shared, load, read_files, select, write_out, write_with};
pub use failure::Failure;

pub use crate::export::write_file;

/// Opens a folder of news articles and shows what happened when, every date leading back to its sentence.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, args_conflicts_with_subcommands = true, max_term_width = 100)]
struct Arguments {
    /// A folder, article files, or a saved .dateline project to open in the window
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What was asked for.
#[derive(Debug)]
pub enum Wanted {
    /// The window, with these paths open.
    Window(Vec<PathBuf>),
    /// A command without a window.
    Command(Command),
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Articles to a timeline as data
    Extract(extract::Args),
    /// Articles to a picture: svg, png or pdf
    Render(render::Args),
    /// The days that matter most, with the sentences that tell them best
    Digest(digest::Args),
    /// Every candidate day, most important first
    Rank(rank::Args),
    /// The time expressions of each file
    Tag(tag::Args),
    /// Each article as the program reads it, one JSON object a line
    Read(read::Args),
    /// The rules that find and read time expressions
    Rules(rules::Args),
    /// How one sentence gets its dates, step by step
    Explain(explain::Args),
}

impl Command {
    /// Runs it.
    pub fn run(self) -> Result<(), Failure> {
        match self {
            Self::Extract(args) => extract::run(args),
            Self::Render(args) => render::run(args),
            Self::Digest(args) => digest::run(args),
            Self::Rank(args) => rank::run(args),
            Self::Tag(args) => tag::run(args),
            Self::Read(args) => read::run(args),
            Self::Rules(args) => rules::run(args),
            Self::Explain(args) => explain::run(args),
        }
    }
}

/// Reads the arguments of the program, its own name first.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Wanted, Failure> {
    let Arguments { paths, command } = Arguments::try_parse_from(arguments)?;
    Ok(match command {
        Some(command) => Wanted::Command(command),
        None => Wanted::Window(paths),
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        super::Arguments::command().debug_assert();
    }
}
