//! The configuration file: the command line wins over it, key by key.

use std::path::PathBuf;
use std::sync::OnceLock;

use crate::config::{At, Config, ConfigError};
use crate::policy::Library;

/// Which configuration file.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct ConfigArgs {
    /// Configuration file [default: trueline.yaml in the working directory, if it is there]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(long, conflicts_with = "config")]
    no_config: bool,
    #[arg(skip)]
    found: OnceLock<Config>,
}

impl ConfigArgs {
    /// The configuration, read when it is first asked for.
    pub(crate) fn read(&self) -> anyhow::Result<&Config> {
        if let Some(config) = self.found.get() {
            return Ok(config);
        }
        let config = match self.no_config {
            true => Config::default(),
            false => Config::find(self.config.as_deref()).map_err(all)?,
        };
        if !config.file.is_empty() {
            tracing::info!("configuration {}", config.file);
        }
        Ok(self.found.get_or_init(|| config))
    }
}

/// All that is wrong with a file, a line each.
pub(crate) fn all(errors: Vec<ConfigError>) -> anyhow::Error {
    let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
    anyhow::Error::msg(lines.join("\nerror: "))
}

/// What was given on the command line, or else in the file.
pub(crate) fn or_told<T: Clone>(given: &[T], told: &[T]) -> Vec<T> {
    if given.is_empty() {
        told.to_vec()
    } else {
        given.to_vec()
    }
}

/// The same for values that are parsed: errors name the place in the file.
pub(crate) fn or_parsed<T: Clone, E: ToString>(
    given: &[T],
    told: &[At<String>],
    config: &Config,
    parse: impl Fn(&str) -> Result<T, E>,
) -> anyhow::Result<Vec<T>> {
    if !given.is_empty() {
        return Ok(given.to_vec());
    }
    told.iter().map(|at| parsed(at, config, &parse)).collect()
}

/// Parses one value of the file.
pub(crate) fn parsed<T, E: ToString>(
    at: &At<String>,
    config: &Config,
    parse: impl Fn(&str) -> Result<T, E>,
) -> anyhow::Result<T> {
    let value = parse(&at.value);
    Ok(value.map_err(|e| config.error(at, format!("{:?}: {}", at.value, e.to_string())))?)
}

/// Names of controls, each of which has to name one.
pub(crate) fn controls(
    given: &[String],
    told: &[At<String>],
    config: &Config,
    library: &Library,
) -> anyhow::Result<Vec<String>> {
    let known = |name: &str| {
        let name = name.to_owned();
        library.select(std::slice::from_ref(&name), &[]).map(|_| name)
    };
    if !given.is_empty() {
        return Ok(given.to_vec());
    }
    told.iter()
        .map(|at| Ok(known(&at.value).map_err(|message| config.error(at, message))?))
        .collect()
}
