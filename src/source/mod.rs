//! The `.tf` files beside a plan: where each resource is declared, and what comments skip there.
//!
//! In: a folder. Out: places of blocks, and skips. Blocks are found by a light lexer; nothing is
//! evaluated, and `.tf.json` files are not read. Everything is taken as the work of strangers: files
//! are opened only within the repository (or the current folder), with limits on their size and number.
//! May import `model` only.

mod blocks;
mod folders;
mod lexer;
mod skips;

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use serde::Deserialize;

use crate::model::Declaration;
use crate::model::waiver::without_keys;

use blocks::MODULE;
use folders::{Folder, Folders};
use skips::{Said, said};

pub use skips::{Skip, known_skips};

/// Most calls of modules that are followed.
const MOST_MODULES: usize = 5_000;
/// Deepest nesting of modules.
const DEEPEST: usize = 32;
/// Most skips that are followed.
const MOST_SKIPS: usize = 10_000;
/// Largest list of fetched modules that is read.
const LARGEST_LIST: u64 = 16 * 1024 * 1024;

/// A skip that can't be taken: names file, line and mend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct SkipError {
    pub file: String,
    pub line: u32,
    pub message: String,
}

/// What the files below a root folder declare.
#[derive(Default)]
pub struct Sources {
    root: Rc<Folder>,
    /// Names of modules, outermost first, to their folder.
    modules: HashMap<Vec<String>, Rc<Folder>>,
    skips: Vec<Skip>,
    errors: Vec<SkipError>,
    notes: Vec<String>,
}

impl fmt::Debug for Sources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sources")
            .field("modules", &self.modules.len())
            .field("skips", &self.skips.len())
            .field("notes", &self.notes)
            .finish_non_exhaustive()
    }
}

/// `.terraform/modules/modules.json`: what Terraform fetched.
#[derive(Deserialize, Default)]
struct Fetched {
    #[serde(rename = "Modules", default)]
    modules: Vec<FetchedModule>,
}

#[derive(Deserialize)]
struct FetchedModule {
    #[serde(rename = "Key")]
    key: String,
    #[serde(rename = "Dir")]
    dir: String,
}

/// A call of a module that is still to be followed.
struct Call {
    path: Vec<String>,
    folder: PathBuf,
    /// Fetched by Terraform: not the reader's own code.
    fetched: bool,
}

impl Sources {
    /// Reads the files of a folder and of all modules that it calls, as far as they are on disk. What
    /// can't be read is told by the notes.
    pub fn open(root: &Path) -> Self {
        let mut sources = Self::default();
        let Ok(root) = root.canonicalize() else {
            sources
                .notes
                .push(format!("{}: there is no such folder", root.display()));
            return sources;
        };
        let mut folders = Folders::new(&root);
        let fetched = fetched(&root, &mut folders);
        sources.root = folders.folder(&root);
        let mut calls = VecDeque::from([Call {
            path: Vec::new(),
            folder: root.clone(),
            fetched: false,
        }]);
        let mut followed = 0;
        while let Some(call) = calls.pop_front() {
            let folder = folders.folder(&call.folder);
            sources.read_skips(&folder, &call, &mut folders);
            for (path, target, is_fetched) in called(&folder, &call, &fetched, &root) {
                if followed == MOST_MODULES || path.len() > DEEPEST {
                    let place = path.join(".");
                    folders.note(format!(
                        "module {place} and others: not followed, since there are so many"
                    ));
                    break;
                }
                followed += 1;
                match folders.inside(&target).filter(|target| target.is_dir()) {
                    Some(folder) => calls.push_back(Call {
                        path,
                        folder,
                        fetched: call.fetched || is_fetched,
                    }),
                    None => folders.note(format!("module {}: its folder can't be read here", path.join("."))),
                }
            }
            if !call.path.is_empty() {
                sources.modules.insert(call.path, folder);
            }
        }
        sources.notes.append(&mut folders.notes);
        sources
    }

