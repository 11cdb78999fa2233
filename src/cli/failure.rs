//! Why a command ends without its result, and the exit status that says so.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

/// Why a command ends without its result.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The arguments do not parse, or `--help` and `--version`, which end a run the same way.
    #[error(transparent)]
    Arguments(#[from] clap::Error),
    /// The arguments parse but make no sense together.
    #[error("{0}")]
    Usage(String),
    /// None of the paths holds an article.
    #[error("no article could be read from {0}")]
    NothingRead(String),
    /// The result has nowhere to go.
    #[error("{}: could not be written: {error}", path.display())]
    Unwritten {
        /// The file, or `standard output`.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The reader of standard output went away; what it wanted, it has.
    #[error("standard output was closed")]
    Closed,
    /// Anything else that kept the result from being made.
    #[error("{0}")]
    Other(String),
}

impl Failure {
    /// 0, 1 or 2, as the table in [`super`] says.
    pub fn status(&self) -> u8 {
        match self {
            Self::Arguments(error) => error.exit_code() as u8,
            Self::Closed => 0,
            Self::Usage(_) => 2,
            Self::NothingRead(_) | Self::Unwritten { .. } | Self::Other(_) => 1,
        }
    }

    /// Says it on standard error and gives the exit status.
    pub fn report(self) -> ExitCode {
        match &self {
            // clap knows to put help and version on standard output
            Self::Arguments(error) => _ = error.print(),
            Self::Closed => {}
            other => eprintln!("dateline: {other}"),
        }
        ExitCode::from(self.status())
    }
}
