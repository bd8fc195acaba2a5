//! Files that people keep beside their cloud: the configuration, `trueline.yaml`, and waivers.
//!
//! In: YAML. Out: values that are checked as far as they can be without policies and catalogue, each
//! with its place for later errors. Strict: a key that is not known is an error. May import `model` only.

mod settings;
mod waivers;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use serde::de::DeserializeOwned;
use serde_saphyr::Spanned;

use crate::model::yaml::{self, Place};

pub use settings::{Config, Live, NAME};
pub use waivers::{parse_waivers, read_waivers};

/// Largest file that is read.
const LARGEST: u64 = 16 * 1024 * 1024;

/// A file that can't be used: names file, line and mend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {message}", shown(*place))]
pub struct ConfigError {
    pub file: String,
    pub place: Place,
    pub message: String,
}

fn shown(place: Place) -> String {
    match place {
        (0, _) => String::new(),
        (line, 0) => format!(":{line}"),
        (line, column) => format!(":{line}:{column}"),
    }
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At<T> {
    pub value: T,
    pub place: Place,
}

impl<T> From<Spanned<T>> for At<T> {
    fn from(spanned: Spanned<T>) -> Self {
        Self {
            place: yaml::place(&spanned.referenced),
            value: spanned.value,
        }
    }
}

/// Errors of one file, as they are found.
struct Errors<'a> {
    file: &'a str,
    all: Vec<ConfigError>,
}

impl<'a> Errors<'a> {
    fn new(file: &'a str) -> Self {
        Self { file, all: Vec::new() }
    }

    fn add(&mut self, place: Place, message: impl Into<String>) {
        self.all.push(ConfigError {
            file: self.file.to_owned(),
            place,
            message: message.into(),
        });
    }

    fn or<T>(self, value: T) -> Result<T, Vec<ConfigError>> {
        if self.all.is_empty() { Ok(value) } else { Err(self.all) }
    }
}

fn read(path: &Path) -> Result<String, ConfigError> {
    let attempt = || {
        let file = File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(io::Error::other("is a folder, not a file"));
        }
        let mut text = String::new();
        file.take(LARGEST + 1).read_to_string(&mut text)?;
        match u64::try_from(text.len()) {
            Ok(length) if length <= LARGEST => Ok(text),
            _ => Err(io::Error::other(format!("is larger than {} MiB", LARGEST >> 20))),
        }
    };
    attempt().map_err(|error: io::Error| ConfigError {
        file: path.display().to_string(),
        place: (0, 0),
        message: error.to_string(),
    })
}

/// Parses one YAML document; a file of comments alone is an empty one.
fn parse<T: DeserializeOwned + Default>(file: &str, text: &str) -> Result<T, ConfigError> {
    let silent = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    if text.trim_start_matches('\u{feff}').lines().all(silent) {
        return Ok(T::default());
    }
    serde_saphyr::from_str(text).map_err(|error| {
        let (place, mut message) = yaml::problem(&error);
        if message.contains("anchor") || message.contains("alias") {
            message += "; a pattern that starts with * needs quotation marks";
        }
        ConfigError {
            file: file.to_owned(),
            place,
            message,
        }
    })
}

#[cfg(test)]
mod tests;