    /// Where a resource is declared. `module` has the names of the modules around it without keys,
    /// outermost first; of data sources the type begins with `data.`. If its own block is not on disk, it is
    /// the block of the root module that calls the module.
    pub fn declaration(&self, module: &[String], r#type: &str, name: &str) -> Option<Declaration> {
        let Some(outermost) = module.first() else {
            return self.root.find(r#type, name);
        };
        let call = self.root.find(MODULE, outermost);
        match self.modules.get(module).and_then(|folder| folder.find(r#type, name)) {
            Some(own) => Some(Declaration {
                called_from: call.map(Box::new),
                ..own
            }),
            None => call,
        }
    }

    /// Where the resource of a Terraform address is declared.
    pub fn declaration_of(&self, address: &str) -> Option<Declaration> {
        let address = without_keys(address);
        let mut rest = address.as_str();
        let mut module = Vec::new();
        while let Some((name, after)) = rest.strip_prefix("module.").and_then(|r| r.split_once('.')) {
            module.push(name.to_owned());
            rest = after;
        }
        let (r#type, name) = rest.rsplit_once('.')?;
        self.declaration(&module, r#type, name)
    }

    /// What comments skip. Those in modules that Terraform fetched are not among them: whoever wrote
    /// these does not decide here.
    pub fn skips(&self) -> &[Skip] {
        &self.skips
    }

    /// Skips that can't be taken.
    pub fn errors(&self) -> &[SkipError] {
        &self.errors
    }

    /// What could not be read, and what is missing in skips of other tools.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    fn read_skips(&mut self, folder: &Folder, call: &Call, folders: &mut Folders) {
        let mut ignored = 0;
        for (block, file) in folder.commented() {
            for comment in &block.comments {
                for said in said(&comment.text) {
                    match said {
                        Said::Skip { .. } | Said::Wrong(_) if call.fetched => ignored += 1,
                        Said::Note(_) if call.fetched => {}
                        Said::Wrong(message) => self.wrong(file, comment.line, message),
                        Said::Note(text) => folders.note(format!("{file}:{}: {text}", comment.line)),
                        Said::Skip {
                            ids,
                            reason,
                            until,
                            written,
                        } => {
                            if self.skips.len() == MOST_SKIPS {
                                folders.note(format!("{file}: not all skips are followed, since there are so many"));
                                return;
                            }
                            let mut module = call.path.clone();
                            let whole = block.r#type == MODULE;
                            if whole {
                                module.push(block.name.clone());
                            }
                            self.skips.push(Skip {
                                module,
                                r#type: (!whole).then(|| block.r#type.clone()),
                                name: (!whole).then(|| block.name.clone()),
                                ids,
                                reason,
                                until,
                                file: file.to_string(),
                                line: comment.line,
                                written,
                            });
                        }
                    }
                }
            }
        }
        if ignored > 0 {
            let module = call.path.join(".");
            folders.note(format!(
                "module {module}: {ignored} skips of fetched code are not followed"
            ));
        }
    }

    /// A folder that several modules call is read once, and so are its errors.
    fn wrong(&mut self, file: &str, line: u32, message: String) {
        let error = SkipError {
            file: file.to_owned(),
            line,
            message,
        };
        if !self.errors.contains(&error) {
            self.errors.push(error);
        }
    }
}

/// The modules that a folder calls: names, where they are, and whether Terraform fetched them.
fn called<'a>(
    folder: &'a Folder,
    call: &'a Call,
    fetched: &'a HashMap<String, String>,
    root: &'a Path,
) -> impl Iterator<Item = (Vec<String>, PathBuf, bool)> + 'a {
    folder.calls().filter_map(move |block| {
        let path: Vec<String> = call.path.iter().chain([&block.name]).cloned().collect();
        let source = block.source.as_deref()?;
        if source.starts_with("./") || source.starts_with("../") {
            return Some((path, call.folder.join(source), false));
        }
        let dir = fetched.get(&path.join("."))?;
        Some((path, root.join(dir), true))
    })
}

/// Keys of modules to their folders, as Terraform wrote them down.
fn fetched(root: &Path, folders: &mut Folders) -> HashMap<String, String> {
    let path = root.join(".terraform/modules/modules.json");
    let Some(real) = folders.inside(&path).filter(|real| real.is_file()) else {
        return HashMap::new();
    };
    let mut text = String::new();
    let read = File::open(real).and_then(|file| file.take(LARGEST_LIST).read_to_string(&mut text));
    let list = read
        .map_err(|e| e.to_string())
        .and_then(|_| serde_json::from_str::<Fetched>(&text).map_err(|e| e.to_string()));
    match list {
        Ok(list) => list.modules.into_iter().map(|m| (m.key, m.dir)).collect(),
        Err(error) => {
            let shown = folders.shown(&path);
            folders.note(format!("{shown}: {error}; fetched modules are not looked into"));
            HashMap::new()
        }
    }
}
