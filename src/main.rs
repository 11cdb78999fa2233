//! Arguments → window, or a command without a window.

use std::process::ExitCode;

use dateline::cli::{self, Failure, Wanted};

fn main() -> ExitCode {
    let done = match cli::parse(std::env::args_os()) {
        Ok(Wanted::Command(command)) => command.run(),
        Ok(Wanted::Window(paths)) => window(paths),
        Err(failure) => Err(failure),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

#[cfg(feature = "gui")]
fn window(paths: Vec<std::path::PathBuf>) -> Result<(), Failure> {
    dateline::app::run(paths).map_err(|error| Failure::Other(error.to_string()))
}

#[cfg(not(feature = "gui"))]
fn window(paths: Vec<std::path::PathBuf>) -> Result<(), Failure> {
    let path = paths.first().map_or("PATH".into(), |path| path.display().to_string());
    Err(Failure::Usage(format!("this build has no window; write: dateline extract {path} --format md")))
}
