//! A policy made ready to judge: the files that it needs and no others, and its bytecode.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use regorus::rvm::Program;
use regorus::{Engine, Value};

use super::bytecode;
use super::engine::{self, Machine};
use super::library::{DENY, Library, Policy};
use super::reads::is_facts;

/// A policy without its data.
#[derive(Debug)]
pub(crate) struct Prepared {
    package: String,
    /// Holds the policy and the helpers that it calls. Facts are data to it.
    engine: Engine,
    /// Absent where the interpreter has to judge.
    program: Option<Arc<Program>>,
    /// The engine, ready to be asked; made when it is first needed.
    host: OnceLock<Result<Engine, String>>,
}

impl Prepared {
    pub(crate) fn new(library: &Library, policy: &Policy) -> Result<Self, String> {
        let package = &policy.control.package;
        let engine = only(library, policy.reads.reached.iter().map(|(package, _)| package), |p| {
            !is_facts(p)
        })?;
        let program = match policy.distrust {
            Some(_) => None,
            None => compile(library, policy).ok(),
        };
        Ok(Self {
            package: package.clone(),
            engine,
            program,
            host: OnceLock::new(),
        })
    }

    /// True when the bytecode machine judges.
    pub(crate) fn is_compiled(&self) -> bool {
        self.program.is_some()
    }

    /// The policy with its data.
    pub(crate) fn machine(&self, data: Value) -> Result<Machine, String> {
        match &self.program {
            Some(program) => Machine::bytecode(program.clone(), data),
            None => self.interpreter(data),
        }
    }

    /// The same, whatever the policy was compiled to.
    pub(crate) fn interpreter(&self, data: Value) -> Result<Machine, String> {
        let host = self.host.get_or_init(|| {
            let mut host = self.engine.clone();
            engine::host(&mut host, &self.package, DENY)?;
            Ok(host)
        });
        Ok(Machine::interpreter(host.as_ref().map_err(Clone::clone)?, data))
    }
}

/// The policy for the bytecode machine.
fn compile(library: &Library, policy: &Policy) -> Result<Arc<Program>, String> {
    let packages = policy.reads.reached.iter().map(|(package, _)| package);
    let mut parsed = only(library, packages, |p| !is_facts(p))?;
    let mut told = engine::with_policies([]).map_err(|e| e.to_string())?;
    let parsed = parsed.get_modules().clone();
    for module in parsed.iter() {
        let source = &module.package.span.source;
        let text = bytecode::with_comparisons(module, source.get_contents());
        told.add_policy(source.get_path().clone(), text)
            .map_err(|e| format!("{e:#}"))?;
    }
    engine::compile(&told, &policy.control.package, DENY)
}

/// An engine with those files of a library whose packages are named and wanted.
pub(crate) fn only<'a>(
    library: &Library,
    packages: impl Iterator<Item = &'a String>,
    wanted: impl Fn(&str) -> bool,
) -> Result<Engine, String> {
    let packages: BTreeSet<&str> = packages.map(String::as_str).filter(|p| wanted(p)).collect();
    let files = library.files.iter().filter(|f| packages.contains(f.package.as_str()));
    engine::with_policies(files).map_err(|e| e.to_string())
}
