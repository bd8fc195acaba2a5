//! A policy made ready to judge: an engine with the files that it needs and no others.

use std::collections::BTreeSet;

use regorus::{Engine, Value};

use super::engine::{self, Machine};
use super::error::PolicyError;
use super::library::{DENY, Library, Policy};
use super::reads::is_facts;

/// A policy without its data.
#[derive(Debug)]
pub(crate) struct Prepared {
    /// Holds the policy and the helpers that it calls. Facts are data to it.
    host: Engine,
}

impl Prepared {
    pub(crate) fn new(library: &Library, policy: &Policy) -> Result<Self, String> {
        let packages = policy.reads.reached.iter().map(|(package, _)| package);
        let mut host = only(library, packages, |package| !is_facts(package))?;
        engine::host(&mut host, &policy.control.package, DENY)?;
        Ok(Self { host })
    }

    /// The policy with its data.
    pub(crate) fn machine(&self, data: Value) -> Machine {
        Machine::new(&self.host, data)
    }
}

/// An engine with those files of a library whose packages are named and wanted.
pub(crate) fn only<'a>(
    library: &Library,
    packages: impl Iterator<Item = &'a String>,
    wanted: impl Fn(&str) -> bool,
) -> Result<Engine, String> {
    let packages: BTreeSet<&str> = packages.map(String::as_str).filter(|p| wanted(p)).collect();
    let files = library.files.iter().filter(|f| packages.contains(f.package.as_str()));
    engine::with_policies(files).map_err(|errors| list(&errors))
}

fn list(errors: &[PolicyError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
