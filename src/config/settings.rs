//! `trueline.yaml`: what would otherwise be given on the command line.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::model::{Severity, Waiver};

use super::waivers::{RawWaiver, checked};
use super::{At, ConfigError, Errors, parse, read};

/// The name under which the working directory is searched for it.
pub const NAME: &str = "trueline.yaml";

/// A configuration. What it does not name is unset, or empty for lists.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    /// For errors; empty when there is no file.
    pub file: String,
    pub policies: Vec<PathBuf>,
    /// A file, with its path, or the name of a built-in spec.
    pub spec: Option<String>,
    pub only: Vec<At<String>>,
    pub skip: Vec<At<String>>,
    pub severity: Option<Severity>,
    pub framework: Option<String>,
    pub fail_on: Option<Severity>,
    pub strict: Option<bool>,
    pub passes: Option<bool>,
    pub formats: Vec<At<String>>,
    /// Those that stand in it.
    pub waivers: Vec<Waiver>,
    pub waiver_files: Vec<PathBuf>,
    /// Most days that a waiver may still hold.
    pub max_waiver_days: Option<u32>,
    pub live: Live,
    folder: PathBuf,
}

/// Where to look for live state. The values are checked where they are used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Live {
    pub providers: Vec<At<String>>,
    pub services: Vec<At<String>>,
    pub accounts: Vec<At<String>>,
    pub assume_role: Option<At<String>>,
    pub external_id: Option<At<String>>,
    pub regions: Vec<At<String>>,
    pub zones: Vec<At<String>>,
    pub timeout: Option<At<String>>,
}

type Texts = Option<Vec<Spanned<String>>>;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Raw {
    policies: Texts,
    spec: Option<String>,
    only: Texts,
    skip: Texts,
    severity: Option<Severity>,
    framework: Option<String>,
    fail_on: Option<Severity>,
    strict: Option<bool>,
    passes: Option<bool>,
    formats: Texts,
    waivers: Option<Vec<Spanned<RawWaiver>>>,
    waiver_files: Texts,
    max_waiver_days: Option<u32>,
    providers: Texts,
    services: Texts,
    accounts: Texts,
    assume_role: Option<Spanned<String>>,
    external_id: Option<Spanned<String>>,
    regions: Texts,
    zones: Texts,
    timeout: Option<Spanned<String>>,
}

impl Config {
    /// Reads the file that is named, or else the one of the working directory, if there is one.
    pub fn find(named: Option<&Path>) -> Result<Self, Vec<ConfigError>> {
        match named {
            Some(file) => Self::read(file),
            None if Path::new(NAME).exists() => Self::read(Path::new(NAME)),
            None => Ok(Self::default()),
        }
    }

    fn read(file: &Path) -> Result<Self, Vec<ConfigError>> {
        let text = read(file).map_err(|e| vec![e])?;
        Self::parse(file, &text)
    }

    /// The configuration of a text. Paths in it are relative to the folder of the file.
    pub fn parse(file: &Path, text: &str) -> Result<Self, Vec<ConfigError>> {
        let name = file.display().to_string();
        let raw: Raw = parse(&name, text).map_err(|e| vec![e])?;
        let mut errors = Errors::new(&name);
        let folder = file.parent().map(Path::to_owned).unwrap_or_default();
        let waivers = checked(raw.waivers.unwrap_or_default(), &mut errors);
        let paths = |texts: Texts| texts.into_iter().flatten().map(|t| folder.join(t.value)).collect();
        let config = Self {
            policies: paths(raw.policies),
            spec: raw.spec.map(|spec| located(&folder, spec)),
            only: all(raw.only),
            skip: all(raw.skip),
            severity: raw.severity,
            framework: raw.framework,
            fail_on: raw.fail_on,
            strict: raw.strict,
            passes: raw.passes,
            formats: all(raw.formats),
            waivers,
            waiver_files: paths(raw.waiver_files),
            max_waiver_days: raw.max_waiver_days,
            live: Live {
                providers: all(raw.providers),
                services: all(raw.services),
                accounts: all(raw.accounts),
                assume_role: raw.assume_role.map(At::from),
                external_id: raw.external_id.map(At::from),
                regions: all(raw.regions),
                zones: all(raw.zones),
                timeout: raw.timeout.map(At::from),
            },
            file: name.clone(),
            folder,
        };
        errors.or(config)
    }

    /// A path that is named in the file.
    pub fn path(&self, path: &Path) -> PathBuf {
        self.folder.join(path)
    }

    /// An error about something that is named in the file.
    pub fn error<T>(&self, at: &At<T>, message: impl Into<String>) -> ConfigError {
        ConfigError {
            file: self.file.clone(),
            place: at.place,
            message: message.into(),
        }
    }
}

fn all(texts: Texts) -> Vec<At<String>> {
    texts.into_iter().flatten().map(At::from).collect()
}

/// A spec is a file if it is called like one, and otherwise built in.
fn located(folder: &Path, spec: String) -> String {
    let is_file = Path::new(&spec).extension().is_some_and(|e| e == "yaml" || e == "yml");
    if is_file {
        folder.join(spec).display().to_string()
    } else {
        spec
    }
}
