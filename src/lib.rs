//! Opens a folder of news articles and finds what happened when.
#![warn(clippy::unwrap_used)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod span;
pub mod problem;
pub mod progress;
pub mod stable;
pub mod calendar;
pub mod article;
pub mod sentence;
pub mod timex;
pub mod copy;
pub mod dating;
pub mod mention;
pub mod event;
pub mod timeline;
pub mod analysis;
pub mod scene;
pub mod export;
pub mod project;
pub mod cli;
#[cfg(feature = "gui")]
pub mod app;
